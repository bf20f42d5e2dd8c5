#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"

namespace fuyuan {

/// UTF-8 with ASCII put into its characters by a program that counts bytes: `fold -b`, wordwrap,
/// mailers that fold lines. Both halves are no UTF-8 by themselves, and make one character
/// together, so that nothing has to be guessed.
class SplitCharacters : public Channel {
 public:
  static constexpr std::string_view kName = "split-characters";

  /// A character with something in it: an ASCII character, a line end, or a line end and a blank.
  struct Split {
    std::size_t begin = 0;
    std::size_t inserted = 0;
    std::size_t rest = 0;  ///< where the character goes on
    std::size_t end = 0;
  };

  /// The split characters of a text, in order. None where bytes of another charset may just look
  /// like some: in a text, or in lines, that are no UTF-8 for the most part.
  static std::vector<Split> find(std::string_view text);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "UTF-8 with a line end or an ASCII character put into characters";
  }
  Family family() const override { return Family::duplicate; }
  /// Which ASCII characters go into the character that they stand behind: line ends, or any.
  std::vector<std::string_view> habits() const override { return {"line-ends", "any"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
