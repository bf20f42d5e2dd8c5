#pragma once

#include <cstddef>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// What speaks for a quotation mark, a bracket or the first character of a tag at one place of a
/// line, where a decoder's mark took something along: that the other one of the pair stands there
/// without it. The model sees four characters, and no pairs.
class LostPartner {
 public:
  /// `missing`: see Observed. `next`: where the line goes on behind the place.
  LostPartner(std::u32string_view line, std::u32string_view missing, std::size_t next)
      : line_(line), missing_(missing), next_(next) {}

  /// What such a character gains there, in nats; 0 where the line lacks none, or none there.
  float weigh(char32_t cp) const;

  /// Whether a character of a pair would be alone, as the line has as many of both.
  bool would_be_alone(char32_t cp) const;

  /// Whether the quotation marks before the place are all there, so that they tell whether one is
  /// open: no mark may have been one.
  bool are_quotes_known() const;
  bool is_open(char32_t quote) const;

  /// The quotation mark that was opened before the place and closes right here, as the next one
  /// opens another; 0 where none does. Marks that may have closed one before it have.
  char32_t find_closing_quote() const;

  /// `/p>`, `br>`, `a href=…>`: all of a tag but its first character.
  static bool is_rest_of_tag(std::u32string_view symbols);

 private:
  bool lacks(char32_t cp) const { return missing_.find(cp) != std::u32string_view::npos; }
  std::u32string_view before() const { return line_.substr(0, next_); }
  std::u32string_view behind() const { return line_.substr(next_); }
  /// The same of three in a row, of which two are left behind the place.
  char32_t find_closing_of_three() const;
  float weigh_quote(char32_t quote) const;
  float weigh_bracket(char32_t bracket) const;
  float weigh_angle(char32_t angle) const;

  std::u32string_view line_;
  std::u32string_view missing_;
  std::size_t next_;
};

}  // namespace fuyuan
