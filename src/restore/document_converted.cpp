// Whether a document is the work of a converter that left its notes, or has an author's.

#include <algorithm>
#include <iterator>
#include <set>

#include "channel/note.hpp"
#include "restore/document.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/topic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kMinNotes = 2;          ///< where they might be an author's
constexpr std::size_t kNotesPerLesson = 4;    ///< at the least, on a page that quotes a lesson
constexpr std::size_t kFewNotes = 3;          ///< an author may have put behind rare names
constexpr std::size_t kNotesOfExercise = 40;  ///< at the most, where a paper asks for readings
/// Words that end in a reading, all of them: so many tell, or fewer in a list of short ones.
constexpr std::size_t kItems = 4;
constexpr std::size_t kLongestItem = 4;  ///< symbols, with the mark in front of it
constexpr std::size_t kHanPerKana = 4;   ///< fewer: the page is Japanese
/// A converter annotates a third of what it converts, at the least one in so many.
constexpr std::size_t kMostPerNote = 40;
/// The same where a note is behind a character that needs none: it has one reading, and every
/// reader knows it.
constexpr std::size_t kMostPerPlainNote = 250;
/// A page with so many notes behind everyday characters, most of them, and with one in so many
/// behind characters that have two readings, is a converter's that quotes an author.
constexpr std::size_t kEverydayNotes = 6;
constexpr std::size_t kNotesPerQuoted = 4;

}  // namespace

std::size_t Document::judge_converted_page() {
  LineScan all;
  for (const Line& line : lines_) {
    const LineScan& scan = line.scan;
    all.notes += scan.notes + scan.torn_notes;
    all.torn_notes += scan.torn_notes;
    all.marks += scan.marks;
    all.notes_on_traditional += scan.notes_on_traditional + scan.torn_notes;
    all.notes_on_neutral += scan.notes_on_neutral;
    all.notes_on_common += scan.notes_on_common;
    all.notes_on_everyday += scan.notes_on_everyday;
    all.notes_on_plain += scan.notes_on_plain;
    all.notes_on_names += scan.notes_on_names;
    all.toneless_notes += scan.toneless_notes;
    all.lessons += scan.lessons;
    all.toneless_lessons += scan.toneless_lessons;
    if (scan.notes + scan.torn_notes == 0) continue;
    all.kana += scan.kana;
    all.han += scan.han;
  }
  if (was_converted_page_) {
    habits_.is_converted_page = true;
  } else {
    habits_.notes = {};
    for (const Line& line : lines_) {
      if (all.notes > 0) habits_.notes.add(line.symbols);
    }
    habits_.is_converted_page = is_converted_page(all);
  }
  habits_.unconverted = habits_.is_converted_page ? find_unconverted() : std::u32string();
  return all.notes;
}

bool Document::is_converted_page(const LineScan& all) const {
  if (all.notes_on_traditional == 0) return false;
  if (habits_.notes.are_surely_converted()) return true;
  const bool torn = all.marks + all.torn_notes > 0;
  return all.notes >= (torn || all.notes_on_common > 0 ? 1 : kMinNotes) &&
         all.notes_on_traditional * 2 >= all.notes_on_neutral * 3 && !is_taught(all) &&
         has_notes_throughout(all);
}

bool Document::has_notes_throughout(const LineScan& all) const {
  if (all.notes * kMostPerNote >= counts_.traditional) return true;
  // Where all of the page becomes Simplified anyway, a note is all that may be lost.
  return options_.to == Script::zh_hans && all.notes_on_names + all.lessons == 0 &&
         !speaks_of_readings(text_) &&
         all.notes_on_plain * kMostPerPlainNote >= counts_.traditional;
}

bool Document::is_taught(const LineScan& all) const {
  // Teaching texts annotate whatever they teach; converters only what they converted.
  const bool torn = all.marks + all.torn_notes > 0;
  // Who writes tones with one character writes them with two, too.
  const std::size_t lessons =
      all.lessons + (all.toneless_notes * 2 > all.notes ? all.toneless_lessons : 0);
  // A single note may be an author's, but nobody explains how to read 這 or 來. Who bears a rare
  // name does, and who teaches does more than that.
  if (lessons * kNotesPerLesson > all.notes || is_taught_in_japanese(all) ||
      (!torn && all.notes <= kFewNotes && all.notes_on_names == all.notes_on_traditional) ||
      (!torn && all.notes <= kNotesOfExercise && speaks_of_readings(text_)) ||
      (!torn && all.notes >= kMinNotes && all.notes <= kNotesOfExercise && lists_readings())) {
    return true;
  }
  const std::size_t of_two = habits_.notes.count_of_two_readings();
  const bool is_quoted = all.notes_on_everyday >= kEverydayNotes &&
                         all.notes_on_everyday * 2 > all.notes &&
                         of_two * kNotesPerQuoted <= all.notes;
  return of_two > 0 && !is_quoted;
}

bool Document::is_taught_in_japanese(const LineScan& all) const {
  if (all.kana * kHanPerKana > all.han) return true;
  if (counts_.kana * kHanPerKana <= counts_.han) return false;
  // A lesson may have its examples in lines of their own, and explains each of them.
  const auto has_notes = [](const Line& line) {
    return line.scan.notes + line.scan.torn_notes > 0;
  };
  const auto annotated = std::count_if(lines_.begin(), lines_.end(), has_notes);
  return counts_.foreign_lines > static_cast<std::size_t>(annotated);
}

bool Document::lists_readings() const {
  std::size_t items = 0;
  std::size_t listed = 0;
  for (const Line& line : lines_) {
    std::size_t last = 0;  // where the note before it ends
    for (std::size_t at = 1; line.scan.notes > 0 && at < line.symbols.size(); ++at) {
      const auto note = match_reading(line.symbols, at);
      if (!note) continue;
      const std::size_t end = at + note->length;
      const char32_t next = end < line.symbols.size() ? line.symbols[end] : U'\n';
      if (next >= 0x80 ? !is_chinese_sign(char_class(next)) : is_letter(next) || is_digit(next))
        return false;
      ++items;
      listed += last > 0 && at - last <= kLongestItem && line.symbols[last] == U'、' ? 1 : 0;
      last = end;
    }
  }
  return items >= kItems || (items > 1 && listed + 1 == items);
}

std::u32string Document::find_unconverted() const {
  std::set<char32_t> found;
  for (const Line& line : lines_) {
    if (line.scan.notes == 0 && line.scan.traditional_only == 0) continue;
    std::copy_if(line.symbols.begin(), line.symbols.end(), std::inserter(found, found.end()),
                 [](char32_t cp) { return !traditional_candidates(cp).empty(); });
  }
  return {found.begin(), found.end()};
}

}  // namespace fuyuan
