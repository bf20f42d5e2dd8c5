#include "channel/swallowed_ascii.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "channel/lost_partner.hpp"
#include "channel/named_entities.hpp"
#include "text/area_code.hpp"
#include "text/ascii_habits.hpp"
#include "text/char_class.hpp"
#include "text/file_extension.hpp"
#include "text/measure_words.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kQuotes[] = {U'"', U'\'', U'`'};

// Bonuses: the model sees four characters, and has seen little markup and code.
constexpr float kInSuchPlaces = 5.0F;       ///< for what is missing, where it always stands
constexpr float kBeforeCloser = 5.0F;       ///< a blank, where a comment ends
constexpr float kWithinParagraph = -12.0F;  ///< a blank, where a paragraph begins
constexpr float kBehindBullet = -12.0F;     ///< a line end, behind a sign that begins the line
constexpr float kBehindSingle = -6.0F;      ///< a line end, behind a hanzi by itself
constexpr float kBlankBehindBullet = 4.0F;  ///< they are apart from what they stand before
constexpr float kFirstOfDots = 8.0F;        ///< `.`, where the other two of three follow
constexpr float kBeforeFileType = 6.0F;     ///< the same before `pdf` and its like
constexpr float kMissingFromRow = 12.0F;    ///< a separator
constexpr float kClosesHere = 10.0F;        ///< a quotation mark, where another one opens behind it
constexpr float kCalledFor = 14.0F;         ///< what the syntax of the document asks for
constexpr float kAgainstSyntax = -6.0F;
constexpr float kAlone = -3.0F;  ///< one of a pair, where the line has both of all others
const float kTen = std::log(10.0F);

/// Numbers of five digits are rare that would end in a year, and area codes are whole.
constexpr float kMoreDigits = 0.02F;
/// How much likelier 0 is as a number's second digit than as its first, in nats: alone, and with
/// others behind it. The model knows nothing of it.
constexpr float kBeforeZero = 2.2F;
constexpr float kBeforeZeroAndMore = 3.4F;

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

/// `pdf`, `jpg`: what stands behind the dot in the name of a file, and ends it.
bool is_file_type(std::u32string_view symbols) {
  return is_common_extension(read_extension(symbols));
}

/// `2008`, but not `2000元`: where the text is what it was behind the mark, the unit tells.
bool is_year(std::u32string_view symbols) {
  constexpr std::size_t kDigits = 4;
  if (count_digits(symbols) != kDigits) return false;
  const bool is_counted =
      symbols.size() > kDigits && kMeasureWords.find(symbols[kDigits]) != std::u32string_view::npos;
  return !is_counted && (symbols.starts_with(U"19") || symbols.starts_with(U"20"));
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

/// Whether symbols are a number that lacks its first digit: `014-10-02` of a year, `571-88886666`
/// or `10-65551234` of an area code.
bool lacks_first_digit(std::u32string_view symbols) {
  constexpr std::size_t kOfYear = 3;
  constexpr std::size_t kOfShortCode = 2;
  constexpr std::size_t kOfSubscriber = 7;  // or one more
  const std::size_t left = count_digits(symbols);
  if (left < kOfShortCode || left > kOfYear || left == symbols.size()) return false;
  const std::u32string_view behind = symbols.substr(left + 1);
  const std::size_t next = count_digits(behind);
  if (left == kOfYear && symbols[0] == U'0')
    return symbols[left] == U'年' || (symbols[left] == U'-' && (next == 1 || next == 2));
  return symbols[left] == U'-' && next >= kOfSubscriber && next <= kOfSubscriber + 1 &&
         area_code_without_zero(symbols) != 0;
}

/// log of how much likelier it is that a digit stood before `symbols` than the model thinks.
float weigh_digit_before(std::u32string_view symbols) {
  const std::size_t digits = count_digits(symbols);
  if (is_year(symbols) || is_telephone_number(symbols)) return std::log(kMoreDigits);
  if (symbols.starts_with(U'0')) return digits > 1 ? kBeforeZeroAndMore : kBeforeZero;
  return 0;
}

/// `.pdf`: a file's name goes on, and ends.
bool is_file_ending(std::u32string_view behind) {
  return behind.starts_with(U'.') && is_file_type(behind.substr(1));
}

/// Whether blanks stand before such symbols nowhere in code or text: they close something, or an
/// operator is without one on its other side.
bool is_tight(std::u32string_view behind) {
  constexpr std::u32string_view kClosing = U",;)]";
  if (behind.empty()) return false;
  if (kClosing.find(behind[0]) != std::u32string_view::npos || is_file_ending(behind)) return true;
  return behind[0] == U'=' && behind.size() > 1 && behind[1] != U' ' && behind[1] != U'=';
}

/// What the syntax asks for before `behind`, the end of the line; 0 where it does for nothing.
char32_t find_called_for(const AsciiHabits& habits, std::u32string_view line,
                         std::u32string_view behind) {
  return is_rest_of_entity(behind) ? U'&' : habits.syntax().called_for(line, behind);
}

/// What a blank gains before `behind`, where words are apart by so much.
float weigh_blank(const AsciiHabits& habits, std::u32string_view behind, bool behind_sign,
                  float apart) {
  if (is_tight(behind))
    return habits.share(AsciiHabits::kind(U' '), behind) > 0 ? 0 : kAgainstSyntax;
  return behind_sign ? habits.spacing().weigh_behind_sign() : apart;
}

/// Whether another mark stands before the last one: rows seldom end in a separator, so that the
/// other one took it.
bool has_mark_before(std::u32string_view line, std::size_t next) {
  return line.substr(0, next - 1).find_first_of(U"?\uFFFD") != std::u32string_view::npos;
}

const AsciiHabits& habits_of(const Observed& observed) {
  static const AsciiHabits usual;
  return observed.ascii != nullptr ? *observed.ascii : usual;
}

// The model knows which of the marks stands there, as those of full width: what the document shows
// is how often there is any.
float weigh_kind(const AsciiHabits& habits, char32_t cp, std::u32string_view behind,
                 bool or_line_end) {
  return habits.wide_form(cp) != 0
             ? habits.log_probability_of_narrow(behind, or_line_end)
             : habits.log_probability(AsciiHabits::kind(cp), behind, or_line_end);
}

float find_share(const AsciiHabits& habits, char32_t cp, std::u32string_view behind) {
  return habits.wide_form(cp) != 0 ? habits.share_of_narrow(behind)
                                   : habits.share(AsciiHabits::kind(cp), behind);
}

/// What may have been swallowed at one place, by all that stands around it.
class SwallowedPlace {
 public:
  SwallowedPlace(const AsciiHabits& habits, const Observed& observed, std::size_t next,
                 bool behind_sign)
      : habits_(habits),
        observed_(observed),
        behind_(observed.symbols.substr(next)),
        partner_(observed.symbols, observed.missing, next),
        behind_sign_(behind_sign),
        may_be_line_end_(observed.swallowed_end == SwallowedEnd::line_feed),
        may_be_elsewhere_(behind_.empty() && has_mark_before(observed.symbols, next)),
        called_for_(find_called_for(habits, observed.symbols, behind_)),
        closing_(partner_.find_closing_quote()),
        apart_(std::max(habits.spacing().weigh(behind_), 0.0F)),
        blank_(weigh_blank(habits, behind_, behind_sign, apart_)),
        lacks_dot_(lacks_first_dot(behind_)),
        is_before_type_(is_file_type(behind_)) {}

  bool may_be_line_end() const { return may_be_line_end_; }
  char32_t called_for() const { return called_for_; }

  /// log P of the character beyond what the model says.
  float weigh(char32_t cp) const {
    const bool is_against_syntax = is_ruled_out(cp);
    const float gain = is_against_syntax ? 0 : weigh_missing(cp);
    const float of_place = kInSuchPlaces * find_share(habits_, cp, behind_);
    return of_place + (is_against_syntax ? kAgainstSyntax : 0) + weigh_by_reason(cp, gain);
  }

  /// The model knows digits as a class; of one in ten it says so little that none can be named.
  float weigh_any_digit() const {
    if (may_be_line_end_ && habits_.is_item(behind_)) return std::log(kMoreDigits);
    return habits_.log_probability(AsciiHabits::kind(U'0'), behind_, may_be_line_end_) + kTen +
           weigh_digit_before(behind_) +
           (behind_sign_ ? habits_.spacing().weigh_end(behind_) : -apart_);
  }

 private:
  bool is_ruled_out(char32_t cp) const {
    if (cp == U'"' || cp == U'\'') {
      return cp != closing_ && partner_.are_quotes_known() &&
             habits_.syntax().rules_out_quote(cp, observed_.symbols, behind_);
    }
    return habits_.rows().is_full(observed_.symbols, cp) && !partner_.is_open(U'"');
  }

  float weigh_missing(char32_t cp) const {
    if (!RowShape::may_separate(cp)) return partner_.weigh(cp);
    if (may_be_elsewhere_) return 0;
    const bool lacks = observed_.missing.find(cp) != std::u32string_view::npos;
    return lacks && !partner_.is_open(U'"') ? kMissingFromRow : 0;
  }

  /// The strongest reason decides. `gain`: of what the line lacks.
  float weigh_by_reason(char32_t cp, float gain) const {
    const float usual = weigh_kind(habits_, cp, behind_, may_be_line_end_);
    if (cp == called_for_) return kCalledFor;
    if (cp == closing_) return kClosesHere;
    if (gain > 0 && !habits_.rules_out(AsciiHabits::kind(cp), behind_, may_be_line_end_))
      return gain;
    if (cp == U' ') return is_comment_end(behind_) ? kBeforeCloser : usual + blank_;
    if (cp == U'.' && lacks_dot_) return kFirstOfDots;
    if (cp == U'.' && is_before_type_) return kBeforeFileType;
    return partner_.would_be_alone(cp) ? usual + kAlone : usual;
  }

  const AsciiHabits& habits_;
  const Observed& observed_;
  std::u32string_view behind_;
  LostPartner partner_;
  bool behind_sign_;
  bool may_be_line_end_;
  bool may_be_elsewhere_;  ///< what the row lacks: another mark may have taken it
  char32_t called_for_;    ///< by the syntax
  char32_t closing_;       ///< the quotation mark that closes here
  float apart_;            ///< what a blank gains between words like these
  float blank_;
  bool lacks_dot_;
  bool is_before_type_;
};

/// Emits the line end where nothing else can have been lost, or hardly anything.
bool emit_line_end(const Observed& observed, std::size_t next, ArcBuffer& out) {
  const std::u32string_view behind = observed.symbols.substr(next);
  if (behind.empty() && observed.swallowed_end == SwallowedEnd::carriage_return) {
    out.emit_choice(std::array{Candidate{U'\r', 0}});
    return true;
  }
  if (observed.swallowed_end != SwallowedEnd::line_feed || !AsciiHabits::opens_paragraph(behind))
    return false;
  out.emit_choice(std::array{Candidate{U'\n', 0}, Candidate{U' ', kWithinParagraph}});
  return true;
}

/// Whether a string is open before `next` that closes behind it: no line ends there.
bool is_in_string(std::u32string_view line, std::size_t next) {
  constexpr std::size_t kReach = 200;  // symbols
  const std::u32string_view before =
      line.substr(next - std::min(next, kReach), std::min(next, kReach));
  const std::u32string_view behind = line.substr(next, kReach);
  return std::any_of(std::begin(kQuotes), std::end(kQuotes), [&](char32_t quote) {
    return std::count(before.begin(), before.end(), quote) % 2 != 0 &&
           std::count(behind.begin(), behind.end(), quote) % 2 != 0;
  });
}

/// `第1章 总则`, `101路 南门`, `民 事`: whether a hanzi by itself stands before the mark, near the
/// beginning of the line, and text behind it. So short a line hardly ends with one.
bool is_behind_single(std::u32string_view line, std::size_t next) {
  constexpr std::size_t kShort = 6;  // symbols
  if (next < 2 || next > kShort || next >= line.size() || line[next] < 0x80 ||
      line[next - 2] < 0x80)
    return false;
  return next == 2 || line[next - 3] < 0x80 || line[next - 3] == kReplacement;
}

}  // namespace

void SwallowedAscii::emit(const Observed& observed, std::size_t next, ArcBuffer& out,
                          SwallowedBehind behind) const {
  if (emit_line_end(observed, next, out)) return;
  const AsciiHabits& habits = habits_of(observed);
  const SwallowedPlace place(habits, observed, next, behind == SwallowedBehind::sign);
  std::vector<Candidate> choice;
  const auto add = [&](char32_t cp) {
    const char32_t wide = habits.wide_form(cp);
    const float of_bullet =
        cp == U' ' && behind == SwallowedBehind::bullet ? kBlankBehindBullet : 0;
    const bool is_number = cp == U'%' && cp == place.called_for();  // `第%d行`
    choice.push_back({cp, place.weigh(cp) + of_bullet,
                      wide != 0   ? model_.token(wide)
                      : is_number ? digit_
                                  : kBoundary});
  };
  for (char32_t cp = 0x20; cp < 0x40; ++cp) {
    if (!is_digit(cp)) add(cp);
  }
  add(U'\t');
  const char32_t called_for = place.called_for();
  if (called_for != 0 && AsciiHabits::kind(called_for) == AsciiHabits::kKinds)
    choice.push_back({called_for, kCalledFor, blank_});
  if (place.may_be_line_end()) {
    const bool is_single = behind == SwallowedBehind::other;
    const bool opens = behind == SwallowedBehind::opening || behind == SwallowedBehind::bullet;
    const std::u32string_view rest = observed.symbols.substr(next);
    const float of_place =
        (opens ? kBehindBullet : 0) +
        (is_single && is_behind_single(observed.symbols, next) ? kBehindSingle : 0) +
        (habits.is_item(rest) || is_in_string(observed.symbols, next)
             ? 0
             : habits.beginnings().weigh(observed.symbols, rest));
    choice.push_back({U'\n', habits.of_line_end(rest) + of_place});
  }
  choice.push_back({kReplacement, place.weigh_any_digit(), digit_});
  out.emit_choice(choice);
}

char32_t SwallowedAscii::called_for(const Observed& observed, std::size_t next) {
  const std::u32string_view behind = observed.symbols.substr(next);
  const LostPartner partner(observed.symbols, observed.missing, next);
  if (partner.weigh(U'<') > 0 && LostPartner::is_rest_of_tag(behind)) return U'<';
  if (const char32_t quote = partner.find_closing_quote(); quote != 0) return quote;
  return find_called_for(habits_of(observed), observed.symbols, behind);
}

float SwallowedAscii::of_none(const Observed& observed, std::size_t next) {
  if (next >= observed.symbols.size() || observed.symbols[next] >= 0x80) return 0;
  const std::u32string_view behind = observed.symbols.substr(next);
  const AsciiHabits& habits = habits_of(observed);
  // What begins lines stands right behind Chinese nowhere.
  const float begins = std::max(habits.beginnings().weigh(observed.symbols, behind), 0.0F);
  return habits.of_none(behind) + (is_file_ending(behind) ? kBeforeFileType : 0) +
         of_whole(behind) - begins;
}

float SwallowedAscii::of_whole(std::u32string_view behind) {
  constexpr float kLacksDigit = -6;  // nats
  return lacks_first_digit(behind) ? kLacksDigit : 0;
}

}  // namespace fuyuan
