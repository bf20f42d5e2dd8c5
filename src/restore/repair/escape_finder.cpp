#include "restore/repair/escape_finder.hpp"

#include <algorithm>

#include "channel/folded_latin1.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/repetition.hpp"
#include "restore/repair/beginning.hpp"
#include "restore/repair/escape_context.hpp"
#include "restore/repair/seven_bit_lines.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastGained = 2;       ///< characters
constexpr std::size_t kEscapedPerClear = 20;  ///< at the least, in a document of escapes
constexpr std::size_t kOthersShare = 5;       ///< one in so many escaped by another notation
constexpr int kMaxLayers = 4;                 ///< of escapes of escapes
constexpr std::size_t kSample = 400;          ///< characters judged
constexpr double kFewFailures = 0.03;         ///< of the characters
constexpr std::size_t kEnoughUtf8 = 4;        ///< characters, that nothing else is UTF-8 by chance
constexpr std::size_t kEnoughPairs = 12;      ///< the same of pairs
/// At the least, to each in an address, of text that is escaped as a whole.
constexpr std::size_t kGainedPerAddressed = 3;
constexpr std::size_t kGap = 8;  ///< bytes in the clear that a span bridges

bool is_of_markup(const Escape& kind) {
  return kind.names_code_points() && !kind.is_of_literals() && !kind.is_of_addresses();
}

std::size_t next_candidate(const Escape& kind, std::string_view text, std::size_t at) {
  if (!kind.first_bytes().empty()) return text.find_first_of(kind.first_bytes(), at);
  if (at == 0) return 0;
  const std::size_t end = text.find('\n', at - 1);
  return end == std::string_view::npos || end + 1 >= text.size() ? std::string_view::npos : end + 1;
}

}  // namespace

EscapeFinder::Undone EscapeFinder::undo(const Escape& kind, std::string_view text,
                                        bool is_whole) const {
  Undone undone;
  std::size_t at = next_candidate(kind, text, 0);
  if (at == std::string_view::npos || text.empty()) return undone;
  // A document that is nothing but escapes has some at its beginning.
  if (is_whole && !is_asked_ && !kind.first_bytes().empty() && is_long(text)) {
    // One match may be all of it, or what is escaped is an escape in its turn.
    const Undone beginning = undo(kind, beginning_of(text), true);
    if (std::max(beginning.found.size(), beginning.gained) < kLeastGained) return undone;
  }
  const EscapeHabits habits = kind.learn(text, is_whole);
  undone.is_certain = kind.names_code_points() || kind.names_charset() ||
                      (habits.charset != nullptr && habits.charset->name() == "utf-8");
  while (at != std::string_view::npos) {
    EscapeMatch match = kind.match(text, at, habits);
    if (match.length == 0) {
      at = next_candidate(kind, text, at + 1);
      continue;
    }
    Found found{at, at + match.length, &kind, std::move(match.text)};
    at = next_candidate(kind, text, found.end);
    const bool is_utf8 = habits.charset == nullptr || habits.charset->name() == "utf-8";
    // A range of a regular expression is meant to be written like that.
    if (kind.names_code_points() && kind.is_of_literals() && is_range(text, found.begin, found.end))
      continue;
    const std::string_view written = text.substr(found.begin, found.end - found.begin);
    if (!is_whole && (is_placeholder(written) || !is_believable(found, is_utf8))) continue;
    undone.gained += count_non_ascii(found.text);
    undone.has_ascii = undone.has_ascii || found.text.empty() || found.text[0] < 0x80 ||
                       written.find('\n') != std::string_view::npos;
    undone.found.push_back(std::move(found));
  }
  if (is_whole && kind.spares_controls()) take_controls(text, undone);
  return undone;
}

void EscapeFinder::take_controls(std::string_view text, Undone& undone) {
  if (undone.found.empty() || is_valid_utf8(text)) return;
  std::vector<Found> all;
  const auto take = [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const Utf8Char read = read_utf8(text.substr(at, end - at));
      if (read.length == 0 && is_control_byte(text[at])) {
        all.push_back({at, at + 1, undone.found[0].kind, {static_cast<unsigned char>(text[at])}});
      }
      at += std::max<std::size_t>(read.length, 1);
    }
  };
  std::size_t end = 0;
  for (Found& found : undone.found) {
    take(end, found.begin);
    end = found.end;
    all.push_back(std::move(found));
  }
  take(end, text.size());
  undone.found = std::move(all);
}

EscapeFinder::Undone EscapeFinder::undo_best(std::string_view text, std::size_t clear) const {
  std::vector<Undone> all;
  for (const Escape* kind : registry_.escapes()) {
    Undone undone = undo(*kind, text, true);
    if (undone.gained < std::max(kLeastGained, clear * kEscapedPerClear)) continue;
    all.push_back(std::move(undone));
  }
  if (all.empty()) return {};
  std::stable_sort(all.begin(), all.end(),
                   [](const Undone& a, const Undone& b) { return a.gained > b.gained; });
  // By accident one notation can be read in another, but the result makes no sense, or only if it
  // is taken for what was misread in its turn.
  const auto find = [&](Content wanted) {
    return std::find_if(all.begin(), all.end(),
                        [&](const Undone& undone) { return judge(text, undone) == wanted; });
  };
  auto sensible = find(Content::text);
  if (sensible == all.end()) sensible = find(Content::misread);
  Undone best = sensible == all.end() ? all.front() : *sensible;
  // Several notations, each with its own part of the text: no single layer.
  for (const Undone& other : all) {
    std::size_t elsewhere = 0;
    for (const Found& found : other.found) {
      const auto after =
          std::upper_bound(best.found.begin(), best.found.end(), found.begin,
                           [](std::size_t begin, const Found& each) { return begin < each.end; });
      const bool overlaps = after != best.found.end() && after->begin < found.end;
      if (!overlaps && is_believable(found, true)) elsewhere += count_non_ascii(found.text);
    }
    if (elsewhere * kOthersShare > best.gained) return {};
  }
  return best;
}

EscapeFinder::Undone EscapeFinder::undo_anything(std::string_view text) const {
  Undone all;
  for (const Escape* kind : registry_.escapes()) {
    Undone undone = undo(*kind, text, false);
    std::move(undone.found.begin(), undone.found.end(), std::back_inserter(all.found));
  }
  std::stable_sort(all.found.begin(), all.found.end(),
                   [](const Found& a, const Found& b) { return a.begin < b.begin; });
  std::size_t end = 0;
  std::erase_if(all.found, [&](const Found& found) {
    if (found.begin < end) return true;
    end = found.end;
    return false;
  });
  // What cannot be seen is better left escaped, unless it is part of something.
  std::vector<Found> kept;
  for (std::size_t i = 0; i < all.found.size();) {
    std::size_t next = i;
    bool is_visible = false;
    do {
      is_visible = is_visible || has_visible_character(all.found[next].text);
      ++next;
    } while (next < all.found.size() && all.found[next].begin == all.found[next - 1].end);
    for (; i < next; ++i) {
      if (is_visible) kept.push_back(std::move(all.found[i]));
    }
  }
  all.found = std::move(kept);
  return all;
}

bool EscapeFinder::is_believable(const Found& found, bool is_utf8) const {
  const bool guesses = found.kind->may_be_accident();
  if (!guesses && is_utf8) return true;
  if (guesses && found.text.size() < kLeastGained) return false;
  return -model_.score_text(found.text) <
         kPlausibleCost * static_cast<double>(found.text.size() + 1);
}

EscapeFinder::Content EscapeFinder::judge(std::string_view text, const Undone& undone) const {
  std::u32string sample;
  std::size_t copied = 0;
  for (const Found& found : undone.found) {
    sample += to_utf32(text.substr(copied, std::min(found.begin - copied, kSample)));
    sample += found.text;
    copied = found.end;
    if (sample.size() > kSample) break;
  }
  sample.resize(std::min(sample.size(), kSample));
  std::replace(sample.begin(), sample.end(), U'\n', U' ');
  const auto reads_well = [&](std::u32string_view candidate) {
    return count_east_asian(candidate) * 2 > count_non_ascii(candidate) &&
           scan_line(collapse_runs(candidate), model_).non_ascii_cost < kPlausibleCost;
  };
  if (reads_well(sample) || (undone.is_certain && is_chinese_for_certain(sample)))
    return Content::text;
  // What was escaped may be the result of a misread. Hanzi are pairs of every charset, but UTF-8
  // hardly ever.
  const bool is_east_asian = count_east_asian(sample) * 2 > count_non_ascii(sample);
  // Where most bytes stand as characters, two dashes are no bytes: pairs are hanzi by chance.
  const bool are_signs = is_of_markup(*undone.found[0].kind) &&
                         stand_as_characters(count_unescaped(text), undone.gained);
  const auto explains = [&](const Misread* channel) {
    if ((is_east_asian || are_signs) && !channel->was_utf8()) return false;
    QuickDecode decode = quick_decode(*channel, sample, model_);
    if (channel->was_utf8()) std::erase(decode.text, kReplacement);  // of lost bytes
    // Of pairs, where no letter stands alone, as some do in every language that has accents.
    const bool are_pairs =
        decode.characters >= kEnoughPairs && count_non_ascii(sample) == 2 * decode.characters;
    const bool is_sure = decode.failures == 0 && is_chinese_for_certain(decode.text) &&
                         (channel->was_utf8() ? decode.characters >= kEnoughUtf8 : are_pairs);
    return is_sure || (decode.characters >= kLeastGained &&
                       static_cast<double>(decode.failures) <=
                           1 + kFewFailures * static_cast<double>(decode.characters) &&
                       reads_well(decode.text));
  };
  return (!are_signs && find_controls(sample) != Controls::shown) ||
                 std::any_of(registry_.misreads().begin(), registry_.misreads().end(), explains)
             ? Content::misread
             : Content::other;
}

bool EscapeFinder::are_ranges(std::string_view text, const std::vector<Found>& found) {
  constexpr char32_t kLeastOfHanzi = 0x4000;  // characters: 中-文 are two words
  if (found.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < found.size(); i += 2) {
    const Found& first = found[i];
    const Found& last = found[i + 1];
    if (first.text.size() != 1 || last.text.size() != 1) return false;
    const char32_t least = is_han(first.text[0]) && is_han(last.text[0]) ? kLeastOfHanzi : 1;
    if (first.text[0] + least > last.text[0] ||
        text.substr(first.end, last.begin - first.end) != "-") {
      return false;
    }
  }
  return true;
}

bool EscapeFinder::is_meant(std::string_view text, const Undone& undone) const {
  const Escape& kind = *undone.found[0].kind;
  if (are_ranges(text, undone.found)) return true;
  // Every `=` is escaped: this is the body of a mail, whatever it says.
  if (kind.is_of_mail_bodies() && undone.has_ascii) return is_mail(text);
  std::string clear;
  std::size_t copied = 0;
  std::size_t in_addresses = 0;
  for (const Found& found : undone.found) {
    if (kind.is_of_addresses() && is_in_address(text, found.begin))
      in_addresses += count_non_ascii(found.text);
    clear += text.substr(copied, found.begin - copied);
    if (clear.empty() || clear.back() != kEscapedHere) clear.push_back(kEscapedHere);
    copied = found.end;
  }
  clear += text.substr(copied);
  // Whoever escapes text as a whole escapes its blanks as well: where some are left, or most of
  // what is escaped stands in addresses, those were written so.
  if (in_addresses > 0 && (clear.find(' ') != std::string::npos ||
                           in_addresses * kGainedPerAddressed > undone.gained)) {
    return true;
  }
  // What is no escape there is part of one that was cut, or of something else.
  if (kind.is_of_mail_bodies() && clear.find('=') != std::string::npos) return true;
  if (kind.is_of_literals() && clear.find("\\x") != std::string::npos) return true;
  return looks_like_code(clear, undone.gained, kind.is_of_literals());
}

bool EscapeFinder::is_damage(std::string_view text, const Undone& undone, Content content) const {
  return (content == Content::misread && is_of_markup(*undone.found[0].kind) &&
          undone.gained >= kLeastByItself && !speaks_of_mojibake(text)) ||
         !is_meant(text, undone);
}

bool EscapeFinder::is_mostly_clear(std::string_view text) {
  const std::string_view sample = beginning_of(text);
  const auto entities = std::count(sample.begin(), sample.end(), '&');
  if (static_cast<std::size_t>(entities) * kBytesPerClear < sample.size()) return true;
  const std::size_t most = text.size() / kBytesPerClear;
  return count_clear(text, most) > most;
}

EscapeLayer EscapeFinder::find_layer(std::string_view text, bool only_whole, int depth) const {
  const std::size_t most = text.size() / kBytesPerClear;
  const std::size_t clear = count_clear(text, most);
  if (clear <= most) {
    std::vector<Span> spans = find_whole(text, clear);
    if (spans.empty() && depth < kMaxLayers) spans = find_escaped_escapes(text, depth);
    if (!spans.empty()) return {std::move(spans), true};
  }
  if (only_whole || !is_asked_) return {};
  return {to_spans(text, undo_anything(text).found), false};
}

std::vector<Span> EscapeFinder::find_whole(std::string_view text, std::size_t clear) const {
  Undone best = undo_best(text, clear);
  const bool is_guess = best.found.empty() || best.found[0].kind->may_be_accident();
  std::vector<Span> spans;
  if (best.gained >= kLeastGained) {
    const Content content = is_asked_ && !is_guess ? Content::text : judge(text, best);
    if (content != Content::other && (is_asked_ || is_damage(text, best, content))) {
      if (content == Content::misread && is_of_markup(*best.found[0].kind))
        leave_signs(text, best.found);
      spans = to_spans(text, best.found);
    }
  }
  if (!is_guess) return spans;
  // Braces may be part of characters.
  std::vector<Span> bare = find_seven_bit_lines(text, model_, registry_);
  const auto cost = [&](const std::vector<Span>& undone) {
    return -model_.score_text(to_utf32(replace_spans(text, undone)));
  };
  return !bare.empty() && (spans.empty() || cost(bare) < cost(spans)) ? bare : spans;
}

void EscapeFinder::leave_signs(std::string_view text, std::vector<Found>& found) {
  std::vector<Found> bytes;
  for (std::size_t begin = 0; begin < found.size();) {
    std::size_t end = begin;
    std::u32string named;
    do named += found[end++].text.substr(0, 1);
    while (end < found.size() && found[end].begin == found[end - 1].end);
    // A blank may stand for the byte A0 between two others of a character.
    const bool continues =
        !bytes.empty() && !is_sign_of_markup(bytes.back().text[0]) &&
        text.substr(bytes.back().end, found[begin].begin - bytes.back().end) == " ";
    if (!continues) begin += count_meant(text, found[begin].begin, found[end - 1].end, named);
    for (; begin < end; ++begin) bytes.push_back(std::move(found[begin]));
  }
  found = std::move(bytes);
}

std::vector<Span> EscapeFinder::find_escaped_escapes(std::string_view text, int depth) const {
  for (const Escape* kind : registry_.escapes()) {
    const Undone undone = undo(*kind, text, true);
    if (undone.gained > 0 || undone.found.size() < kLeastGained) continue;
    std::vector<Span> spans = to_spans(text, undone.found);
    if (!find_layer(replace_spans(text, spans), true, depth + 1).spans.empty()) return spans;
  }
  return {};
}

std::vector<Span> EscapeFinder::to_spans(std::string_view text,
                                         const std::vector<Found>& found) const {
  std::vector<Span> spans;
  std::size_t line = 1;
  std::size_t counted = 0;
  for (const Found& each : found) {
    line += static_cast<std::size_t>(
        std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                   text.begin() + static_cast<std::ptrdiff_t>(each.begin), '\n'));
    counted = each.begin;
    const bool joins = !spans.empty() && spans.back().channel == each.kind->name() &&
                       spans.back().line == line && each.begin - spans.back().end <= kGap;
    if (!joins) {
      spans.push_back(
          {each.begin, each.begin, line, std::string(each.kind->name()), {}, {}, 1, {}});
    }
    Span& span = spans.back();
    span.after += text.substr(span.end, each.begin - span.end);
    span.after += to_utf8(each.text);
    span.end = each.end;
  }
  for (Span& span : spans) span.before = text.substr(span.begin, span.end - span.begin);
  return spans;
}

}  // namespace fuyuan
