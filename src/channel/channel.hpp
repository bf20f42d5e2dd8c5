#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "channel/arc_buffer.hpp"
#include "channel/family.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// A channel's state: the low 48 bits are what it holds back, the high 16 whatever else it has to
/// remember. The state in which it holds nothing back: others may take over.
inline constexpr std::uint64_t kRest = 0;
inline constexpr std::uint64_t kPendingMask = (std::uint64_t{1} << 48) - 1;
inline constexpr bool is_rest(std::uint64_t state) noexcept { return (state & kPendingMask) == 0; }

/// One way in which an original becomes what we observe. `explain` is the inverse direction: arcs
/// for the lattice. `damage` is the forward one: it makes test material. Immutable and safe to
/// share between threads.
class Channel {
 public:
  virtual ~Channel() = default;

  /// As on the command line: "utf8-as-gbk".
  virtual std::string_view name() const = 0;
  /// One line for people: "UTF-8 read as GBK (古文码)".
  virtual std::string_view summary() const = 0;
  virtual Family family() const = 0;

  /// Offers the arcs that explain `observed.symbols` from `at` on, being in `state`. No arc: the
  /// channel cannot have produced this; or it is no matter of single lines, and another step undoes
  /// it.
  virtual void explain(const Observed& observed, std::size_t at, std::uint64_t state,
                       ArcBuffer& out) const {
    static_cast<void>(observed);
    static_cast<void>(at);
    static_cast<void>(state);
    static_cast<void>(out);
  }

  /// Offers arcs (consuming nothing) that end the line in `state`, which is not kRest.
  virtual void finish(std::uint64_t state, ArcBuffer& out) const {
    static_cast<void>(state);
    static_cast<void>(out);
  }

  /// Whether what it leaves alone comes through as itself: spans of it are of the symbols that it
  /// changed, not of whole runs.
  virtual bool spares_others() const { return false; }

  /// How rare the damage is: nats of evidence that it takes beyond what the commonest needs.
  /// Healthy text comes to look like some kinds by chance more easily than like others; that counts
  /// as well.
  virtual double rarity() const { return 0; }

  /// The habits `damage` knows, the default first: "windows", "java", …
  virtual std::vector<std::string_view> habits() const { return {""}; }

  /// Breaks healthy UTF-8 text. The result is UTF-8, or raw bytes where that is the damage.
  virtual std::string damage(std::string_view text, std::string_view habit,
                             std::mt19937_64& random) const = 0;

 protected:
  Channel() = default;
  Channel(const Channel&) = default;
  Channel& operator=(const Channel&) = default;
};

}  // namespace fuyuan
