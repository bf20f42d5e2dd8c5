#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// The escapes of program text: `\u4f60`, with surrogate pairs, `\u{4f60}`, `\U0001f600`, and
/// Perl's
/// `\x{4f60}`. A backslash that is escaped itself begins no escape.
class UnicodeEscapes : public Escape {
 public:
  std::string_view name() const override { return "unicode-escapes"; }
  std::string_view summary() const override { return "\\u escapes left as they are"; }
  std::string_view first_bytes() const override { return "\\"; }
  bool names_code_points() const override { return true; }
  bool is_of_literals() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

/// Whether the backslash at `text[at]` is the second of a pair, `\\`, or in a long row of them.
bool is_escaped_backslash(std::string_view text, std::size_t at) noexcept;

/// Reads `XXXX`, or two surrogates `XXXX` + `prefix` + `XXXX`, at `text[at]`. The length does not
/// count what stands before `at`; 0 where this is no character.
EscapeMatch read_utf16_escape(std::string_view text, std::size_t at, std::string_view prefix);

}  // namespace fuyuan
