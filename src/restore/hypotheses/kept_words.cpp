#include "restore/hypotheses/kept_words.hpp"

#include "restore/decode/quick_decode.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kFairCost = 8;       ///< nats a hanzi of unusual, but true text
constexpr double kOther = 2;          ///< nats that each symbol between takes from a stretch
constexpr double kSense = 2;          ///< nats that a stretch of words costs less than such text
constexpr double kLossOfUndoing = 6;  ///< nats

/// The stretch of hanzi that makes the most sense; empty where none makes much.
Stretch find_words(std::u32string_view line, std::span<const float> costs) {
  Stretch best;
  double best_sum = kSense;
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_mark = !is_han(line[at]) && is_chinese_text(line[at]);
    if (!is_mark) sum += is_han(line[at]) ? kFairCost - costs[at] : -kOther;
    if (sum <= 0) {
      sum = 0;
      begin = at + 1;
    } else if (sum > best_sum) {
      best_sum = sum;
      best = {begin, at + 1};
    }
  }
  return best;
}

}  // namespace

bool keeps_words(const Misread& channel, std::u32string_view line, const LineScan& scan,
                 const LanguageModel& model) {
  if (!channel.reads_pairs()) return false;
  const Stretch found = find_words(line, scan.costs);
  if (found.end == found.begin) return false;
  const std::u32string_view words = line.substr(found.begin, found.end - found.begin);
  const QuickDecode undone = quick_decode(channel, words, model);
  return undone.characters > 0 && model.score_text(words) - undone.log_probability > kLossOfUndoing;
}

}  // namespace fuyuan
