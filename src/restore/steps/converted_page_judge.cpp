#include "restore/steps/converted_page_judge.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "channel/note.hpp"
#include "restore/triage/quoted_script.hpp"
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
/// A converter annotates a third of what it converts, at the least one in so many.
constexpr std::size_t kMostPerNote = 40;
/// The same where a note is behind a character that needs none: it has one reading, and every
/// reader knows it.
constexpr std::size_t kMostPerPlainNote = 250;
/// A page with so many notes behind everyday characters, most of them, and with one in so many
/// behind characters that have two readings, is a converter's that quotes an author.
constexpr std::size_t kEverydayNotes = 6;
constexpr std::size_t kNotesPerQuoted = 4;

/// Readings that end words.
struct Readings {
  std::size_t items = 0;
  std::size_t listed = 0;  ///< short ones, behind the mark that lists them

  /// Takes those of a line; false where a word goes on behind one.
  bool add(std::u32string_view line) {
    std::size_t last = 0;  // where the note before it ends
    for (std::size_t at = 1; at < line.size(); ++at) {
      const auto note = match_reading(line, at);
      if (!note) continue;
      const std::size_t end = at + note->length;
      const char32_t next = end < line.size() ? line[end] : U'\n';
      if (next >= 0x80 ? !is_chinese_sign(char_class(next)) : is_letter(next) || is_digit(next))
        return false;
      ++items;
      listed += last > 0 && at - last <= kLongestItem && line[last] == U'、' ? 1 : 0;
      last = end;
    }
    return true;
  }
};

}  // namespace

ConvertedPageJudge::ConvertedPageJudge(const DocumentText& document,
                                       std::span<const DocumentLine> context)
    : document_(document), context_(context) {
  for (const DocumentLine& line : document.lines()) {
    // Who writes Simplified text about such pages quotes them.
    if (!has_notes(line) || !quotes_traditional(line.symbols, false, false))
      all_.add_notes(line.scan);
  }
}

bool ConvertedPageJudge::is_converted(const PageNotes& notes) const {
  if (all_.notes_on_traditional == 0) return false;
  if (notes.are_surely_converted()) return true;
  const auto others = static_cast<std::size_t>(
      std::count_if(context_.begin(), context_.end(), [](const DocumentLine& line) {
        return line.scan.notes_on_traditional + line.scan.torn_notes > 0;
      }));
  return all_.notes + others >= (is_torn() || all_.notes_on_common > 0 ? 1 : kMinNotes) &&
         all_.notes_on_traditional * 2 >= all_.notes_on_neutral * 3 && !is_taught(notes) &&
         has_notes_throughout();
}

bool ConvertedPageJudge::has_notes_throughout() const {
  if (all_.notes * kMostPerNote >= document_.counts().traditional) return true;
  // Where all of the page becomes Simplified anyway, a note is all that may be lost.
  return document_.options().to == Script::zh_hans && all_.notes_on_names + all_.lessons == 0 &&
         !speaks_of_readings(document_.text()) &&
         all_.notes_on_plain * kMostPerPlainNote >= document_.counts().traditional;
}

bool ConvertedPageJudge::is_taught(const PageNotes& notes) const {
  // Teaching texts annotate whatever they teach; converters only what they converted.
  // Who writes tones with one character writes them with two, too.
  const std::size_t lessons =
      all_.lessons + (all_.toneless_notes * 2 > all_.notes ? all_.toneless_lessons : 0);
  // A single note may be an author's, but nobody explains how to read 這 or 來. Who bears a rare
  // name does, and who teaches does more than that.
  if (lessons * kNotesPerLesson > all_.notes || is_taught_in_japanese() ||
      (!is_torn() && all_.notes <= kFewNotes && all_.notes_on_names == all_.notes_on_traditional) ||
      (!is_torn() && all_.notes <= kNotesOfExercise && speaks_of_readings(document_.text())) ||
      (!is_torn() && all_.notes >= kMinNotes && all_.notes <= kNotesOfExercise &&
       lists_readings())) {
    return true;
  }
  const std::size_t of_two = notes.count_of_two_readings();
  const bool is_quoted = all_.notes_on_everyday >= kEverydayNotes &&
                         all_.notes_on_everyday * 2 > all_.notes &&
                         of_two * kNotesPerQuoted <= all_.notes;
  return of_two > 0 && !is_quoted;
}

bool ConvertedPageJudge::is_taught_in_japanese() const {
  // Chinese text may speak of Japanese words.
  const ScriptCounts& counts = document_.counts();
  if (judge_language(counts) == "zh-Hant" &&
      (counts.kana - counts.quoted_kana) * LineScan::kHanPerKana <= counts.han)
    return false;
  if (all_.kana * LineScan::kHanPerKana > all_.han) return true;
  if (document_.counts().kana * LineScan::kHanPerKana <= document_.counts().han) return false;
  // A lesson may have its examples in lines of their own, and explains each of them.
  const auto annotated =
      std::count_if(document_.lines().begin(), document_.lines().end(), has_notes);
  return document_.counts().foreign_lines > static_cast<std::size_t>(annotated);
}

bool ConvertedPageJudge::lists_readings() const {
  Readings all;
  const auto ends_words = [&](const DocumentLine& line) {
    return line.scan.notes == 0 || all.add(line.symbols);
  };
  if (!std::all_of(document_.lines().begin(), document_.lines().end(), ends_words)) return false;
  const Readings own = all;
  return std::all_of(context_.begin(), context_.end(), ends_words) &&
         (own.items >= kItems || (own.items > 1 && own.listed + 1 == own.items));
}

bool has_notes(const DocumentLine& line) { return line.scan.notes + line.scan.torn_notes > 0; }

PageNotes collect_notes(const DocumentText& document) {
  PageNotes notes;
  for (const DocumentLine& line : document.lines()) notes.add(line.symbols);
  return notes;
}

std::u32string find_unconverted(const DocumentText& document) {
  std::set<char32_t> found;
  for (const DocumentLine& line : document.lines()) {
    if (line.scan.notes == 0 && line.scan.traditional_only == 0) continue;
    std::copy_if(line.symbols.begin(), line.symbols.end(), std::inserter(found, found.end()),
                 [](char32_t cp) { return !traditional_candidates(cp).empty(); });
  }
  return {found.begin(), found.end()};
}

}  // namespace fuyuan
