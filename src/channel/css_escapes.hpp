#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// The escapes of style sheets, `\7BA1` and a blank that ends it. Paths have directories of digits,
/// so only what Chinese text is made of counts, and it has to make sense.
class CssEscapes : public Escape {
 public:
  std::string_view name() const override { return "css-escapes"; }
  std::string_view summary() const override { return "escapes of style sheets (\\4F60)"; }
  std::string_view first_bytes() const override { return "\\"; }
  bool is_of_literals() const override { return true; }
  bool may_be_accident() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
