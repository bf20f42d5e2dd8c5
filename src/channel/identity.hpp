#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// What we see is what was meant. Always in the race. A raw byte that nothing explains becomes
/// U+FFFD at a price, so that every line has an explanation.
class Identity : public Channel {
 public:
  static constexpr std::string_view kName = "identity";

  std::string_view name() const override { return kName; }
  std::string_view summary() const override { return "nothing happened"; }
  Family family() const override { return Family::healthy; }
  bool spares_others() const override { return true; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
