#include "restore/reading/utf16_shift.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kKnown = 0.995;        ///< no other reading is worth a word
constexpr double kLeastSure = 0.6;      ///< of a guess that is used
constexpr double kByteValues = 256;     ///< a byte that was put in may have been any
constexpr double kHopeless = 30;        ///< nats behind the best
constexpr double kRarelyGained = 3;     ///< nats: bytes get lost much more often
constexpr double kSurelyGained = 0.99;  ///< else something may be lost, and is marked
constexpr double kLoneReturnCost = 12;  ///< nats: the model does not know of carriage returns
constexpr std::size_t kContext = 3;     ///< characters that the model looks back to

/// The text; nothing where it is none.
std::optional<std::u32string> decode(const Charset& utf16, std::string_view bytes) {
  std::u32string out;
  while (!bytes.empty()) {
    const DecodedChar decoded = utf16.decode(byte_view(bytes));
    if (decoded.length == 0 || is_never_healthy(decoded.code_point)) return std::nullopt;
    out.push_back(decoded.code_point);
    bytes.remove_prefix(decoded.length);
  }
  return out;
}

/// Whether the other text has the character `text[at]` as well, counted from where they are alike.
bool has_same(std::u32string_view other, std::u32string_view text, std::size_t at) {
  if (other.size() == text.size()) return other[at] == text[at];
  const std::size_t behind = text.size() - at;
  return other.substr(0, at + 1) == text.substr(0, at + 1) ||
         (behind <= other.size() && other.substr(other.size() - behind) == text.substr(at));
}

/// Scores what stands between two texts.
class Scorer {
 public:
  Scorer(const LanguageModel& model, std::u32string_view before, std::u32string_view after)
      : model_(model), after_(after.substr(0, kContext)), start_(model.start()) {
    const std::size_t skipped = before.size() - std::min(before.size(), kContext);
    for (const char32_t cp : before.substr(skipped)) {
      if (cp != U'\r') add(cp, start_);
    }
  }

  double score(std::u32string_view text) const {
    Context context = start_;
    double total = 0;
    std::u32string all(text);
    all += after_;
    for (std::size_t at = 0; at < all.size(); ++at) {
      if (all[at] != U'\r') {
        total += add(all[at], context);
      } else if (all.compare(at, 2, U"\r\n") != 0) {
        total -= kLoneReturnCost;
      }
    }
    return total;
  }

 private:
  double add(char32_t cp, Context& context) const {
    const Token token = model_.token(cp);
    const auto scored = model_.score(context, token);
    context = model_.advance(context, token, scored);
    return scored.log_probability + model_.spread(cp, token);
  }

  const LanguageModel& model_;
  std::u32string_view after_;
  Context start_;
};

}  // namespace

std::vector<Utf16Shift::Way> Utf16Shift::find_ways(std::string_view bytes, const Charset& utf16,
                                                   std::u32string_view before,
                                                   std::u32string_view after) const {
  const Scorer scorer(model_, before, after);
  std::map<std::u32string, Way> found;  // with the best score of each text
  const auto weigh = [&](const std::string& whole, double prior, bool is_gain) {
    std::optional<std::u32string> text = decode(utf16, whole);
    if (!text) return;
    const double score = scorer.score(*text) + prior;
    const auto [at, is_new] = found.try_emplace(std::move(*text), Way{*text, score, is_gain});
    if (!is_new) at->second.weight = std::max(at->second.weight, score);
  };
  const double lost = -std::log(static_cast<double>(bytes.size() + 1));
  const double gained = -std::log(static_cast<double>(bytes.size()) * kByteValues) - kRarelyGained;
  std::string whole;
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    if (at < bytes.size()) {
      whole = bytes;
      weigh(whole.erase(at, 1), gained, true);
    }
    whole = bytes;
    whole.insert(at, 1, '\0');
    for (unsigned value = 0; value < kByteValues; ++value) {
      whole[at] = static_cast<char>(value);
      weigh(whole, lost, false);
    }
  }
  std::vector<Way> ways;
  ways.reserve(found.size());
  for (const auto& [text, way] : found) ways.push_back(way);
  return normalise(std::move(ways));
}

std::vector<Utf16Shift::Way> Utf16Shift::normalise(std::vector<Way> ways) {
  double best = -1e300;
  for (const Way& way : ways) best = std::max(best, way.weight);
  std::erase_if(ways, [&](const Way& way) { return way.weight < best - kHopeless; });
  double sum = 0;
  for (Way& way : ways) {
    way.weight = std::exp(way.weight - best);
    sum += way.weight;
  }
  for (Way& way : ways) way.weight /= sum;
  return ways;
}

Utf16Shift::Mended Utf16Shift::mend(std::string_view bytes, const Charset& utf16,
                                    std::u32string_view before, std::u32string_view after) const {
  return settle(find_ways(bytes, utf16, before, after));
}

Utf16Shift::Mended Utf16Shift::choose(const std::vector<std::u32string>& readings,
                                      std::u32string_view before, std::u32string_view after) const {
  const Scorer scorer(model_, before, after);
  std::vector<Way> ways;
  ways.reserve(readings.size());
  for (const std::u32string& text : readings) ways.push_back({text, scorer.score(text), false});
  return settle(normalise(std::move(ways)));
}

Utf16Shift::Mended Utf16Shift::settle(const std::vector<Way>& ways) const {
  if (ways.empty()) return {std::u32string(1, kReplacement), {}, 0};
  double sure_gain = 0;
  for (const Way& way : ways) sure_gain += way.is_gain ? way.weight : 0;
  const bool is_gain = sure_gain >= kSurelyGained;
  const auto best = std::max_element(ways.begin(), ways.end(), [&](const Way& a, const Way& b) {
    return a.is_gain != b.is_gain ? b.is_gain == is_gain : a.weight < b.weight;
  });
  Mended out{best->text, {}, best->weight};
  for (std::size_t at = 0; at < out.text.size(); ++at) {
    const char32_t guess = out.text[at];
    double sure = 0;
    for (const Way& way : ways) {
      if (has_same(way.text, best->text, at)) sure += way.weight;
    }
    if (sure >= kKnown) continue;
    const bool is_used = !options_.strict && sure >= std::max(options_.infer, kLeastSure);
    if (!is_used) out.text[at] = kReplacement;
    out.inferred.push_back({at, out.text[at], guess, std::min(sure, 1.0)});
  }
  return out;
}

}  // namespace fuyuan
