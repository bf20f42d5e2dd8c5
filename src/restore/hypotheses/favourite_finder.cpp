#include "restore/hypotheses/favourite_finder.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/channel_screen.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/torn_words.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLinesAsked = 40;  ///< they tell as much as all, and the work is bounded
constexpr double kFavouriteShare = 0.2;  ///< of what all lines gain
constexpr std::size_t kCharactersToJudge = 3;  ///< fewer come to something in any charset
/// A name by itself may come to Cyrillic as well: what the lines of one charset gain, at the least,
/// for each nat of those that look like another.
constexpr double kTimesOtherRaw = 4;
constexpr std::size_t kMaxFavourites = 3;  ///< each is tried on every line

/// Those of a line's symbols that the channel's decoder can have written.
std::u32string what_it_wrote(const Misread& channel, std::u32string_view line) {
  std::u32string out(line);
  if (const Charset* wrong = channel.wrong(); wrong != nullptr)
    std::erase_if(out, [&](char32_t cp) { return wrong->encode(cp).length == 0; });
  return out;
}

}  // namespace

void FavouriteFinder::add(std::u32string_view line, const LineScan& scan) {
  if (asked_++ >= kLinesAsked || are_in_table_order(line)) return;
  const Registry& registry = Registry::instance();
  const Misread* best = nullptr;
  double best_gain = kCertainLineGain;
  const ChannelScreen screen(line, scan, model_);
  for (const Misread* channel : scan.raw_bytes > 0 ? registry.raw() : registry.misreads()) {
    if (!screen.may_gain(*channel)) continue;
    const QuickDecode decode =
        quick_decode(*channel, line, model_, scan.log_probability + best_gain);
    const double gain = decode.log_probability - scan.log_probability;
    if (decode.characters < kCharactersToJudge || gain <= best_gain || decode.cost > kPlainTextCost)
      continue;
    if (channel->is_raw() &&
        (tears_words(decode.text, channel->original()) || may_be_accents(line)))
      continue;
    if (channel->reads_pairs() && stand_apart(decode.text)) continue;
    if (!channel->is_raw() &&
        is_drawn(what_it_wrote(*channel, line), channel->reads_single_bytes() ? 2 : 1))
      continue;
    best = channel;
    best_gain = gain;
  }
  if (best == nullptr) return;
  seen_[best].gain += best_gain;
  ++seen_[best].lines;
  total_gain_ += best_gain;
}

const Misread* FavouriteFinder::find_raw() const {
  const Misread* found = nullptr;
  for (const auto& [channel, seen] : seen_) {
    if (channel->is_raw() && (found == nullptr || seen.gain > seen_.at(found).gain))
      found = channel;
  }
  if (found == nullptr) return nullptr;
  double of_it = 0;
  double of_others = 0;
  for (const auto& [channel, seen] : seen_) {
    if (!channel->is_raw()) continue;
    const bool is_same = without_variant(channel->name()) == without_variant(found->name());
    (is_same ? of_it : of_others) += seen.gain;
  }
  return of_others * kTimesOtherRaw <= of_it ? found : nullptr;
}

std::vector<const Misread*> FavouriteFinder::find() const {
  std::map<std::string_view, std::size_t> lines;
  for (const auto& [channel, seen] : seen_) lines[without_variant(channel->name())] += seen.lines;
  std::vector<std::pair<double, const Misread*>> order;
  for (const auto& [channel, seen] : seen_) {
    // A line cannot speak for itself.
    if (seen.gain >= kFavouriteShare * total_gain_ && lines[without_variant(channel->name())] > 1)
      order.emplace_back(-seen.gain, channel);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->name() < b.second->name();
  });
  std::vector<const Misread*> out;
  for (const auto& [gain, channel] : order) {
    if (out.size() < kMaxFavourites) out.push_back(channel);
  }
  return out;
}

}  // namespace fuyuan
