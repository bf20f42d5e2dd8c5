#include "restore/line/kept_signs.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/line/sign_gains.hpp"
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

/// The symbol that each character of a span begins with, by their bytes; that of the one before
/// where it begins within a symbol. Empty where the bytes do not add up: some were lost.
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

/// Symbols of the line, and the characters of a span that they come to.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last character
};

/// Finds the signs to keep in one span.
class SignFinder {
 public:
  /// `gains`: of the document.
  SignFinder(std::u32string_view line, const LanguageModel& model, const LineSpan& span,
             const Misread& misread, SignGains& gains)
      : line_(line),
        model_(model),
        span_(span),
        gains_(gains),
        original_(misread.original()),
        wrong_(*misread.wrong()),
        is_single_byte_(misread.reads_single_bytes()) {}

  /// Lets the document know what signs at the edges gain.
  void learn() const {
    for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
      for_each_part(begin, end, from_left, [&](const Part& part) {
        if (!is_nothing(part)) gains_.add(signs_of(part), gain_of(part));
      });
    });
  }

  bool has_some() const {
    bool found = false;
    for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
      for_each_part(begin, end, from_left, [&](const Part&) { found = true; });
    });
    return found;
  }

  /// The signs to keep, in order.
  std::vector<Part> find() const {
    std::vector<Part> kept;
    for_each_edge([&](std::size_t begin, std::size_t end, bool from_left) {
      double most = 0;
      Part best;
      const std::size_t taken = kept.empty() ? 0 : kept.back().end;
      for_each_part(std::max(begin, taken), end, from_left, [&](const Part& part) {
        const double gain = is_nothing(part) || is_healthy(part)
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

 private:
  /// Calls `visit` with the signs at either edge of each run, from left to right.
  template <typename Visit>
  void for_each_edge(Visit visit) const {
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

  /// The signs of multiplication and division are letters' bytes, but no letters.
  bool is_sign_at(std::size_t at) const {
    return may_be_sign(line_[at]) || (!is_single_byte_ && (line_[at] == U'×' || line_[at] == U'÷'));
  }

  /// Whether the whole run comes to nothing but private characters: whatever it is, it was not
  /// misread.
  bool comes_to_private(std::size_t begin, std::size_t end) const {
    Part run{begin, end};
    return (end == line_.size() || is_stop(line_[end])) && align(run) &&
           std::all_of(span_.after.begin() + static_cast<std::ptrdiff_t>(run.first),
                       span_.after.begin() + static_cast<std::ptrdiff_t>(run.last),
                       [](char32_t cp) { return char_class(cp) == CharClass::pua; });
  }

  /// Calls `visit` with those from the edge on that come to whole characters.
  template <typename Visit>
  void for_each_part(std::size_t begin, std::size_t end, bool from_left, Visit visit) const {
    const std::size_t all = end - std::min(begin, end);
    for (std::size_t size = 1; size <= all; ++size) {
      if (size > kMostTried && size != all) continue;
      Part part{from_left ? begin : end - size, from_left ? begin + size : end};
      if (align(part) && !is_ordinary(part)) visit(part);
    }
  }

  /// Whether nothing has changed, or different letters came to what everybody writes: that is far
  /// cheaper to tell than what it costs.
  bool is_ordinary(const Part& part) const {
    const std::u32string_view signs = line_.substr(part.begin, part.end - part.begin);
    const std::u32string_view undone =
        std::u32string_view(span_.after).substr(part.first, part.last - part.first);
    if (signs == undone) return true;
    if (!is_single_byte_ || is_nothing(part)) return false;
    return signs.find_first_not_of(signs[0]) != std::u32string_view::npos &&
           std::all_of(undone.begin(), undone.end(),
                       [&](char32_t cp) { return is_everyday_character(cp, model_); });
  }

  SignGains::Signs signs_of(const Part& part) const {
    return {std::u32string(line_.substr(part.begin, part.end - part.begin)),
            span_.after.substr(part.first, part.last - part.first)};
  }

  /// Finds the characters. ASCII behind the symbols may belong to the last of them.
  bool align(Part& part) const {
    const auto is_edge = [&](std::size_t at) {
      return at == 0 || at == line_.size() || is_stop(line_[at - 1]) || is_stop(line_[at]);
    };
    const bool may_straddle = !is_single_byte_ && original_.framing() == Framing::utf8;
    if (may_straddle && !(is_edge(part.begin) && is_edge(part.end))) return false;
    const auto at = [&](std::size_t symbol) {
      return static_cast<std::size_t>(
          std::distance(span_.starts.begin(),
                        std::lower_bound(span_.starts.begin(), span_.starts.end(), symbol)));
    };
    part.first = at(part.begin);
    part.last = at(part.end);
    const bool begins = part.begin == span_.begin || (part.first < span_.starts.size() &&
                                                      span_.starts[part.first] == part.begin);
    if (!begins || part.first == part.last || continues(part.begin)) return false;
    const std::size_t next = start_of(part.last);
    if (begins_before(part.last, next, part.end)) return true;
    while (part.end < next && is_stop(line_[part.end])) ++part.end;
    return part.end == next;
  }

  /// Whether the symbol is a byte of UTF-8 that belongs to the character before it: where others
  /// were dropped, the lattice does not tell where the next one begins.
  bool continues(std::size_t place) const {
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

  std::size_t start_of(std::size_t character) const {
    return character < span_.starts.size() ? span_.starts[character] : span_.end;
  }

  /// Whether the character's first symbol is at `place`, and the lattice had the guess before it
  /// end with that.
  bool begins_before(std::size_t character, std::size_t start, std::size_t place) const {
    return is_single_byte_ && character < span_.after.size() && place + 1 == start &&
           place + byte_length(original_, span_.after[character]) == start_of(character + 1);
  }

  /// Nats that keeping the signs is better by.
  double gain_of(const Part& part) const {
    const auto [signs, undone] = signs_of(part);
    std::u32string before(line_.substr(0, span_.begin));
    before += std::u32string_view(span_.after).substr(0, part.first);
    if (before.size() > kContext) before.erase(0, before.size() - kContext);
    std::u32string behind = span_.after.substr(part.last, kContext);
    behind += line_.substr(span_.end, kContext - behind.size());
    return model_.score_text(before + signs + behind) - model_.score_text(before + undone + behind);
  }

  /// The bytes of characters that no symbol stands for.
  std::size_t count_dropped(const Part& part) const {
    std::size_t bytes = 0;
    for (std::size_t i = part.first; i < part.last; ++i)
      bytes += byte_length(original_, span_.after[i]);
    return is_single_byte_ ? bytes - std::min(bytes, part.end - part.begin) : 0;
  }

  /// Whether the characters are no text, or guesses, which always read well: a sign by itself is no
  /// ground for one.
  bool is_nothing(const Part& part) const {
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

  /// Whether one sign alone between ASCII is healthy whatever the model says, which knows few
  /// signs: it multiplies, or it would come to half of a pair of brackets.
  bool is_healthy(const Part& part) const {
    const auto is_stop_at = [&](std::size_t at) {
      return at >= line_.size() || is_stop(line_[at]);
    };
    if (is_single_byte_ || part.end != part.begin + 1 || part.last != part.first + 1 ||
        !is_stop_at(part.begin - 1) || !is_stop_at(part.end)) {
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

  std::u32string_view line_;
  const LanguageModel& model_;
  const LineSpan& span_;
  SignGains& gains_;
  const Charset& original_;
  const Charset& wrong_;
  bool is_single_byte_;  ///< each symbol
};

/// What of the span is of the symbols [begin, end), of which the characters [first, last) came.
LineSpan cut(const LineSpan& span, const Part& part) {
  LineSpan out{part.begin,      part.end,
               span.channel,    span.after.substr(part.first, part.last - part.first),
               span.confidence, {}};
  for (InferredCharacter one : span.inferred) {
    if (one.offset < part.first || one.offset >= part.last) continue;
    one.offset -= part.first;
    out.inferred.push_back(one);
  }
  const auto cut_from = [&](const std::vector<std::uint32_t>& places) {
    if (places.size() != span.after.size()) return std::vector<std::uint32_t>();
    return std::vector(places.begin() + static_cast<std::ptrdiff_t>(part.first),
                       places.begin() + static_cast<std::ptrdiff_t>(part.last));
  };
  out.origins = cut_from(span.origins);
  out.starts = cut_from(span.starts);
  return out;
}

/// Appends what is left of the span without the parts.
void append_rest(std::u32string_view line, const LineSpan& span, const std::vector<Part>& parts,
                 std::vector<LineSpan>& out) {
  std::size_t begin = span.begin;
  std::size_t first = 0;
  const auto append_until = [&](std::size_t end, std::size_t last) {
    if (begin == end) return;
    LineSpan rest = cut(span, {begin, end, first, last});
    if (rest.after != line.substr(begin, end - begin)) out.push_back(std::move(rest));
  };
  for (const Part& part : parts) {
    append_until(part.begin, part.first);
    begin = part.end;
    first = part.last;
  }
  append_until(span.end, span.after.size());
}

/// The signs that a span is to be without.
struct Keeping {
  std::size_t line = 0;
  std::size_t span = 0;
  std::vector<Part> parts;
};

void take_out(std::u32string_view line, const Keeping& keeping, std::vector<LineSpan>& spans) {
  std::vector<LineSpan> rest;
  append_rest(line, spans[keeping.span], keeping.parts, rest);
  const auto at = spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(keeping.span));
  spans.insert(at, std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
}

/// Whether it reads as text, by its beginning. What comes of a step before the last is none yet,
/// and nothing tells what of it is healthy.
bool is_text(std::u32string_view restored, const LanguageModel& model) {
  constexpr std::size_t kEnough = 200;
  std::u32string after(restored.substr(0, kEnough));
  std::erase_if(after, is_never_healthy);
  return scan_line(after, model).non_ascii_cost < kPlausibleCost;
}

/// Whether it makes characters of runs of others, all of which came to something.
bool may_take_signs(const Misread* misread) {
  return misread != nullptr && misread->wrong() != nullptr && !misread->keeps_most() &&
         !misread->reads_units() && !misread->reads_utf8() && !misread->is_guessing();
}

}  // namespace

std::set<std::size_t> keep_signs(std::span<const std::u32string_view> lines,
                                 const LanguageModel& model,
                                 std::vector<std::vector<LineSpan>>& found) {
  SignGains gains;
  const auto for_each_finder = [&](auto visit) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t s = 0; s < found[i].size(); ++s) {
        const LineSpan& span = found[i][s];
        if (span.starts.empty() || span.starts.size() != span.after.size()) continue;
        const Misread* misread = ChannelKind(span.channel).misread();
        if (may_take_signs(misread))
          visit(SignFinder(lines[i], model, span, *misread, gains), i, s);
      }
    }
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (LineSpan& span : found[i]) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (!may_take_signs(misread)) continue;
      if (span.origins.empty()) span.starts = find_starts(lines[i], span, *misread);
      if (span.starts.size() != span.after.size()) continue;
      const bool has_some = SignFinder(lines[i], model, span, *misread, gains).has_some();
      if (!has_some || !is_text(span.after, model)) span.starts.clear();
    }
  }
  for_each_finder([](const SignFinder& finder, std::size_t, std::size_t) { finder.learn(); });
  std::vector<Keeping> keepings;
  for_each_finder([&](const SignFinder& finder, std::size_t i, std::size_t s) {
    if (std::vector<Part> kept = finder.find(); !kept.empty())
      keepings.push_back({i, s, std::move(kept)});
  });
  std::set<std::size_t> touched;
  // From the end, so that the places of those before stay.
  for (auto keeping = keepings.rbegin(); keeping != keepings.rend(); ++keeping) {
    take_out(lines[keeping->line], *keeping, found[keeping->line]);
    touched.insert(keeping->line);
  }
  return touched;
}

}  // namespace fuyuan
