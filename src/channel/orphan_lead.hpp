#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// Half a character of GBK before a tag: its lead byte made a character with the tag's first
/// letter, `謆r>` for `<br>` and `<謆r>` for `<br>`. The half is gone; the tag comes back.
class OrphanLead : public Channel {
 public:
  static constexpr std::string_view kName = "orphan-lead";

  struct Match {
    bool found = false;
    char32_t letter = 0;         ///< what the lead byte took along
    bool lacks_bracket = false;  ///< the `<` was swallowed, too
  };

  /// Reads the character at `at`. Only where the letter completes the name of a tag.
  static Match match(std::u32string_view line, std::size_t at);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "half a GBK character that took a tag's first letter along: 謆r>";
  }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override { return {"letter", "bracket"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
