#pragma once

#include "channel/byte_escape.hpp"

namespace fuyuan {

/// The bytes of program text: `\xe4\xbd\xa0` (C, Python) and `\344\275\240` (git, shells).
class ByteLiterals : public ByteEscape {
 public:
  using ByteEscape::ByteEscape;

  std::string_view name() const override { return "byte-literals"; }
  std::string_view summary() const override { return "\\x and octal escapes left as they are"; }
  std::string_view first_bytes() const override { return "\\"; }
  bool is_of_literals() const override { return true; }
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 protected:
  Unit read_byte(std::string_view text, std::size_t at) const override;
  bool escapes_ascii(std::string_view text) const override;
};

}  // namespace fuyuan
