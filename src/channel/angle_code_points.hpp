#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// What R prints for characters that the console's charset lacks: `<U+7BA1>`, `<U+0001F600>`.
class AngleCodePoints : public Escape {
 public:
  std::string_view name() const override { return "angle-code-points"; }
  std::string_view summary() const override {
    return "code points in angle brackets (<U+4F60>), as R prints them";
  }
  std::string_view first_bytes() const override { return "<"; }
  bool names_code_points() const override { return true; }
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
