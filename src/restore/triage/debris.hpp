#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "restore/decode/line_span.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What became of characters that are gone for good.
struct Debris {
  enum class Kind : std::uint8_t {
    none,
    misread_marks,  ///< 锟斤拷 and its kin: U+FFFD, written in UTF-8 and misread
    memory,         ///< 烫烫烫烫, 屯屯屯, 葺葺葺: memory that nobody wrote to
  };
  Kind kind = Kind::none;
  std::size_t length = 0;         ///< symbols
  std::size_t lost = 0;           ///< the marks, of `misread_marks`
  std::string_view channel = {};  ///< that undoes them: "utf8-as-gbk"
};

/// Whether debris may begin with the character, where a glance would not stop at it anyway.
bool may_begin_debris(char32_t cp) noexcept;

/// Finds the debris of a line. Going forward it looks at every symbol but once or twice, however
/// much there is.
class DebrisReader {
 public:
  explicit DebrisReader(std::u32string_view line) : line_(line) {}

  /// The debris that begins at `at`, all of it as far as it goes without a gap. One form of it says
  /// the same wherever it stands, whether somebody writes about it or not: see is_meant.
  Debris match(std::size_t at);

  /// Whether somebody writes about it: it stands between quotation marks, is spoken of as a word,
  /// or has debris of another kind beside it in the line.
  bool is_meant(std::size_t at, const Debris& debris);

 private:
  struct Form;

  static const std::vector<Form>& forms();
  Debris match_form(const Form& form, std::size_t at);
  std::size_t count_row(std::size_t at, std::u32string_view unit);
  bool has_another_kind(Debris::Kind kind);

  std::u32string_view line_;
  // The last row that was met, and what it is made of: 锟斤拷, or 烫.
  std::u32string_view unit_;
  std::size_t row_begin_ = 0;
  std::size_t row_end_ = 0;
  std::optional<bool> has_marks_;   ///< 锟斤拷 is in the line
  std::optional<bool> has_memory_;  ///< two of what memory holds are
};

/// The debris at one place of a line: `DebrisReader::match`.
Debris match_debris(std::u32string_view line, std::size_t at);

/// Puts U+FFFD back for misread marks in text that is clear otherwise. Nothing where hardly any
/// text is left, or somebody writes about them.
std::vector<LineSpan> undo_debris(std::u32string_view line);

}  // namespace fuyuan
