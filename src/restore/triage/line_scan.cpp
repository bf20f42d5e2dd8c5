#include "restore/triage/line_scan.hpp"

#include <algorithm>
#include <array>

#include "channel/lone_trail.hpp"
#include "channel/note.hpp"
#include "channel/wide_note.hpp"
#include "model/text_scorer.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/debris.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/letter_case.hpp"

namespace fuyuan {
namespace {

/// So many symbols, and the text may make little sense.
constexpr std::size_t kReach = 5;

/// Healthy Chinese costs 4 to 6 nats a character, misread text 9 and more.
constexpr double kSenseCost = 8.0;
constexpr double kSuspiciousAverage = 7.0;
/// The same in the worst few characters in a row, to be looked at and to be cut anew: see
/// kDoubtfulWindow, too.
constexpr double kSuspiciousWindow = 10.0;
constexpr double kShiftedWindow = 11.0;
constexpr std::size_t kWindow = 4;      ///< characters
constexpr std::size_t kLongWindow = 8;  ///< the same, where a healthy stretch is looked for
/// Nats a character: a stretch of letters costs less than one of characters that stand for
/// syllables.
constexpr double kLettersCostLess = 2;
/// What a lost byte makes of the text behind it begins no farther away.
constexpr std::size_t kReachOfMark = 12;
constexpr double kHealthyStretch = 5.0;  ///< nats a character
/// Japanese whose kanji are strange: EUC-JP read as GBK leaves the kana as they are.
constexpr double kStrangeKanji = 9.5;
constexpr std::size_t kKanaPerHan = 4;  ///< one kana to so many kanji, at the least
constexpr std::size_t kKanjiToJudge = 2;
/// log P of a common character, which no reader needs the reading of.
constexpr float kCommon = -11.0F;
constexpr float kEveryday = -8.6F;  ///< the same of the thousand most frequent ones

/// Controls that text files have to this day: zeros that pad fields and records, page breaks, the
/// end of a file in DOS, colours of terminals.
bool is_in_use(Symbol control) {
  return control == 0 || control == U'\v' || control == U'\f' || control == 0x1A || control == 0x1B;
}

/// Whether it is one of the thousand most frequent ones, or stands for one.
bool is_everyday_hanzi(char32_t han, const LanguageModel& model) {
  return model.unigram(model.token(simplified_candidates(han)[0])) > kEveryday;
}

/// Whether it is an everyday character of which readers know several readings.
bool is_read_variously(char32_t han) {
  constexpr std::u32string_view kAll =
      U"為長樂當應調傳處還數會幾種興難載轉強彈覺與盡給號間鮮擔勝論華單稱畫參縫漲喪悶釘見車說讀語過"
      U"裡結繫發";
  return kAll.find(han) != std::u32string_view::npos;
}

bool is_syllable(Symbol symbol) {
  return is_han(symbol) || is_kana(symbol) || char_class(symbol) == CharClass::hangul;
}

/// Counts what the parenthesis at `at` opens if it is a reading that an author wrote: see
/// LineScan::lessons.
void count_lesson(std::u32string_view symbols, std::size_t at, LineScan& scan) {
  if ((symbols[at] != U'(' && symbols[at] != U'（') || at == 0) return;
  const bool is_behind_blank = symbols[at - 1] == U' ' && at > 1;
  const char32_t annotated = symbols[at - (is_behind_blank ? 2 : 1)];
  if (!is_han(annotated)) return;
  if (const auto note = match_note(symbols, at); note && has_reading(annotated, note->syllable)) {
    constexpr std::size_t kNear = 500;  // symbols
    const std::u32string_view forms = simplified_candidates(annotated);
    const std::u32string_view around = symbols.substr(at - std::min(at, kNear), 2 * kNear);
    scan.lessons += is_behind_blank || (is_traditional_only(annotated) &&
                                        around.find(forms[0]) != std::u32string_view::npos)
                        ? 1
                        : 0;
    return;
  }
  const auto word = match_word_note(symbols, at, NoteLetters::pinyin);
  if (!word || word->characters == 1 || word->repeated) return;
  const std::u32string_view letters = symbols.substr(at + 1, word->length - 2);
  if (std::any_of(letters.begin(), letters.end(),
                  [](Symbol s) { return s >= 0x80 || is_digit(s); })) {
    ++scan.lessons;
  } else if (std::none_of(letters.begin(), letters.end(), is_upper)) {
    ++scan.toneless_lessons;
  }
}

/// Counts the note that the parenthesis at `at` opens, if it reads the character before it.
void count_note(std::u32string_view symbols, std::size_t at, const LanguageModel& model,
                LineScan& scan) {
  const auto note = match_reading(symbols, at);
  if (!note) return;
  const char32_t annotated = symbols[at - 1];
  ++scan.notes;
  scan.notes_on_names += is_traditional_surname(annotated) ? 1 : 0;
  const auto syllable = parse_pinyin(note->syllable);
  scan.toneless_notes += syllable && syllable->tone == 0 ? 1 : 0;
  if (is_traditional_only(annotated)) {
    ++scan.notes_on_traditional;
    const bool is_usual = is_usual_reading(annotated, note->syllable);
    const bool is_everyday =
        is_usual && !is_traditional_surname(annotated) && is_everyday_hanzi(annotated, model);
    scan.notes_on_common += is_usual && is_common_hanzi(annotated, model) ? 1 : 0;
    scan.notes_on_everyday += is_everyday ? 1 : 0;
    // Without a tone it may be no reading at all.
    const bool has_tone = syllable && syllable->tone != 0;
    scan.notes_on_plain += is_everyday && has_tone && !is_read_variously(annotated) ? 1 : 0;
  }
  scan.notes_on_neutral += is_unconverted(annotated) ? 1 : 0;
}

void count_symbol(std::u32string_view symbols, std::size_t at, const LanguageModel& model,
                  DebrisReader& reader, LineScan& scan) {
  const Symbol symbol = symbols[at];
  if (symbol < 0x80) {
    scan.lone_trails += is_lone_trail(symbols, at) ? 1 : 0;
    if (symbol == U'?' && touches_non_ascii(symbols, at)) {
      ++scan.marks;
      if (at > 0 && symbols[at - 1] != U'(' && match_torn_note(symbols, at)) ++scan.torn_notes;
    }
    scan.torn_notes += symbol == U'(' && has_straddling_note(symbols, at) ? 1 : 0;
    if (symbol < 0x20 && is_never_healthy(symbol) && !is_in_use(symbol)) ++scan.broken;
  } else if (is_raw(symbol)) {
    ++scan.raw_bytes;
    ++scan.non_ascii;
  } else {
    ++scan.non_ascii;
    scan.replacements += symbol == kReplacement ? 1 : 0;
    const Debris debris = reader.match(at);
    const bool is_debris = debris.kind != Debris::Kind::none && !reader.is_meant(at, debris);
    scan.debris += is_debris ? 1 : 0;
    // The long vowel mark of EUC-JP is this bracket in GBK.
    const bool is_vowel_mark = symbol == U'〖' && at > 0 && is_kana(symbols[at - 1]);
    scan.broken += is_never_healthy(symbol) || is_debris || is_vowel_mark ? 1 : 0;
    scan.traditional_only += is_traditional_only(symbol) ? 1 : 0;
    scan.simplified_only += is_simplified_only(symbol) ? 1 : 0;
    scan.kana += is_kana(symbol) ? 1 : 0;
    scan.hangul += char_class(symbol) == CharClass::hangul ? 1 : 0;
  }
  scan.torn_notes += has_torn_wide_note(symbols, at) ? 1 : 0;
  count_lesson(symbols, at, scan);
  if ((symbol == U'(' || symbol == U'（') && at > 0 && symbols[at - 1] >= 0x80)
    count_note(symbols, at, model, scan);
}

}  // namespace

bool LineScan::is_suspicious() const {
  if (non_ascii == 0) return broken > 0;
  return raw_bytes > 0 || broken > 0 || non_ascii_cost > kSuspiciousAverage ||
         worst_window > kSuspiciousWindow || worst_at_mark > kDoubtfulWindow ||
         (kana * kKanaPerHan > han && han >= kKanjiToJudge && han_cost > kStrangeKanji);
}

bool LineScan::makes_sense() const { return non_ascii_cost < kSenseCost; }

bool LineScan::is_doubtful() const { return is_suspicious() || worst_window > kDoubtfulWindow; }

bool LineScan::has_healthy_stretch() const { return best_window < kHealthyStretch; }

bool LineScan::may_be_shifted(std::size_t lost) const {
  return worst_window > kShiftedWindow || marks + lost > 0;
}

bool LineScan::is_beyond_repair() const {
  const std::size_t lost = replacements + marks;
  const std::size_t known = non_ascii - replacements;
  return lost > 2 && lost * 2 > known * 3;
}

std::vector<float> price(std::u32string_view symbols, const LanguageModel& model) {
  std::vector<float> costs(symbols.size());
  std::u32string read(symbols);
  std::replace_if(read.begin(), read.end(), is_raw, kReplacement);
  TextScorer(model).score(read, costs);
  for (float& cost : costs) cost = -cost;
  return costs;
}

LineScan scan_line(std::u32string_view symbols, const LanguageModel& model) {
  LineScan scan;
  scan.costs = price(symbols, model);
  DebrisReader debris(symbols);
  std::array<double, kWindow> recent{};
  std::array<double, kLongWindow> long_recent{};
  std::size_t last_syllable = 0;  // counted from 1
  double long_sum = 0;
  std::size_t filled = 0;
  double non_ascii_total = 0;
  double window = 0;
  std::size_t since_mark = kReachOfMark;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    const std::size_t marks = scan.marks;
    count_symbol(symbols, at, model, debris, scan);
    if (scan.marks > marks) {
      since_mark = 0;
      scan.worst_at_mark = std::max(scan.worst_at_mark, window);
    }
    const double cost = scan.costs[at];
    scan.log_probability -= cost;
    if (symbols[at] < 0x80) continue;
    non_ascii_total += cost;
    if (char_class(symbols[at]) == CharClass::han) {
      ++scan.han;
      scan.han_cost += cost;
    }
    recent[filled++ % kWindow] = cost;
    if (filled >= kWindow) {
      double sum = 0;
      for (const double c : recent) sum += c;
      window = sum / kWindow;
      scan.worst_window = std::max(scan.worst_window, window);
      if (since_mark < kReachOfMark) scan.worst_at_mark = std::max(scan.worst_at_mark, window);
    }
    ++since_mark;
    long_sum += cost - long_recent[(filled - 1) % kLongWindow];
    long_recent[(filled - 1) % kLongWindow] = cost;
    if (is_syllable(symbols[at])) last_syllable = filled;
    const double average = long_sum / kLongWindow;
    const bool has_syllable = last_syllable + kLongWindow > filled && last_syllable > 0;
    const double price_of_letters = has_syllable ? 0 : kLettersCostLess;
    if (filled >= kLongWindow)
      scan.best_window = std::min(scan.best_window, average + price_of_letters);
  }
  if (scan.non_ascii > 0)
    scan.non_ascii_cost = non_ascii_total / static_cast<double>(scan.non_ascii);
  if (scan.han > 0) scan.han_cost /= static_cast<double>(scan.han);
  return scan;
}

std::u32string find_missing(std::u32string_view symbols, const RowShape& rows) {
  const auto count = [&](char32_t cp) { return std::count(symbols.begin(), symbols.end(), cp); };
  // Arrows are no brackets, nor is what quoted lines begin with.
  std::ptrdiff_t arrows = 0;
  for (std::size_t at = 0; at < symbols.size() && (symbols[at] == U'>' || symbols[at] == U' ');
       ++at)
    arrows += symbols[at] == U'>' ? 1 : 0;
  for (std::size_t at = 1; at < symbols.size(); ++at) {
    arrows += symbols[at] == U'>' && (symbols[at - 1] == U'-' || symbols[at - 1] == U'=') ? 1 : 0;
  }
  std::u32string missing;
  for (const char32_t quote : {U'"', U'\''}) {
    // Three together open or close a docstring.
    const auto quotes = count(quote);
    const bool is_three = quotes == 3 && symbols.find(std::u32string(3, quote)) != symbols.npos;
    if (quotes % 2 != 0 && !is_three) missing.push_back(quote);
  }
  if (count(U'(') != count(U')')) missing.push_back(count(U'(') < count(U')') ? U'(' : U')');
  const auto closing = count(U'>') - arrows;
  if (count(U'<') != closing) missing.push_back(count(U'<') < closing ? U'<' : U'>');
  if (const char32_t separator = rows.missing(symbols); separator != 0)
    missing.push_back(separator);
  return missing;
}

Stretch find_nonsense(std::u32string_view symbols, std::span<const float> costs) {
  constexpr double kFair = 8;   // nats a character of unusual, but true text
  constexpr double kAscii = 2;  // what an ASCII character in between takes from a stretch
  return find_best_stretch(symbols.size(), 0, [&](std::size_t at) {
    return symbols[at] < 0x80 ? -kAscii : costs[at] - kFair;
  });
}

std::vector<char> find_doubtful(std::span<const float> costs) {
  std::vector<char> doubtful(costs.size(), 0);
  for (std::size_t at = 0; at < costs.size(); ++at) {
    const std::size_t end = std::min(costs.size(), at + kReach);
    double sum = 0;
    for (std::size_t i = at; i < end; ++i) {
      sum += costs[i];
      if (i > at && sum > kPlainTextCost * static_cast<double>(i + 1 - at)) doubtful[at] = 1;
    }
  }
  return doubtful;
}

std::vector<std::u32string_view> find_plausible(std::u32string_view symbols,
                                                std::span<const float> costs) {
  std::vector<std::u32string_view> pieces;
  const std::vector<char> doubtful = find_doubtful(costs);
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= symbols.size(); ++at) {
    if (at < symbols.size() && doubtful[at] == 0) continue;
    if (at > begin) pieces.push_back(symbols.substr(begin, at - begin));
    begin = std::max(begin, std::min(symbols.size(), at + kReach));
  }
  return pieces;
}

void LineScan::add_notes(const LineScan& other) {
  notes += other.notes + other.torn_notes;
  torn_notes += other.torn_notes;
  marks += other.marks;
  notes_on_traditional += other.notes_on_traditional + other.torn_notes;
  notes_on_neutral += other.notes_on_neutral;
  notes_on_common += other.notes_on_common;
  notes_on_everyday += other.notes_on_everyday;
  notes_on_plain += other.notes_on_plain;
  notes_on_names += other.notes_on_names;
  toneless_notes += other.toneless_notes;
  lessons += other.lessons;
  toneless_lessons += other.toneless_lessons;
  if (other.notes + other.torn_notes == 0) return;
  kana += other.kana;
  han += other.han;
}

bool is_common_hanzi(char32_t han, const LanguageModel& model) {
  const char32_t simplified = is_traditional_only(han) ? simplified_candidates(han)[0] : han;
  return model.unigram(model.token(simplified)) > kCommon;
}

bool is_everyday_character(char32_t cp, const LanguageModel& model) {
  return is_chinese_text(cp) && (!is_han(cp) || is_common_hanzi(cp, model));
}

bool is_everyday_chinese(std::u32string_view text, const LanguageModel& model) {
  constexpr std::ptrdiff_t kLeastHanzi = 2;  // one comes about by chance
  return std::count_if(text.begin(), text.end(), is_han) >= kLeastHanzi &&
         std::all_of(text.begin(), text.end(),
                     [&](char32_t cp) { return is_everyday_character(cp, model); });
}

}  // namespace fuyuan
