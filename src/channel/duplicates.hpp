#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// Characters written by another code point than everybody's: radicals out of PDF files,
/// compatibility ideographs, the private code points of old GB 18030.
class Duplicates : public Channel {
 public:
  static constexpr std::string_view kName = "duplicate-code-points";

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "radicals, compatibility ideographs and private code points for characters";
  }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
