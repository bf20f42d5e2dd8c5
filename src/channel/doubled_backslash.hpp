#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// A backslash put before each byte 5C by a program that escapes byte by byte: half of a character
/// of Big5 or GBK was one. `功\能` for 功能; 許, 蓋, 閱 and 餐 are others.
class DoubledBackslash : public Channel {
 public:
  static constexpr std::string_view kName = "doubled-backslash";

  /// Whether the character ends in the byte 5C, in Big5 or in GBK, or did in Traditional text.
  static bool ends_in_backslash(char32_t code_point);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "a backslash after a character that ends in one in Big5 or GBK: 功\\能";
  }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override { return {"big5", "gbk"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
