#include "restore/repair/blanked_letters.hpp"

#include <string>

#include <unicode/uchar.h>

#include "restore/repair/misread_signs.hpp"
#include "text/char_class.hpp"
#include "text/pinyin.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kLead = U'Ã';
constexpr char32_t kLetter = U'à';

bool is_letter_of_word(char32_t cp) {
  return u_isalpha(static_cast<UChar32>(cp)) != 0 && !is_han(cp);
}

bool is_capital(char32_t cp) { return u_isupper(static_cast<UChar32>(cp)) != 0; }

/// Whether the letters around the blank at `at` are a syllable with à for it and what is before it.
bool is_in_syllable(std::u32string_view line, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && is_letter(line[begin - 1])) --begin;
  std::size_t end = at + 1;
  while (end < line.size() && is_letter(line[end])) ++end;
  std::u32string word(line.substr(begin, at - 1 - begin));
  word.push_back(kLetter);
  word += line.substr(at + 1, end - at - 1);
  const auto syllable = parse_pinyin(word);
  return syllable && syllable->length == word.size();
}

}  // namespace

bool may_have_blanked_letters(std::string_view bytes) {
  return bytes.find("Ã") != std::string_view::npos;
}

bool keeps_blanks(std::string_view text) { return text.find("Ã  ") != std::string_view::npos; }

std::vector<LineSpan> find_blanked_letters(std::u32string_view line, bool keeps_blanks) {
  std::vector<LineSpan> spans;
  for (std::size_t at = line.find(kLead); at != std::u32string_view::npos;
       at = line.find(kLead, at + 1)) {
    const bool is_last = at + 1 == line.size();
    if (!is_last && line[at + 1] != U' ') continue;
    const char32_t before = at > 0 ? line[at - 1] : 0;
    const char32_t behind = at_or_end(line, at + 2);
    if (is_capital(before) || is_capital(behind)) continue;
    const bool is_between = !is_last && is_letter_of_word(behind);
    // By itself it is the letter that the line is about, unless a word follows: `Ã la carte`.
    if (!is_letter_of_word(before) && before != U'-' && !is_between) continue;
    const bool takes_blank =
        !is_last && (!is_between || keeps_blanks || is_in_syllable(line, at + 1));
    spans.push_back({at,
                     at + (takes_blank ? 2 : 1),
                     std::string(kSignChannel),
                     std::u32string(1, kLetter),
                     1,
                     {}});
  }
  return spans;
}

}  // namespace fuyuan
