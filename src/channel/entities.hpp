#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// HTML entities, decimal, hexadecimal or named: `&#20320;`, `&#x4F60;`, `&nbsp;`; with the
/// ampersand escaped again (`&amp;#20320;`); and one entity for each byte (`&#196;&#227;`), which
/// gives back the misread text that was escaped.
class Entities : public Escape {
 public:
  std::string_view name() const override { return "entities"; }
  std::string_view summary() const override { return "HTML entities left as they are"; }
  std::string_view first_bytes() const override { return "&"; }
  bool names_code_points() const override { return true; }
  bool spares_controls() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
