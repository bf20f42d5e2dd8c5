#include "channel/note.hpp"

#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

bool is_blank(char32_t cp) { return cp == U' ' || cp == 0xA0 || cp == 0x3000; }

/// Syllable, blanks and closing parenthesis from `from` on; `length` counts from `at`.
std::optional<Note> match_rest(std::u32string_view symbols, std::size_t at, std::size_t from) {
  while (from < symbols.size() && is_blank(symbols[from])) ++from;
  const auto syllable = parse_pinyin(symbols.substr(from));
  if (!syllable) return std::nullopt;
  std::size_t end = from + syllable->length;
  while (end < symbols.size() && is_blank(symbols[end])) ++end;
  if (end >= symbols.size() || (symbols[end] != U')' && symbols[end] != U'）')) return std::nullopt;
  return Note{end + 1 - at, symbols.substr(from, syllable->length)};
}

}  // namespace

std::optional<Note> match_note(std::u32string_view symbols, std::size_t at) {
  if (at >= symbols.size() || (symbols[at] != U'(' && symbols[at] != U'（')) return std::nullopt;
  auto note = match_rest(symbols, at, at + 1);
  if (!note) return note;
  const auto again = symbols.substr(at, note->length);
  if (symbols.substr(at + note->length).substr(0, note->length) == again) note->length *= 2;
  return note;
}

std::optional<Note> match_torn_note(std::u32string_view symbols, std::size_t at) {
  return match_rest(symbols, at, at + 1);
}

}  // namespace fuyuan
