// Spans of which marks, and the ASCII that they leave alone, are all the evidence.

#include <algorithm>
#include <cmath>

#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr double kNamed = 0.5;          ///< probability of what takes letters and digits away
constexpr std::size_t kFewCut = 4;      ///< characters that are cut anew
constexpr std::size_t kFewGuesses = 2;  ///< that have to be likely each

/// What it takes to believe that an ASCII character between Chinese was half of one, in nats:
/// single capitals are common there (A型, X光), single small letters hardly.
double required_of_trail(Symbol trail) {
  if (trail >= U'A' && trail <= U'Z') return 11.5;
  return trail >= U'a' && trail <= U'z' ? 8.5 : 10;
}

/// Whether a letter or digit that became half a character has others of its kind behind it.
bool takes_from_word(std::u32string_view line, const LineSpan& span) {
  const auto is_of_word = [](Symbol s) { return s < 0x80 && (is_letter(s) || is_digit(s)); };
  for (std::size_t at = span.begin; at + 1 < span.end; ++at) {
    if (line[at] == kReplacement && is_of_word(line[at + 1]) && at + 2 < line.size() &&
        is_of_word(line[at + 2])) {
      return true;
    }
  }
  return false;
}

/// Whether a Traditional character was guessed in a line of Simplified ones.
bool is_foreign_to(std::u32string_view line, const LineSpan& span) {
  return std::count_if(line.begin(), line.end(), is_simplified_only) >
             std::count_if(line.begin(), line.end(), is_traditional_only) &&
         std::any_of(span.inferred.begin(), span.inferred.end(), [](const InferredCharacter& one) {
           return is_traditional_only(one.character);
         });
}

std::size_t count_lost(std::u32string_view symbols) {
  return static_cast<std::size_t>(std::count(symbols.begin(), symbols.end(), kReplacement));
}

}  // namespace

void SpanJudge::drop_shifts_among_marks(std::u32string_view line, std::vector<LineSpan>& spans) {
  std::size_t inside = 0;
  for (const LineSpan& span : spans)
    inside += count_lost(line.substr(span.begin, span.end - span.begin));
  const std::size_t outside = count_lost(line) - inside;
  if (outside <= inside) return;
  std::erase_if(spans, [&](const LineSpan& span) {
    const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
    return ChannelKind(span.channel).is_frame_shift() && count_lost(symbols) > 0 &&
           count_pairs(symbols) <= kFewCut;
  });
}

bool SpanJudge::accepts_lone_trail(std::u32string_view line, LineSpan& span,
                                   const ChannelKind& kind, bool is_habitual) const {
  if (!are_likely(span) || is_shown(line, span, kind) || touches_debris(line, span) ||
      habits_.is_about_mojibake) {
    return false;
  }
  const double required =
      is_habitual || habits_.is_shifted ? kFavouriteGain : required_of_trail(line[span.end - 1]);
  // Which character it was is another question than whether it was one.
  const double of_any =
      span.inferred.empty() ? 0 : -std::log(static_cast<double>(span.inferred[0].probability));
  const double net = gain(line, span) + of_any - required;
  span.confidence = confidence_of(net);
  return net >= 0;
}

bool SpanJudge::accepts_subset(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
                               bool is_habitual) const {
  const std::u32string_view symbols = line.substr(span.begin, span.end - span.begin);
  const std::size_t absorbed = count_absorbed(symbols, span.after);
  const std::size_t telling = find_telling(symbols, span, kind).size();
  const double required = is_habitual ? kFavouriteGain : required_gain(line, kind);
  const bool is_usual = required <= kFavouriteGain;
  // Of a mark alone nobody knows what it was, not even that it was one character.
  if (!is_usual && absorbed == 0 && telling < kEnoughToJudge) return false;
  const bool is_single = span.inferred.size() <= kFewGuesses;
  if (is_single && !are_likely(span)) return false;
  // ASCII is not taken away for what nobody can name.
  if (!is_usual && absorbed > 0 && mean_probability(span) < kNamed) return false;
  if (!is_usual && is_single && telling == 0 && takes_from_word(line, span)) return false;
  if (is_shown(line, span, kind) || touches_debris(line, span) || habits_.is_about_mojibake)
    return false;
  const double price = is_single && is_foreign_to(line, span) ? kTraditionalPrice : 0;
  const double net = gain(line, span) - kInferredPrice * static_cast<double>(span.inferred.size()) -
                     required - price;
  span.confidence = confidence_of(net);
  return net >= 0;
}

}  // namespace fuyuan
