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
  return find_best_stretch(line.size(), kSense, [&](std::size_t at) {
    if (is_han(line[at])) return kFairCost - costs[at];
    return is_chinese_text(line[at]) ? 0 : -kOther;
  });
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
