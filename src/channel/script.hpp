#pragma once

#include "channel/identity.hpp"

namespace fuyuan {

/// Text written in, or converted to, Traditional characters. Its inverse is identity in a lattice
/// with `to_simplified`: every Traditional character becomes the choice of its Simplified forms.
class TraditionalScript : public Identity {
 public:
  static constexpr std::string_view kName = "traditional";

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "Traditional Chinese, character by character";
  }
  Family family() const override { return Family::script; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
