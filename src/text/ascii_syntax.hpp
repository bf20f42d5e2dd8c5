#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace fuyuan {

/// What the ASCII of a document shows of its syntax: escape sequences of terminals, `%s`, `$name`,
/// names of files, `$x$`, `**strong**`, and where its quotation marks close. Of such things a
/// decoder's mark may have swallowed the first character, which what is left of them tells.
class AsciiSyntax {
 public:
  /// UTF-8 or raw bytes.
  void learn(std::string_view text);

  /// The character that `behind` lacks its first one without; 0 where nothing tells. `line`: all of
  /// the line, which ends with `behind`.
  char32_t called_for(std::u32string_view line, std::u32string_view behind) const;

  /// Whether a quotation mark, which the line lacks one of, cannot stand right before `behind`:
  /// it would close what was opened, and no other does that there; or open what is open.
  bool rules_out_quote(char32_t quote, std::u32string_view line, std::u32string_view behind) const;

  /// Whether a pattern of SQL ends right before `behind`, and lacks the `%` that it ends with.
  static bool lacks_percent(std::u32string_view line, std::u32string_view behind);

 private:
  struct Quotes {
    std::size_t pairs = 0;
    std::size_t before_text = 0;  ///< of those, that close right before other characters than marks
  };

  void learn_line(std::string_view line);
  void learn_stars(std::string_view line);
  void learn_dollar(std::string_view behind);
  /// Whether `behind` is a conversion without its `%`.
  bool lacks_conversion_sign(std::u32string_view line, std::u32string_view behind) const;
  /// The same of a variable without its `$`.
  bool lacks_dollar(std::u32string_view line, std::u32string_view behind) const;
  /// Whether `**` is what `behind` has one star of.
  bool lacks_star(std::u32string_view line, std::u32string_view behind) const;
  const Quotes& of(char32_t quote) const { return quote == U'"' ? double_quotes_ : quotes_; }

  bool has_escapes_ = false;
  std::u32string conversions_;           ///< letters behind `%`
  std::set<std::u32string> extensions_;  ///< of file names, in small letters
  bool has_common_extension_ = false;
  std::set<std::u32string> words_;  ///< the same letters behind a blank
  std::size_t paired_dollars_ = 0;  ///< lines
  std::size_t odd_dollars_ = 0;
  std::set<std::u32string> variables_;  ///< words behind `$`
  std::size_t dollar_braces_ = 0;       ///< `${`
  std::size_t lone_braces_ = 0;         ///< the same without `$`, behind what is no ASCII
  std::size_t double_stars_ = 0;        ///< as `**strong**` has them
  std::size_t single_stars_ = 0;        ///< other ones, but those that begin lines and comments
  Quotes double_quotes_;
  Quotes quotes_;
};

}  // namespace fuyuan
