#include "channel/note.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "charset/charset.hpp"
#include "text/bopomofo.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

bool is_blank(char32_t cp) { return cp == U' ' || cp == kNoBreakSpace || cp == 0x3000; }

bool is_opening(char32_t cp) { return cp == U'(' || cp == U'（'; }
bool is_closing(char32_t cp) { return cp == U')' || cp == U'）'; }

/// Syllable, blanks and closing parenthesis from `from` on; `length` counts from `at`.
std::optional<Note> match_rest(std::u32string_view symbols, std::size_t at, std::size_t from) {
  while (from < symbols.size() && is_blank(symbols[from])) ++from;
  const auto syllable = parse_pinyin(symbols.substr(from));
  if (!syllable) return std::nullopt;
  std::size_t end = from + syllable->length;
  while (end < symbols.size() && is_blank(symbols[end])) ++end;
  if (end >= symbols.size() || !is_closing(symbols[end])) return std::nullopt;
  return Note{end + 1 - at, symbols.substr(from, syllable->length)};
}

/// How many times in all the first `length` symbols from `at` on are said one after the other.
std::size_t count_repetitions(std::u32string_view symbols, std::size_t at, std::size_t length) {
  const std::u32string_view once = symbols.substr(at, length);
  std::size_t times = 1;
  while (symbols.substr(std::min(symbols.size(), at + times * length)).starts_with(once)) ++times;
  return times;
}

}  // namespace

std::optional<Note> match_note(std::u32string_view symbols, std::size_t at) {
  if (at >= symbols.size() || !is_opening(symbols[at])) return std::nullopt;
  auto note = match_rest(symbols, at, at + 1);
  if (!note) return note;
  note->length *= count_repetitions(symbols, at, note->length);
  return note;
}

std::optional<Note> match_reading(std::u32string_view symbols, std::size_t at) {
  if (at == 0) return std::nullopt;
  const auto note = match_note(symbols, at);
  return note && has_reading(symbols[at - 1], note->syllable) ? note : std::nullopt;
}

std::optional<Note> match_torn_note(std::u32string_view symbols, std::size_t at) {
  return match_rest(symbols, at, at + 1);
}

std::u32string_view find_cut_syllable(std::u32string_view symbols, std::size_t at) {
  constexpr std::size_t kLongest = 6;  // zhuāng
  if (at >= symbols.size() || !(is_opening(symbols[at]) || is_mark(symbols[at]))) return {};
  std::u32string_view rest = symbols.substr(at + 1, kLongest + 4);
  if (at + 1 + rest.size() != symbols.size()) return {};
  rest = rest.substr(0, std::min(rest.find(U"..."), rest.find(U'…')));
  const auto is_latin = [](Symbol s) { return is_letter(s) || (s >= 0xE0 && s < 0x300); };
  return rest.size() <= kLongest && std::all_of(rest.begin(), rest.end(), is_latin)
             ? rest
             : std::u32string_view();
}

bool has_reading_from(char32_t han, std::u32string_view beginning) {
  const std::vector<Syllable> all = readings(han);
  return std::any_of(all.begin(), all.end(), [&](const Syllable& reading) {
    return spell(reading, ToneStyle::mark).starts_with(beginning) ||
           spell(reading, ToneStyle::none).starts_with(beginning);
  });
}

std::u32string without_notes(std::u32string_view line) {
  std::u32string out;
  for (std::size_t at = 0; at < line.size();) {
    auto note = match_note(line, at);
    if (!note && is_mark(line[at])) note = match_torn_note(line, at);
    if (!note) out.push_back(line[at]);
    at += note ? note->length : 1;
  }
  return out;
}

bool has_straddling_note(std::u32string_view symbols, std::size_t at) {
  static const Charset& gbk = *find_charset("gbk");
  if (at < 2 || symbols[at - 1] >= 0x80 || !is_han(symbols[at - 2])) return false;
  const auto note = match_note(symbols, at);
  if (!note) return false;
  const EncodedChar torn = gbk.encode(symbols[at - 2]);
  if (torn.length != 2) return false;
  const std::array<unsigned char, 2> pair = {torn.bytes[1],
                                             static_cast<unsigned char>(symbols[at - 1])};
  const DecodedChar across = gbk.decode(pair);
  return across.length == 2 && has_reading(across.code_point, note->syllable);
}

bool has_converter_notes(std::u32string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == U'?' ? match_torn_note(text, at).has_value()
                         : is_traditional_only(text[at - 1]) && match_reading(text, at))
      return true;
  }
  return false;
}

std::optional<WordNote> match_word_note(std::u32string_view symbols, std::size_t at,
                                        NoteLetters letters) {
  constexpr std::size_t kLongestWord = 8;
  if (at >= symbols.size() || !is_opening(symbols[at])) return std::nullopt;
  std::vector<Syllable> syllables;
  std::size_t end = at + 1;
  for (; end < symbols.size() && !is_closing(symbols[end]);) {
    const bool separates = is_blank(symbols[end]) || symbols[end] == U'\'' || symbols[end] == U'’';
    if (separates) {
      ++end;
      continue;
    }
    const auto syllable = letters == NoteLetters::pinyin ? parse_pinyin(symbols.substr(end))
                                                         : parse_bopomofo(symbols.substr(end));
    if (!syllable || syllables.size() == kLongestWord) return std::nullopt;
    syllables.push_back(*syllable);
    end += syllable->length;
  }
  if (end == symbols.size() || syllables.empty() || syllables.size() > at) return std::nullopt;
  const std::size_t first = at - syllables.size();
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    if (!is_han(symbols[first + i]) || !has_reading(symbols[first + i], syllables[i]))
      return std::nullopt;
  }
  const std::size_t once = end + 1 - at;
  const std::size_t times = count_repetitions(symbols, at, once);
  return WordNote{once * times, syllables.size(), times > 1};
}

}  // namespace fuyuan
