#pragma once

#include <string>
#include <string_view>

#include "channel/channel.hpp"

namespace fuyuan {

/// Accents as characters of their own (Unicode's NFD), as the file systems of Macs have them: `é`
/// as two code points. Of misread text they are halves of bytes.
class Decomposed : public Channel {
 public:
  static constexpr std::string_view kName = "decomposed";

  /// Whether accents, voiced-sound marks or Korean letters stand by themselves.
  static bool is_in(std::u32string_view symbols);

  /// Unicode's NFC.
  static std::u32string compose(std::u32string_view symbols);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override { return "letters and their accents taken apart"; }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
