#include "channel/reading_notes.hpp"

#include <algorithm>

#include "text/bopomofo.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kNote = 4.0F;  ///< what changing to this channel and back costs: a note is one
/// log P of a character that every reader knows: the thousand most frequent ones.
constexpr float kCommon = -8.6F;

/// Where `[` opens what the note at `at` ends, and `]` stands behind it: the bracket's place.
std::optional<std::size_t> find_bracket(std::u32string_view line, std::size_t at,
                                        const WordNote& note) {
  const std::size_t end = at + note.length;
  const std::size_t before = at - note.characters;
  if (before == 0 || end >= line.size() || line[before - 1] != U'[' || line[end] != U']')
    return std::nullopt;
  return before - 1;
}

/// Where the note on the word that begins at `at` starts, if there is one that closes a bracket.
bool opens_bracket(std::u32string_view line, std::size_t at, NoteLetters letters) {
  if (line[at] != U'[') return false;
  std::size_t end = at + 1;
  while (end < line.size() && is_han(line[end])) ++end;
  const auto note = match_word_note(line, end, letters);
  return note && find_bracket(line, end, *note) == at;
}

/// Which characters carry notes is the same throughout a page: a fifth of the frequent ones.
bool is_chosen(char32_t han, std::uint64_t page) {
  std::uint64_t hash = (han ^ page) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29;
  return hash % 5 == 0;
}

}  // namespace

std::string_view ReadingNotes::name() const {
  return letters_ == NoteLetters::pinyin ? "pinyin-notes" : "bopomofo-notes";
}

std::string_view ReadingNotes::summary() const {
  return letters_ == NoteLetters::pinyin ? "pinyin notes behind common characters: 工(gōng)具"
                                         : "bopomofo that stood above characters: 漢(ㄏㄢˋ)";
}

bool ReadingNotes::is_common(char32_t han) const {
  return model_.unigram(model_.token(han)) > kCommon;
}

void ReadingNotes::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                           ArcBuffer& out) const {
  if (state != kRest) return;
  const std::u32string_view line = observed.symbols;
  std::size_t length = 0;
  if (opens_bracket(line, at, letters_)) {
    length = 1;
  } else if (const auto note = match_word_note(line, at, letters_)) {
    length = note->length + (find_bracket(line, at, *note) ? 1 : 0);
  }
  if (length == 0) return;
  out.open(length, kNote);
  out.close(kRest);
}

std::vector<Noise::Place> ReadingNotes::find(std::u32string_view line) const {
  std::vector<Place> places;
  for (std::size_t at = 1; at < line.size(); ++at) {
    const auto note = match_word_note(line, at, letters_);
    if (!note) continue;
    const std::size_t end = at + note->length;
    const bool is_converters = letters_ == NoteLetters::pinyin && note->characters == 1 &&
                               is_traditional_only(line[at - 1]);
    if (!is_converters) places.push_back({at, end});
    at = end - 1;
  }
  return places;
}

std::vector<std::string_view> ReadingNotes::habits() const {
  if (letters_ == NoteLetters::bopomofo) return {""};
  return {"once", "repeated", "numbers"};
}

std::string ReadingNotes::damage(std::string_view text, std::string_view habit,
                                 std::mt19937_64& random) const {
  std::string out;
  const std::uint64_t page = random();
  for (const char32_t cp : to_utf32(text)) {
    append_utf8(cp, out);
    if (!is_han(cp)) continue;
    const std::vector<Syllable> known = readings(cp);
    if (known.empty()) continue;
    if (letters_ == NoteLetters::bopomofo) {
      out += to_utf8(U'(' + spell_bopomofo(known[0]) + U')');
    } else if (is_common(cp) && is_chosen(cp, page)) {
      const auto style = habit == "numbers" ? ToneStyle::number
                         : habit == "once"  ? ToneStyle::mark
                                            : ToneStyle::none;
      const std::string note = to_utf8(U'(' + spell(known[0], style) + U')');
      for (std::uint64_t times = habit == "repeated" ? 2 + random() % 2 : 1; times > 0; --times)
        out += note;
    }
  }
  return out;
}

}  // namespace fuyuan
