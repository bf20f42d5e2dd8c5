#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "restore/options.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Fuyuan as a library: a broken document in, the restored one out, with the plan of what was done.
///
///     const fuyuan::Restorer restorer;
///     const fuyuan::Restored restored = restorer.restore(bytes);
///     std::cout << restored.text;
///
/// A Restorer is immutable; share one between threads. `restore` is deterministic, takes any bytes,
/// and never throws on account of them.

/// What is said of a document, from the best to the worst.
enum class Verdict : std::uint8_t {
  clean,       ///< nothing to do: the text is the input, byte for byte
  decoded,     ///< only the charset or the script changed
  restored,    ///< damage undone, nothing lost
  inferred,    ///< some characters were destroyed and supplied from context
  partial,     ///< some characters are lost: U+FFFD stands in their place, or nothing at all
  unrepaired,  ///< looks broken, but no explanation is good enough: left as found
  binary,      ///< not text: left as found
};

inline constexpr std::size_t kVerdictCount = static_cast<std::size_t>(Verdict::binary) + 1;

/// "clean", "decoded", …
std::string_view verdict_name(Verdict verdict) noexcept;

struct Counts {
  std::size_t characters = 0;  ///< of the restored text
  std::size_t restored = 0;    ///< characters brought back with certainty
  std::size_t inferred = 0;    ///< characters supplied from context
  std::size_t lost = 0;        ///< characters given up: U+FFFD
  std::size_t converted = 0;   ///< Traditional characters turned Simplified
};

struct Restored {
  std::string text;
  Verdict verdict = Verdict::clean;
  std::string charset;    ///< of the input: "utf-8", "gb18030", "mixed", …
  std::string language;   ///< "zh-Hans", "zh-Hant", "ja", "ko", "other", "none"
  double confidence = 1;  ///< of the verdict as a whole, 0–1; what is lost counts as 0
  Plan plan;
  bool has_plan = true;  ///< false: restored in pieces, and what was done to each is not kept
  Counts counts;
};

class Restorer {
 public:
  explicit Restorer(Options options = {});

  Restored restore(std::string_view bytes) const;
  /// `charset`: what this document is said to be in; as Options::from, for it alone. Empty: as the
  /// options say. `context`: what stands around the document, as it was found, the nearest lines
  /// first: where the document is broken, how they are broken is evidence.
  Restored restore(std::string_view bytes, std::string_view charset,
                   std::string_view context = {}) const;

 private:
  Options options_;
};

}  // namespace fuyuan
