#include "restore/triage/line_end_judge.hpp"

#include <algorithm>
#include <cmath>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Of lines that end in Chinese, every other one ends in a byte that the decoder found no pair for.
constexpr double kHalf = 0.5;
/// Blank lines that are left behind such a mark, where it took a line end: there were two of them.
constexpr double kTwoBlank = 0.03;
/// Nats: text has few blank lines where it shows none.
constexpr double kNoBlankLine = -6;
/// Nats for each line end behind a mark, where text shows no blank line, and for all of them.
constexpr double kHidesBlankLine = -0.2;
constexpr double kHidesAll = -1;
/// So much one mark within a line may say, in nats, and at most so much of the share of marks that
/// took line ends is believed.
constexpr double kLeastOfPlace = -1;
constexpr double kMostOfPlace = 2.5;
constexpr double kLeastShare = 0.03;
constexpr double kMostShare = 0.8;
/// Nats for a character behind 。 or 、 and a mark: there is no ASCII between them as a rule.
constexpr double kBehindStop = 2;
/// Nats for the number of an item behind that of the one before.
constexpr double kGoesOn = 2.5;
/// Chinese, which most lines begin with, says little by that.
constexpr double kMostOfText = 0.8;
constexpr float kMostOfAlike = 0.4F;  ///< nats of a place that begins as other lines do
/// So many lines with CR LF to each that lacks CR without a mark.
constexpr std::size_t kReturnsToTell = 10;

constexpr double kNotHere = -20;  ///< nats, where no line can begin

/// Symbols around a place that make it the same as another one: columns say the same many times.
constexpr std::size_t kBefore = 2;
constexpr std::size_t kBehind = 2;

/// log P that so many of the line ends are a mark's, each with the probability `share`.
double log_binomial(std::size_t alone, std::size_t whole, double share) {
  const auto a = static_cast<double>(alone);
  const auto w = static_cast<double>(whole);
  return std::lgamma(a + w + 1) - std::lgamma(a + 1) - std::lgamma(w + 1) + a * std::log(share) +
         w * std::log(1 - share);
}

/// Whether it was chance that no byte was left over at the end: words have two hanzi or four.
bool ends_in_text(std::u32string_view symbols) {
  constexpr std::size_t kText = 4;  // symbols
  const std::u32string_view last = symbols.substr(symbols.size() - std::min(symbols.size(), kText));
  return last.size() == kText &&
         std::none_of(last.begin(), last.end() - 1, [](Symbol symbol) { return symbol < 0x80; }) &&
         (last.back() >= 0x80 || last.back() == U'?');
}

/// Whether what was misread there begins with a mark that no line begins with, such as `、`.
bool begins_with_closing(std::u32string_view symbols) {
  constexpr std::u32string_view kClosing = U"、。，．；：！？）】」』》〉”’％";
  static const Charset& gbk = *find_charset("cp936");
  std::string bytes;
  for (const Symbol symbol : symbols.substr(0, 2)) {
    const EncodedChar encoded = gbk.encode(symbol);
    for (const unsigned char byte : encoded.view()) bytes.push_back(static_cast<char>(byte));
  }
  const Utf8Char first = read_utf8(bytes);
  return first.length > 1 && kClosing.find(first.code_point) != kClosing.npos;
}

/// log of how much likelier a line end stood between the mark and `behind` than another character.
double weigh_place(std::u32string_view line, const LoneMark& mark, const AsciiHabits& habits) {
  const std::u32string_view behind = line.substr(mark.at + 1);
  if (begins_with_closing(behind)) return kNotHere;
  // Half of what was taken along is none, so that what is no line end says nothing; and a comment
  // may cite code, so that no single place decides.
  const double begins = habits.weigh_line_begin(behind) +
                        std::clamp(habits.beginnings().weigh(line, behind), 0.0F, kMostOfAlike);
  if (behind[0] < 0x80 || AsciiHabits::opens_paragraph(behind)) return begins;
  return std::min(begins, kMostOfText) + (mark.may_be_stop() ? kBehindStop : 0);
}

}  // namespace

void LineEndJudge::add(std::u32string_view symbols, const LoneMarks& found, std::string_view rest) {
  const std::vector<LoneMark>& marks = found.marks;
  if (symbols.empty() || (marks.empty() && !found.is_misread)) return;
  items_.begin_line(symbols);
  openings_.add(symbols);
  // A row that lacks separators lost those to its marks.
  const bool lacks_separators = habits_.rows().missing(symbols) != 0;
  for (const LoneMark& mark : marks) {
    const std::u32string_view behind = symbols.substr(mark.at + 1);
    const bool goes_on = items_.goes_on(behind);
    paragraphs_ += AsciiHabits::opens_paragraph(behind) ? 1 : 0;
    if (!behind.empty() && !lacks_separators && is_new(symbols, mark.at))
      places_.push_back(
          {goes_on ? kGoesOn : weigh_place(symbols, mark, habits_), LineOpenings::read(behind)});
  }
  if (rest.empty()) return;  // the text ends there, and no line
  const bool has_return = rest.starts_with('\r');
  const bool is_alone = !marks.empty() && marks.back().at + 1 == symbols.size();
  alone_without_return_ += is_alone && !has_return ? 1 : 0;
  if (!is_alone && !ends_in_text(symbols)) return;
  if (!is_new(symbols, symbols.size() - 1)) return;
  rest.remove_prefix(std::min<std::size_t>(rest.size(), has_return ? 2 : 1));
  const bool is_before_blank = rest.starts_with('\n') || rest.starts_with("\r\n");
  Ends& ends = is_before_blank ? before_blank_ : before_text_;
  ++(is_alone ? ends.alone : ends.whole);
}

ItemCount LineEndJudge::items() const {
  ItemCount items = items_;
  items.set_openings(openings_.list());
  return items;
}

bool LineEndJudge::is_new(std::u32string_view symbols, std::size_t at) {
  const std::size_t begin = at - std::min(at, kBefore);
  return seen_.emplace(symbols.substr(begin, at + 1 + kBehind - begin)).second;
}

double LineEndJudge::weigh_ends() const {
  // Of the two line ends between paragraphs one is left, so that text is on the next line.
  return log_binomial(before_text_.alone, before_blank_.whole, kHalf) +
         log_binomial(before_blank_.alone, before_blank_.whole, kTwoBlank) -
         log_binomial(before_text_.alone, before_text_.whole, kHalf) -
         log_binomial(before_blank_.alone, before_blank_.whole, kHalf);
}

double LineEndJudge::weigh_places() const {
  // As many line ends are gone as are left, and another one in code, where few lines end in
  // Chinese.
  const auto left = static_cast<double>(before_text_.whole);
  const auto places = static_cast<double>(places_.size());
  const double share = std::clamp((left + 1) / (left + places + 2), kLeastShare, kMostShare);
  double sum = 0;
  for (const Place& place : places_) {
    const double weight = openings_.is_opening(place.behind) ? kGoesOn : place.weight;
    sum += std::clamp(std::log(1 - share + share * std::exp(weight)), kLeastOfPlace, kMostOfPlace);
  }
  return sum;
}

bool LineEndJudge::has_impossible_end() const {
  return before_text_.alone + before_blank_.alone > 0 && before_blank_.whole == 0;
}

double LineEndJudge::weigh() const {
  return weigh_ends() + weigh_places() + (has_impossible_end() ? kNoBlankLine : 0);
}

bool LineEndJudge::take_line_feeds(bool is_one_line) const {
  if (is_one_line && paragraphs_ == 0 && openings_.list().empty()) return false;
  const auto alone = static_cast<double>(before_text_.alone + before_blank_.alone);
  const double hidden = has_impossible_end() ? std::max(kHidesBlankLine * alone, kHidesAll) : 0;
  return weigh_ends() + weigh_places() + hidden > kEnough;
}

bool LineEndJudge::take_returns(std::string_view text) const {
  if (alone_without_return_ == 0) return false;
  std::size_t with_return = 0;
  std::size_t without = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    ++(at > 0 && text[at - 1] == '\r' ? with_return : without);
  return with_return > 0 &&
         without * kReturnsToTell <= alone_without_return_ * kReturnsToTell + with_return;
}

}  // namespace fuyuan
