#include "restore/line/sign_finder.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Nats that signs may read worse by than what is no text: any sign is likelier.
constexpr double kKeptForNothing = -40;
constexpr std::size_t kContext = 4;    ///< characters looked at on either side
constexpr std::size_t kMostTried = 6;  ///< signs at one edge, and all of them

/// What templates have around text. Letters may be bytes, and so may blanks and soft hyphens.
bool may_be_sign(Symbol symbol) {
  constexpr Symbol kSoftHyphen = 0xAD;
  constexpr Symbol kFirstLetter = 0xC0;
  const CharClass kind = char_class(symbol);
  if (kind != CharClass::latin1) return is_sign(kind);
  return symbol < kFirstLetter && symbol != kNoBreakSpace && symbol != kSoftHyphen;
}

/// Where runs of misread characters begin and end. A question mark may stand for a byte.
bool is_stop(Symbol symbol) { return symbol < 0x80 && symbol != U'?'; }

std::size_t byte_length(const Charset& charset, char32_t cp) {
  constexpr std::size_t kPair = 2;
  if (cp < 0x80 || charset.framing() == Framing::single_byte) return 1;
  const std::size_t length = charset.encode(cp).length;
  return length == 0 ? kPair : length;
}

}  // namespace

std::vector<std::uint32_t> find_starts(std::u32string_view line, const LineSpan& span,
                                       const Misread& misread) {
  std::vector<std::uint32_t> starts;
  std::size_t of_characters = 0;  // bytes
  std::size_t of_symbols = 0;
  std::size_t at = span.begin;
  const auto read_until = [&](std::size_t bytes) {
    while (at < span.end && of_symbols < bytes)
      of_symbols += byte_length(*misread.wrong(), line[at++]);
  };
  for (const char32_t cp : span.after) {
    read_until(of_characters);
    starts.push_back(of_symbols == of_characters || starts.empty() ? static_cast<std::uint32_t>(at)
                                                                   : starts.back());
    of_characters += byte_length(misread.original(), cp);
  }
  read_until(of_characters);
  return at == span.end && of_symbols == of_characters ? starts : std::vector<std::uint32_t>();
}

std::size_t find_bullet(std::u32string_view line) {
  const std::size_t at = line.find_first_not_of(U" \t");
  const bool is_one = at != std::u32string_view::npos && at + 1 < line.size() && line[at] >= 0x80 &&
                      line[at + 1] == U' ';
  return is_one ? at : std::u32string_view::npos;
}

bool is_bullet(char32_t cp) {
  constexpr std::u32string_view kBullets = U"●○◆◇■□▲△▼▽★☆※◎→";
  return kBullets.find(cp) != std::u32string_view::npos;
}

void SignFinder::learn() const {
  for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
    for_each_part(begin, end, from_left, [&](const SignPart& part) {
      if (!is_nothing(part)) gains_.add(signs_of(part), gain_of(part));
    });
  });
}

bool SignFinder::has_some() const {
  bool found = false;
  for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
    for_each_part(begin, end, from_left, [&](const SignPart&) { found = true; });
  });
  return found;
}

std::vector<SignPart> SignFinder::find() const {
  std::vector<SignPart> kept;
  for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
    double most = 0;
    SignPart best;
    const std::size_t taken = kept.empty() ? 0 : kept.back().end;
    for_each_part(std::max(begin, taken), end, from_left, [&](const SignPart& part) {
      if (comes_to_bullet(part)) return;
      const double gain = is_nothing(part) || is_lone_sign(part)
                              ? gain_of(part) - kKeptForNothing
                              : gains_.beyond_required(signs_of(part), gain_of(part));
      if (gain <= most) return;
      most = gain;
      best = part;
    });
    if (best.end > best.begin) kept.push_back(best);
  });
  return kept;
}

template <typename Visit>
void SignFinder::for_each_edge(Visit visit) const {
  for (std::size_t at = span_.begin; at < span_.end;) {
    if (is_stop(line_[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < span_.end && !is_stop(line_[at])) ++at;
    if (begin == 0 || is_stop(line_[begin - 1])) {
      std::size_t end = begin;
      while (end < at && is_sign_at(end)) ++end;
      if (end < at && comes_to_private(begin, at)) end = at;
      visit(begin, end, true);
      if (end == at) continue;
    }
    if (at != line_.size() && !is_stop(line_[at])) continue;
    std::size_t first = at;
    while (first > begin && is_sign_at(first - 1)) --first;
    visit(first, at, false);
  }
}

bool SignFinder::is_sign_at(std::size_t at) const {
  return may_be_sign(line_[at]) || (!is_single_byte_ && (line_[at] == U'×' || line_[at] == U'÷'));
}

bool SignFinder::comes_to_private(std::size_t begin, std::size_t end) const {
  SignPart run{begin, end};
  return (end == line_.size() || is_stop(line_[end])) && align(run) &&
         std::all_of(span_.after.begin() + static_cast<std::ptrdiff_t>(run.first),
                     span_.after.begin() + static_cast<std::ptrdiff_t>(run.last),
                     [](char32_t cp) { return char_class(cp) == CharClass::pua; });
}

template <typename Visit>
void SignFinder::for_each_part(std::size_t begin, std::size_t end, bool from_left,
                               Visit visit) const {
  const std::size_t all = end - std::min(begin, end);
  for (std::size_t size = 1; size <= all; ++size) {
    if (size > kMostTried && size != all) continue;
    SignPart part{from_left ? begin : end - size, from_left ? begin + size : end};
    if (align(part) && !is_ordinary(part)) visit(part);
  }
}

bool SignFinder::is_ordinary(const SignPart& part) const {
  const std::u32string_view signs = line_.substr(part.begin, part.end - part.begin);
  const std::u32string_view undone =
      std::u32string_view(span_.after).substr(part.first, part.last - part.first);
  if (signs == undone) return true;
  if (!is_single_byte_ || is_nothing(part)) return false;
  return signs.find_first_not_of(signs[0]) != std::u32string_view::npos &&
         std::all_of(undone.begin(), undone.end(),
                     [&](char32_t cp) { return is_everyday_character(cp, model_); });
}

SignGains::Signs SignFinder::signs_of(const SignPart& part) const {
  return {std::u32string(line_.substr(part.begin, part.end - part.begin)),
          span_.after.substr(part.first, part.last - part.first)};
}

bool SignFinder::align(SignPart& part) const {
  const auto is_edge = [&](std::size_t at) {
    return at == 0 || at == line_.size() || is_stop(line_[at - 1]) || is_stop(line_[at]);
  };
  const bool may_straddle = !is_single_byte_ && original_.framing() == Framing::utf8;
  if (may_straddle && !(is_edge(part.begin) && is_edge(part.end))) return false;
  const auto at = [&](std::size_t symbol) {
    return static_cast<std::size_t>(std::distance(
        span_.starts.begin(), std::lower_bound(span_.starts.begin(), span_.starts.end(), symbol)));
  };
  part.first = at(part.begin);
  part.last = at(part.end);
  const bool begins = part.begin == span_.begin ||
                      (part.first < span_.starts.size() && span_.starts[part.first] == part.begin);
  if (!begins || part.first == part.last || continues(part.begin)) return false;
  const std::size_t next = start_of(part.last);
  if (begins_before(part.last, next, part.end)) return true;
  while (part.end < next && is_stop(line_[part.end])) ++part.end;
  return part.end == next;
}

bool SignFinder::continues(std::size_t place) const {
  if (original_.framing() != Framing::utf8 || !is_single_byte_) return false;
  for (std::size_t back = 1; back < original_.max_length() && back <= place; ++back) {
    const Symbol symbol = line_[place - back];
    const EncodedChar byte = wrong_.encode(symbol);
    if (symbol < 0x80 || byte.length != 1) return false;
    if (is_continuation(byte.bytes[0])) continue;
    const unsigned char lead = byte.bytes[0];
    return back < (lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : 2U);
  }
  return false;
}

std::size_t SignFinder::start_of(std::size_t character) const {
  return character < span_.starts.size() ? span_.starts[character] : span_.end;
}

bool SignFinder::begins_before(std::size_t character, std::size_t start, std::size_t place) const {
  return is_single_byte_ && character < span_.after.size() && place + 1 == start &&
         place + byte_length(original_, span_.after[character]) == start_of(character + 1);
}

double SignFinder::gain_of(const SignPart& part) const {
  const auto [signs, undone] = signs_of(part);
  std::u32string before(line_.substr(0, span_.begin));
  before += std::u32string_view(span_.after).substr(0, part.first);
  if (before.size() > kContext) before.erase(0, before.size() - kContext);
  std::u32string behind = span_.after.substr(part.last, kContext);
  behind += line_.substr(span_.end, kContext - behind.size());
  return model_.score_text(before + signs + behind) - model_.score_text(before + undone + behind);
}

std::size_t SignFinder::count_dropped(const SignPart& part) const {
  std::size_t bytes = 0;
  for (std::size_t i = part.first; i < part.last; ++i)
    bytes += byte_length(original_, span_.after[i]);
  return is_single_byte_ ? bytes - std::min(bytes, part.end - part.begin) : 0;
}

bool SignFinder::is_nothing(const SignPart& part) const {
  const std::size_t dropped = count_dropped(part);
  // A decoder that drops bytes does so throughout, and lines end in a mark of two bytes.
  const bool ends_line =
      part.end == line_.size() && part.begin > 0 && !is_stop(line_[part.begin - 1]);
  const bool may_drop =
      dropped > 0 &&
      (ends_line || dropped < count_dropped({span_.begin, span_.end, 0, span_.after.size()}));
  if (dropped > 0 && !may_drop) return true;
  for (std::size_t i = part.first; i < part.last; ++i) {
    const char32_t cp = span_.after[i];
    const bool is_guess =
        !may_drop && std::any_of(span_.inferred.begin(), span_.inferred.end(),
                                 [i](const auto& one) { return one.offset == i; });
    if (cp >= 0x80 && !is_guess && !is_never_healthy(cp)) return false;
  }
  return true;
}

bool SignFinder::comes_to_bullet(const SignPart& part) const {
  return part.end == part.begin + 1 && part.last == part.first + 1 &&
         find_bullet(line_) == part.begin && !is_bullet(line_[part.begin]) &&
         is_bullet(span_.after[part.first]);
}

bool SignFinder::is_lone_sign(const SignPart& part) const {
  const auto is_stop_at = [&](std::size_t at) { return at >= line_.size() || is_stop(line_[at]); };
  if (is_single_byte_ || part.end != part.begin + 1 || part.last != part.first + 1 ||
      !(part.begin == 0 || is_stop_at(part.begin - 1)) || !is_stop_at(part.end)) {
    return false;
  }
  const bool is_between_digits = part.begin > 0 && is_digit(line_[part.begin - 1]) &&
                                 part.end < line_.size() && is_digit(line_[part.end]);
  if (line_[part.begin] == U'×' && is_between_digits) return true;
  constexpr std::u32string_view kBrackets = U"「」『』【】《》〈〉〔〕〖〗（）［］｛｝";
  const std::size_t found = kBrackets.find(span_.after[part.first]);
  return found != std::u32string_view::npos &&
         span_.after.find(kBrackets[found ^ 1U]) == std::u32string::npos;
}

}  // namespace fuyuan
