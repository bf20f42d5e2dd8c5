#include "channel/swallowed_ascii.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "channel/named_entities.hpp"
#include "text/ascii_habits.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

// Bonuses: the model sees four characters, not whether quotation marks and brackets are paired, and
// has seen little markup and code.
constexpr float kMissingFromLine = 5.5F;
constexpr float kMissingFromMarkup = 9.0F;
constexpr float kInSuchPlaces = 5.0F;       ///< for what is missing, where it always stands
constexpr float kBeginsTag = 18.0F;         ///< `<`, where the rest of a tag follows
constexpr float kBeforeCloser = 5.0F;       ///< a blank, where a comment ends
constexpr float kWithinParagraph = -12.0F;  ///< a blank, where a paragraph begins
constexpr float kFirstOfDots = 8.0F;        ///< `.`, where the other two of three follow
constexpr float kMissingFromRow = 12.0F;    ///< a separator
constexpr float kClosesHere = 10.0F;        ///< a quotation mark, where one is open
constexpr float kCalledFor = 14.0F;         ///< what the syntax of the document asks for
constexpr float kAgainstSyntax = -6.0F;
const float kTen = std::log(10.0F);

/// Numbers of five digits are rare that would end in a year, and area codes are whole.
constexpr float kMoreDigits = 0.02F;
/// How much likelier 0 is as a number's second digit than as its first, in nats: alone, and with
/// others behind it. The model knows nothing of it.
constexpr float kBeforeZero = 2.2F;
constexpr float kBeforeZeroAndMore = 3.4F;

/// `/p>`, `br>`, `a href=…>`: all of a tag but its first character.
bool is_rest_of_tag(std::u32string_view symbols) {
  if (symbols.starts_with(U'/')) symbols.remove_prefix(1);
  if (symbols.empty() || !is_letter(symbols[0])) return false;
  const std::size_t end = symbols.find_first_of(U"<>");
  if (end == std::u32string_view::npos || symbols[end] != U'>') return false;
  std::size_t name = 0;
  while (is_letter(symbols[name]) || is_digit(symbols[name])) ++name;
  return name == end || symbols[name] == U' ' || symbols[name] == U'/';
}

/// Whether a tag may go on so, even if its name was lost.
bool may_begin_tag(std::u32string_view symbols) {
  return !symbols.empty() &&
         (symbols[0] >= 0x80 || is_letter(symbols[0]) ||
          std::u32string_view(U"/!?").find(symbols[0]) != std::u32string_view::npos);
}

/// `hellip;`, `#20320;`: an entity without its `&`.
bool is_rest_of_entity(std::u32string_view symbols) {
  constexpr std::size_t kLongest = 8;
  const std::size_t end = symbols.substr(0, kLongest + 1).find(U';');
  if (end == std::u32string_view::npos || end < 2) return false;
  if (symbols[0] == U'#') return count_digits(symbols.substr(1)) + 1 == end;
  std::string name;
  for (const char32_t cp : symbols.substr(0, end)) {
    if (cp >= 0x80) return false;
    name.push_back(static_cast<char>(cp));
  }
  return find_entity(name) != 0;
}

bool is_comment_end(std::u32string_view symbols) {
  return symbols.starts_with(U"*/") || symbols.starts_with(U"-->");
}

/// `加载中...` without the first dot.
bool lacks_first_dot(std::u32string_view symbols) {
  return symbols.starts_with(U"..") && !symbols.starts_with(U"...");
}

bool is_year(std::u32string_view symbols) {
  constexpr std::size_t kDigits = 4;
  return count_digits(symbols) == kDigits &&
         (symbols.starts_with(U"19") || symbols.starts_with(U"20"));
}

/// `010-65551234`: an area code, which begins with 0, and a number. Years go on otherwise.
bool is_telephone_number(std::u32string_view symbols) {
  constexpr std::size_t kFewest = 3;
  const std::size_t area = count_digits(symbols);
  if (!symbols.starts_with(U'0') || area < kFewest || area > kFewest + 1) return false;
  const std::u32string_view behind = symbols.substr(area);
  return behind.starts_with(U'-') && count_digits(behind.substr(1)) >= kFewest &&
         !is_year(behind.substr(1));
}

/// log of how much likelier it is that a digit stood before `symbols` than the model thinks.
float weigh_digit_before(std::u32string_view symbols) {
  const std::size_t digits = count_digits(symbols);
  if (is_year(symbols) || is_telephone_number(symbols)) return std::log(kMoreDigits);
  if (symbols.starts_with(U'0')) return digits > 1 ? kBeforeZeroAndMore : kBeforeZero;
  return 0;
}

bool is_open(std::u32string_view before, char32_t quote) {
  return std::count(before.begin(), before.end(), quote) % 2 != 0;
}

/// What stands behind what is quoted in code and data.
bool may_close_before(std::u32string_view behind) {
  constexpr std::u32string_view kBehindClosing = U",;)]}:\r";
  return behind.empty() || kBehindClosing.find(behind[0]) != std::u32string_view::npos;
}

/// Whether a mark in [begin, end) of the line stands where what is quoted may end.
bool may_close_within(std::u32string_view line, std::size_t begin, std::size_t end) {
  for (std::size_t at = std::max<std::size_t>(begin, 1); at < end; ++at) {
    const bool is_mark = line[at] == kReplacement || (line[at] == U'?' && line[at - 1] >= 0x80);
    if (is_mark && may_close_before(line.substr(at + 1))) return true;
  }
  return false;
}

/// Whether the quotation marks before the symbol `next` are all there, so that they tell whether
/// one is open: no mark may have been one.
bool are_quotes_known(std::u32string_view line, std::size_t next) {
  return !may_close_within(line, 0, std::max<std::size_t>(next, 1) - 1);
}

/// What a quotation mark gains before the symbol `next`, where the line lacks one.
float weigh_missing_quote(std::u32string_view line, std::size_t next, char32_t quote) {
  const std::u32string_view before = line.substr(0, next);
  // It closes at the first mark that may have been one.
  const std::size_t last = before.find_last_of(quote);
  if (last != std::u32string_view::npos && may_close_within(line, last, before.size() - 1))
    return 0;
  if (!are_quotes_known(line, next) || !is_open(before, quote)) return kMissingFromLine;
  if (may_close_before(line.substr(next))) return kClosesHere;
  const std::size_t end = std::min(line.find(quote, next), line.size());
  return may_close_within(line, next, end) ? 0 : kMissingFromLine;
}

const AsciiHabits& habits_of(const Observed& observed) {
  static const AsciiHabits usual;
  return observed.ascii != nullptr ? *observed.ascii : usual;
}

}  // namespace

void SwallowedAscii::emit(const Observed& observed, std::size_t next, ArcBuffer& out) const {
  const std::u32string_view behind = observed.symbols.substr(next);
  if (behind.empty() && observed.swallowed_end == SwallowedEnd::carriage_return) {
    out.emit_choice(std::array{Candidate{U'\r', 0}});
    return;
  }
  const AsciiHabits& habits = habits_of(observed);
  const bool or_line_end = observed.swallowed_end == SwallowedEnd::line_feed;
  if (or_line_end && AsciiHabits::opens_paragraph(behind)) {
    out.emit_choice(std::array{Candidate{U'\n', 0}, Candidate{U' ', kWithinParagraph}});
    return;
  }
  const bool begins_tag = is_rest_of_tag(behind);
  const bool ends_comment = is_comment_end(behind);
  const bool lacks_dot = lacks_first_dot(behind);
  const char32_t called_for =
      is_rest_of_entity(behind) ? U'&' : habits.syntax().called_for(observed.symbols, behind);
  const std::u32string_view before = observed.symbols.substr(0, next);
  const auto is_ruled_out = [&](char32_t cp) {
    if (cp == U'"' || cp == U'\'')
      return are_quotes_known(observed.symbols, next) &&
             habits.syntax().rules_out_quote(cp, observed.symbols, behind);
    return habits.rows().is_full(observed.symbols, cp) && !is_open(before, U'"');
  };
  const auto bonus_of_missing = [&](char32_t cp) {
    if (cp == U'<' || cp == U'>') return begins_tag && cp == U'<' ? kBeginsTag : kMissingFromMarkup;
    if (cp == U'"' || cp == U'\'') return weigh_missing_quote(observed.symbols, next, cp);
    return RowShape::may_separate(cp) ? kMissingFromRow : kMissingFromLine;
  };
  std::vector<Candidate> choice;
  const auto add = [&](char32_t cp) {
    const std::size_t kind = AsciiHabits::kind(cp);
    float log_probability = habits.log_probability(kind, behind, or_line_end);
    const bool is_against_syntax = is_ruled_out(cp);
    const bool is_missing = !is_against_syntax &&
                            observed.missing.find(cp) != std::u32string_view::npos &&
                            (cp != U'<' || may_begin_tag(behind)) &&
                            !(RowShape::may_separate(cp) && is_open(before, U'"'));
    if (cp == called_for) {
      log_probability = kCalledFor;
    } else if (is_missing && !habits.rules_out(kind, behind, or_line_end)) {
      log_probability = bonus_of_missing(cp);
    } else if (cp == U' ' && ends_comment) {
      log_probability = kBeforeCloser;
    } else if (cp == U'.' && lacks_dot) {
      log_probability = kFirstOfDots;
    }
    if (is_against_syntax) log_probability += kAgainstSyntax;
    log_probability += kInSuchPlaces * habits.share(kind, behind);
    choice.push_back({cp, log_probability});
  };
  for (char32_t cp = 0x20; cp < 0x40; ++cp) {
    if (!is_digit(cp)) add(cp);
  }
  add(U'\t');
  if (called_for != 0 && AsciiHabits::kind(called_for) == AsciiHabits::kKinds)
    choice.push_back({called_for, kCalledFor, blank_});
  if (or_line_end) choice.push_back({U'\n', habits.of_line_end(behind)});
  // The model knows digits as a class; of one in ten it says so little that none can be named.
  const float any_digit =
      habits.log_probability(AsciiHabits::kind(U'0'), behind, or_line_end) + kTen;
  choice.push_back({kReplacement, any_digit + weigh_digit_before(behind), digit_});
  out.emit_choice(choice);
}

float SwallowedAscii::of_none(const Observed& observed, std::size_t next) {
  if (next >= observed.symbols.size() || observed.symbols[next] >= 0x80) return 0;
  return habits_of(observed).of_none(observed.symbols.substr(next));
}

}  // namespace fuyuan
