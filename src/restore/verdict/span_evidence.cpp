#include "restore/verdict/span_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "channel/lone_trail.hpp"
#include "restore/triage/debris.hpp"
#include "text/char_class.hpp"
#include "text/letter_case.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kLikelyGuess = 0.3;       ///< what is broken anyhow takes likely guesses
constexpr std::size_t kReachOfDebris = 4;  ///< symbols
constexpr double kSureBeside = 0.6;        ///< all guesses beside a mark

}  // namespace

bool is_of_kana(std::u32string_view line) {
  constexpr std::ptrdiff_t kKanaOfAll = 4;  // one character in so many
  return std::count_if(line.begin(), line.end(), is_kana) * kKanaOfAll >
         static_cast<std::ptrdiff_t>(line.size());
}

std::u32string find_telling(std::u32string_view symbols, const LineSpan& span,
                            const ChannelKind& kind) {
  std::u32string kept = kind.is_frame_shift() ? std::u32string() : span.after;
  std::sort(kept.begin(), kept.end());
  std::u32string telling;
  std::copy_if(symbols.begin(), symbols.end(), std::back_inserter(telling), [&](Symbol symbol) {
    return symbol >= 0x80 && symbol != kReplacement &&
           !std::binary_search(kept.begin(), kept.end(), symbol);
  });
  const bool is_blank =
      std::all_of(telling.begin(), telling.end(), [](Symbol s) { return s == kNoBreakSpace; });
  return is_blank ? std::u32string() : telling;
}

std::size_t count_absorbed(std::u32string_view before, std::u32string_view after) {
  const auto count = [](std::u32string_view text) {
    return std::count_if(text.begin(), text.end(), [](Symbol s) { return s < 0x80; });
  };
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, count(before) - count(after)));
}

bool takes_ascii_for_nothing(std::u32string_view line, const LineSpan& span) {
  constexpr std::size_t kEnough = 8;  ///< symbols
  const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
  const auto lost = std::count(symbols.begin(), symbols.end(), kReplacement);
  return lost > 0 && count_non_ascii(symbols) < kEnough + static_cast<std::size_t>(lost) &&
         span.after.find(kReplacement) != std::u32string::npos &&
         count_absorbed(symbols, span.after) > 0;
}

bool ends_in_lone_trail(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) {
  constexpr std::size_t kMostCharacters = 2;
  return kind.is_frame_shift() && span.after.size() <= kMostCharacters &&
         span.inferred.size() <= 1 && is_lone_trail(line, span.end - 1);
}

std::size_t count_guesses(const LineSpan& span) {
  if (!ChannelKind(span.channel).is_frame_shift()) return span.inferred.size();
  return static_cast<std::size_t>(
      std::count_if(span.inferred.begin(), span.inferred.end(),
                    [](const InferredCharacter& one) { return one.best != kReplacement; }));
}

std::u32string with_digits(const LineSpan& span) {
  std::u32string text = span.after;
  if (!ChannelKind(span.channel).is_frame_shift()) return text;
  for (const InferredCharacter& one : span.inferred) {
    if (one.best == kReplacement) text[one.offset] = U'0';
  }
  return text;
}

double mean_probability(const LineSpan& span) {
  double sum = 0;
  for (const InferredCharacter& one : span.inferred) sum += one.probability;
  return sum / static_cast<double>(std::max<std::size_t>(span.inferred.size(), 1));
}

double probability_of_all(const LineSpan& span) {
  double product = 1;
  for (const InferredCharacter& one : span.inferred) product *= one.probability;
  return product;
}

std::size_t count_pairs(std::u32string_view symbols) {
  return static_cast<std::size_t>(std::count_if(symbols.begin(), symbols.end(), [](Symbol s) {
    return is_han(s) || char_class(s) == CharClass::pua;
  }));
}

bool has_known_pair(const LineSpan& span, const LanguageModel& model) {
  const auto are_known = [&](std::size_t at) {
    const auto after = model.successors(model.token(span.after[at]));
    return std::binary_search(after.begin(), after.end(), model.token(span.after[at + 1]));
  };
  std::size_t at = 0;
  for (const InferredCharacter& one : span.inferred) {
    for (; at + 1 < one.offset; ++at) {
      if (are_known(at)) return true;
    }
    at = one.offset + 1;
  }
  for (; at + 1 < span.after.size(); ++at) {
    if (are_known(at)) return true;
  }
  return false;
}

bool are_likely(const LineSpan& span) {
  return std::all_of(span.inferred.begin(), span.inferred.end(),
                     [](const InferredCharacter& one) { return one.probability >= kLikelyGuess; });
}

bool is_likely_repair_of_loss(const LineSpan& span, std::u32string_view symbols) {
  constexpr std::u32string_view kQuotationMarks = U"“”‘’「」『』\"'";
  constexpr std::u32string_view kTwoMarks = U"\uFFFD\uFFFD";
  constexpr std::size_t kFew = 3;  // with the mark
  if (count_non_ascii(symbols) <= kFew && probability_of_all(span) < kSureBeside) return false;
  return symbols.size() > 1 && symbols.find(kReplacement) != std::u32string_view::npos &&
         symbols.find(kTwoMarks) == std::u32string_view::npos &&
         span.after.find(kReplacement) == std::u32string::npos &&
         symbols.find_first_of(kQuotationMarks) == std::u32string_view::npos && are_likely(span);
}

bool touches_debris(std::u32string_view line, const LineSpan& span) {
  const std::size_t first = span.begin - std::min(span.begin, kReachOfDebris);
  for (std::size_t at = first; at < span.end; ++at) {
    const std::size_t length = match_debris(line, at).length;
    if (length > 0 && at + length > span.begin) return true;
  }
  return false;
}

double confidence_of(double net) { return 1 / (1 + std::exp(-(net + 4) / 4)); }

bool is_half_letter(std::u32string_view telling, std::u32string_view symbols,
                    const ChannelKind& kind) {
  return kind.was_utf8() && !kind.reads_single_bytes() && telling.size() == 1 &&
         symbols.find_first_of(U"?\uFFFD") == std::u32string_view::npos &&
         (char_class(telling[0]) == CharClass::latin1 ||
          char_class(telling[0]) == CharClass::latin_extended);
}

bool has_lost_case(std::u32string_view symbols, const Charset& wrong) {
  constexpr std::size_t kEnough = 8;  // half of them are capitals
  constexpr unsigned char kFirstLead = 0xC0;
  std::size_t small = 0;
  for (const Symbol symbol : symbols) {
    const EncodedChar encoded = wrong.encode(symbol);
    if (symbol < 0x80 || encoded.length != 1 || encoded.bytes[0] >= kFirstLead) continue;
    if (is_upper(symbol)) return false;
    small += is_cased(symbol) ? 1 : 0;
  }
  return small >= kEnough;
}

bool guesses_beside_ascii(std::u32string_view line, const LineSpan& span) {
  const auto is_plain = [&](std::size_t at) {
    return at < line.size() && (is_letter(line[at]) || is_digit(line[at]));
  };
  bool touches = false;
  std::u32string others;
  for (std::size_t at = span.begin; at < span.end; ++at) {
    if (line[at] != kReplacement) {
      others.push_back(line[at]);
    } else {
      touches |= is_plain(at + 1) || (at > 0 && is_plain(at - 1));
    }
  }
  std::u32string known = known_text(span);
  std::erase(known, kReplacement);
  return touches && known == others;
}

}  // namespace fuyuan
