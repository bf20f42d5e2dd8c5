#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "restore/line_span.hpp"
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

/// The debris that begins at `at`, all of it as far as it goes without a gap. One form of it says
/// the same wherever it stands, whether somebody writes about it or not: see is_debris_meant.
Debris match_debris(std::u32string_view line, std::size_t at);

/// Whether somebody writes about it: it stands between quotation marks, is spoken of as a word, or
/// has debris of another kind beside it in the line.
bool is_debris_meant(std::u32string_view line, std::size_t at, const Debris& debris);

/// Puts U+FFFD back for misread marks in text that is clear otherwise. Nothing where hardly any
/// text is left, or somebody writes about them.
std::vector<LineSpan> undo_debris(std::u32string_view line);

}  // namespace fuyuan
