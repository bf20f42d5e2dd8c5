#pragma once

#include <cstddef>
#include <string_view>

#include "channel/channel.hpp"

namespace fuyuan {

/// UTF-8 read as Latin-1 and then cut into lines by a program to which the control U+0085 ends one:
/// the byte 85 is in 全, 公 and 关.
class SplitLines : public Channel {
 public:
  static constexpr std::string_view kName = "latin1-split-lines";

  enum class Place {
    line_end,          ///< of a line, as far as one can see
    within_character,  ///< more of it follows
    before_last_byte   ///< of a character that lacks one: a line that was cut there looks the same
  };

  /// Where the line feed at `text[at]` stands.
  static Place place_of(std::string_view text, std::size_t at);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "UTF-8 read as Latin-1, and cut into lines at each byte 85";
  }
  Family family() const override { return Family::duplicate; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
