#include "channel/lost_partner.hpp"

#include <algorithm>
#include <string>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr float kMissing = 5.5F;
constexpr float kMissingFromMarkup = 9.0F;
constexpr float kBeginsTag = 18.0F;   ///< `<`, where the rest of a tag follows
constexpr float kClosesHere = 10.0F;  ///< a quotation mark, where one is open
constexpr float kMayBeNearer = 2.0F;  ///< a bracket, where another mark is nearer to its partner

bool is_quote(char32_t cp) { return cp == U'"' || cp == U'\''; }

bool is_mark(std::u32string_view line, std::size_t at) {
  return line[at] == kReplacement || (line[at] == U'?' && at > 0 && line[at - 1] >= 0x80);
}

/// The same, or what Shift_JIS has in its place.
bool may_be_mark(std::u32string_view line, std::size_t at) {
  constexpr char32_t kOfShiftJis = U'・';
  return is_mark(line, at) || line[at] == kOfShiftJis;
}

/// Whether a tag may go on so, even if its name was lost.
bool may_begin_tag(std::u32string_view symbols) {
  return !symbols.empty() &&
         (symbols[0] >= 0x80 || is_letter(symbols[0]) ||
          std::u32string_view(U"/!?").find(symbols[0]) != std::u32string_view::npos);
}

bool begins_word(char32_t cp) {
  return is_letter(cp) || is_digit(cp) ||
         std::u32string_view(U"`([{<").find(cp) != std::u32string_view::npos;
}

/// What stands behind what is quoted in code and data.
bool may_close_before(std::u32string_view behind) {
  constexpr std::u32string_view kBehindClosing = U",;)]}:\r";
  if (behind.starts_with(U" }") || behind.starts_with(U" ]") || behind.starts_with(U" )"))
    return true;
  return behind.empty() || kBehindClosing.find(behind[0]) != std::u32string_view::npos;
}

/// Whether a mark in [begin, end) of the line stands where what is quoted may end.
bool may_close_within(std::u32string_view line, std::size_t begin, std::size_t end) {
  for (std::size_t at = std::max<std::size_t>(begin, 1); at < end; ++at) {
    if (is_mark(line, at) && may_close_before(line.substr(at + 1))) return true;
  }
  return false;
}

/// Whether a quotation mark there opens something: a separator stands before it, and text behind.
bool opens(std::u32string_view line, std::size_t at) {
  constexpr std::u32string_view kBeforeOpening = U" \t,:;([{=+";
  return at > 0 && kBeforeOpening.find(line[at - 1]) != std::u32string_view::npos &&
         at + 1 < line.size() && !may_close_before(line.substr(at + 1)) && line[at + 1] != U' ';
}

/// The ASCII that stands there, up to a quotation mark like that.
std::u32string_view take_code(std::u32string_view line, std::size_t next, char32_t quote) {
  constexpr std::size_t kFarthest = 120;  // symbols: what stands between two strings is short
  std::size_t end = next;
  const std::size_t last = std::min(line.size(), next + kFarthest);
  while (end < last && line[end] < 0x80 && line[end] != quote) ++end;
  return line.substr(next, end - next);
}

/// ` + name + '，`, `.$name."，`, ` => '`: an operator behind what is quoted, and all that stands
/// between it and what is quoted next.
bool leads_to_quotation(std::u32string_view line, std::size_t next, char32_t quote) {
  constexpr std::u32string_view kBlankOrOperator = U" +.&|=?:<>/";
  constexpr std::u32string_view kJoining = U"+.&";
  const std::u32string_view code = take_code(line, next, quote);
  const std::size_t end = next + code.size();
  if (code.empty() || end >= line.size() || line[end] != quote) return false;
  if (kBlankOrOperator.find(code[0]) == std::u32string_view::npos) return false;
  if (code.size() > 2 && code.front() == code.back() && kJoining.find(code[0]) != kJoining.npos)
    return end + 1 < line.size() && !may_close_before(line.substr(end + 1));
  return opens(line, end) && code.find_first_not_of(U' ') != std::u32string_view::npos;
}

/// ` + name);`: an operator behind what is quoted, and no other quotation to the end of the line.
bool leads_to_end(std::u32string_view line, std::size_t next, char32_t quote, bool is_choice) {
  constexpr std::u32string_view kTight[] = {U"+", U".$", U"&"};
  constexpr std::u32string_view kSpaced[] = {U" + ",  U" . ",  U" & ",  U" && ",
                                             U" || ", U" == ", U" != ", U" => "};
  const std::u32string_view code = take_code(line, next, quote);
  if (next + code.size() != line.size()) return false;
  const auto begins_so = [code](std::u32string_view sign) {
    const std::size_t size = sign.size();
    return code.starts_with(sign) && code.size() > size &&
           (is_letter(code[size]) || code[size] == U'_' || code[size] == U'$' ||
            code[size] == U'(' || (sign.ends_with(U' ') && code[size] != U' '));
  };
  return std::any_of(std::begin(kTight), std::end(kTight), begins_so) || code.starts_with(U".$") ||
         std::any_of(std::begin(kSpaced), std::end(kSpaced), begins_so) ||
         (is_choice && begins_so(U" : "));
}

/// ` disabled />`: what may stand between the value of an attribute and the end of its tag.
bool ends_tag(std::u32string_view behind) {
  std::size_t at = 0;
  while (at < behind.size() && (is_letter(behind[at]) || behind[at] == U' ' || behind[at] == U'-'))
    ++at;
  if (at > 0 && behind[0] != U' ') return false;
  behind.remove_prefix(at);
  return behind.starts_with(U'>') || behind.starts_with(U"/>");
}

/// Whether the quotation mark there opens the value of an attribute in a tag.
bool opens_attribute(std::u32string_view line, std::size_t at) {
  if (at == 0 || line[at - 1] != U'=') return false;
  const std::size_t tag = line.substr(0, at).find_last_of(U"<>");
  return tag != std::u32string_view::npos && line[tag] == U'<' && is_letter(line[tag + 1]);
}

/// Whether what was quoted from `opening` on ends before `next`, as code goes on there.
bool ends_in_code(std::u32string_view line, std::size_t opening, std::size_t next) {
  const char32_t quote = line[opening];
  if (opens_attribute(line, opening) && ends_tag(line.substr(next))) return true;
  const bool is_choice = opening > 1 && line[opening - 1] == U' ' && line[opening - 2] == U'?';
  return leads_to_quotation(line, next, quote) || leads_to_end(line, next, quote, is_choice);
}

/// What is quoted at a place of a line, and what within that: `title="ok ? '…`.
class OpenQuotes {
 public:
  /// Goes on past the character there.
  void pass(std::u32string_view line, std::size_t at) {
    const char32_t cp = line[at];
    if (outer_ == kNone) {
      if (is_quote(cp) && (at == 0 || opens(line, at))) outer_ = at;
    } else if (cp == line[outer_]) {
      outer_ = inner_ = kNone;
    } else if (inner_ == kNone && is_quote(cp) && (at == outer_ + 1 || opens(line, at))) {
      inner_ = at;
    } else if (inner_ != kNone && cp == line[inner_]) {
      inner_ = kNone;
    } else if (may_be_mark(line, at) && may_end(line, at + 1)) {
      (inner_ != kNone ? inner_ : outer_) = kNone;
    }
  }

  /// Where the quotation that ends first was opened.
  std::size_t innermost() const { return inner_ != kNone ? inner_ : outer_; }

  /// Whether it ends before `next`, as the line goes on with others or none.
  bool closes_at(std::u32string_view line, std::size_t next) const {
    if (outer_ == kNone) return false;
    if (inner_ != kNone && at_or_end(line, next) == line[outer_]) return true;
    if (ends_in_code(line, innermost(), next)) return true;
    if (!may_close_before(line.substr(next))) return false;
    const std::size_t end = line.find(line[innermost()], next);
    const bool is_outside = inner_ != kNone && end > line.find(line[outer_], next);
    return end == kNone || is_outside || opens(line, end);
  }

 private:
  static constexpr std::size_t kNone = std::u32string_view::npos;

  bool may_end(std::u32string_view line, std::size_t next) const {
    return may_close_before(line.substr(next)) || ends_in_code(line, innermost(), next) ||
           (inner_ != kNone && at_or_end(line, next) == line[outer_]);
  }

  std::size_t outer_ = kNone;
  std::size_t inner_ = kNone;
};

/// Brackets of arrows are none.
bool is_arrow(std::u32string_view line, std::size_t at) {
  return line[at] == U'>' && at > 0 && (line[at - 1] == U'-' || line[at - 1] == U'=');
}

}  // namespace

bool LostPartner::is_rest_of_tag(std::u32string_view symbols) {
  constexpr std::size_t kLongest = 400;
  symbols = symbols.substr(0, kLongest);
  if (symbols.starts_with(U'/')) symbols.remove_prefix(1);
  if (symbols.empty() || !is_letter(symbols[0])) return false;
  const std::size_t end = symbols.find_first_of(U"<>");
  if (end == std::u32string_view::npos || symbols[end] != U'>') return false;
  std::size_t name = 0;
  while (is_letter(symbols[name]) || is_digit(symbols[name])) ++name;
  if (name == end || symbols[name] == U'/') return true;
  // Behind the name attributes follow, and no text.
  const std::u32string_view rest = symbols.substr(name, end - name);
  if (rest[0] != U' ' || is_arrow(symbols, end)) return false;
  if (rest.find(U'=') != std::u32string_view::npos) return true;
  return rest.back() != U' ' &&
         std::none_of(rest.begin(), rest.end(), [](char32_t cp) { return cp >= 0x80; });
}

float LostPartner::weigh(char32_t cp) const {
  if (!lacks(cp)) return 0;
  if (is_quote(cp)) return weigh_quote(cp);
  if (cp == U'<' || cp == U'>') return weigh_angle(cp);
  return cp == U'(' || cp == U')' ? weigh_bracket(cp) : kMissing;
}

bool LostPartner::would_be_alone(char32_t cp) const {
  return (is_quote(cp) || cp == U'(' || cp == U')' || cp == U'<') && !lacks(cp);
}

bool LostPartner::are_quotes_known() const {
  return !may_close_within(line_, 0, std::max<std::size_t>(next_, 1) - 1);
}

bool LostPartner::is_open(char32_t quote) const {
  return std::count(line_.begin(), line_.begin() + static_cast<std::ptrdiff_t>(next_), quote) % 2 !=
         0;
}

float LostPartner::weigh_quote(char32_t quote) const {
  // It closes at the first mark that may have been one.
  const std::size_t last = before().find_last_of(quote);
  if (last != std::u32string_view::npos && may_close_within(line_, last, next_ - 1)) return 0;
  if (!are_quotes_known() || !is_open(quote)) return kMissing;
  if (may_close_before(behind())) return kClosesHere;
  const bool is_of_tag = behind()[0] == U'>' && before().find(U'<') != std::u32string_view::npos;
  if (begins_word(behind()[0]) || (behind()[0] == U'>' && !is_of_tag)) return 0;
  const std::size_t end = std::min(line_.find(quote, next_), line_.size());
  return may_close_within(line_, next_, end) ? 0 : kMissing;
}

float LostPartner::weigh_bracket(char32_t bracket) const {
  std::size_t depth = 0;
  const bool is_opening = bracket == U'(';
  bool is_passed = false;  // another mark
  // Towards the partner: forwards for one that opens.
  const std::size_t steps = is_opening ? line_.size() - next_ : std::max<std::size_t>(next_, 1) - 1;
  for (std::size_t step = 0; step < steps; ++step) {
    const std::size_t at = is_opening ? next_ + step : next_ - 2 - step;
    const char32_t cp = line_[at];
    if (cp == (is_opening ? U')' : U'(')) {
      if (depth == 0) return is_passed ? kMayBeNearer : kMissing;
      --depth;
    } else if (cp == bracket) {
      ++depth;
    }
    is_passed |= is_mark(line_, at);
  }
  return 0;
}

float LostPartner::weigh_angle(char32_t angle) const {
  if (angle == U'>') {
    const std::size_t last = before().find_last_of(U"<>");
    return last != std::u32string_view::npos && line_[last] == U'<' ? kMissingFromMarkup : 0;
  }
  if (is_rest_of_tag(behind())) return kBeginsTag;
  if (!may_begin_tag(behind()) || is_letter(line_[next_])) return 0;
  for (std::size_t at = next_; at < line_.size(); ++at) {
    if (line_[at] == U'<') return 0;
    if (line_[at] == U'>' && !is_arrow(line_, at)) return kMissingFromMarkup;
    if (is_mark(line_, at) && is_rest_of_tag(line_.substr(at + 1))) return 0;
  }
  return 0;
}

char32_t LostPartner::find_closing_of_three() const {
  for (const char32_t quote : {U'"', U'\''}) {
    const std::u32string left(2, quote);
    const std::u32string all(3, quote);
    if (!behind().starts_with(left) || behind().starts_with(all)) continue;
    std::size_t opened = 0;
    for (std::size_t at = before().find(all); at != std::u32string_view::npos;
         at = before().find(all, at + all.size())) {
      ++opened;
    }
    if (opened % 2 != 0) return quote;
    // They were opened in a line before.
    const bool ends_line = behind() == left || behind() == left + U'\r';
    if (ends_line && before().find(quote) == std::u32string_view::npos) return quote;
  }
  return 0;
}

char32_t LostPartner::find_closing_quote() const {
  if (const char32_t quote = find_closing_of_three(); quote != 0) return quote;
  OpenQuotes open;
  for (std::size_t at = 0; at + 1 < next_; ++at) open.pass(line_, at);
  return open.closes_at(line_, next_) ? line_[open.innermost()] : 0;
}

}  // namespace fuyuan
