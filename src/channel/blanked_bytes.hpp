#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "channel/channel.hpp"

namespace fuyuan {

/// UTF-8 in which the bytes 85 and A0 became spaces, as they are to programs that take each byte
/// for a character of Latin-1: PHP's `preg_replace('/\s+/', ' ', …)`. 关 and 格 have one of them.
class BlankedBytes : public Channel {
 public:
  static constexpr std::string_view kName = "utf8-bytes-to-spaces";

  /// A character with spaces in the places of bytes.
  struct Place {
    std::size_t end = 0;         ///< of its bytes
    std::u32string candidates;   ///< what it may be
    bool ends_in_space = false;  ///< it may have lost its last byte, and the space be one
  };

  /// The one that begins at `text[at]`.
  static std::optional<Place> match(std::string_view text, std::size_t at);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "UTF-8 with spaces in the place of the bytes 85 and A0";
  }
  Family family() const override { return Family::duplicate; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
