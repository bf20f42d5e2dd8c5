#pragma once

#include "channel/byte_escape.hpp"

namespace fuyuan {

/// Percent signs as in web addresses, of UTF-8 or GBK, with `+` for a space (web forms), and the
/// `%u4F60` of JavaScript's `escape`.
class Percent : public ByteEscape {
 public:
  using ByteEscape::ByteEscape;

  std::string_view name() const override { return "percent"; }
  std::string_view summary() const override { return "percent signs of a web address (%E4%BD%A0)"; }
  std::string_view first_bytes() const override { return "%+"; }
  bool is_of_addresses() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 protected:
  Unit read_byte(std::string_view text, std::size_t at) const override;
  bool escapes_ascii(std::string_view text) const override;

 private:
  /// Whether no character that is escaped at one place stands in the clear at another.
  bool is_consistent(std::string_view text) const;
};

}  // namespace fuyuan
