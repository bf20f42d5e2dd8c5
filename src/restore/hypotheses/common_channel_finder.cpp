#include "restore/hypotheses/common_channel_finder.hpp"

#include <algorithm>
#include <limits>

#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/channel_screen.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/repetition.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLinesAsked = 30;  ///< they tell as much as all, and the work is bounded
constexpr std::size_t kLinesOfAll = 3;   ///< lines about which all candidates are asked
constexpr double kBeaten = 120;          ///< nats: who is so far behind after those is out
constexpr double kLeastLead = 6;         ///< nats before the next
/// One line in so many may read better by another channel for certain.
constexpr std::size_t kOneInSoMany = 20;
constexpr double kFailureCost = 25;  ///< nats a symbol of a line that does not come of the channel
constexpr double kVoteWeight = 3;  ///< what a vote counts for all lines, of what it counts for one
constexpr double kMostCost = 11;   ///< nats a character that a list of names may cost

/// Whether all of it comes of raw bytes but for the last, with which a character was cut in half.
bool is_cut_at_end(const Misread& channel, const QuickDecode& decode) {
  return channel.is_raw() && decode.characters > 0 && decode.marks == 0 && decode.failures == 1 &&
         decode.text.ends_with(kReplacement);
}

}  // namespace

CommonChannelFinder::CommonChannelFinder(const LanguageModel& model,
                                         std::span<const Misread* const> channels,
                                         const std::map<const Misread*, double>& votes)
    : model_(model) {
  for (const Misread* channel : channels) {
    const auto vote = votes.find(channel);
    candidates_.push_back({channel, vote == votes.end() ? 0 : kVoteWeight * vote->second});
  }
}

void CommonChannelFinder::add(std::u32string_view line, const LineScan& scan) {
  if (best_.size() == kLinesAsked) return;
  double best = -std::numeric_limits<double>::infinity();
  std::u32string ascii(line);
  const std::size_t rest = std::erase_if(ascii, [](Symbol symbol) { return symbol >= 0x80; });
  const double of_failure = model_.score_text(ascii) - kFailureCost * static_cast<double>(rest);
  const ChannelScreen screen(line, scan, model_);
  for (Candidate& candidate : candidates_) {
    const QuickDecode decode = screen.may_gain(*candidate.channel)
                                   ? quick_decode(*candidate.channel, line, model_)
                                   : QuickDecode();
    const bool is_cut = is_cut_at_end(*candidate.channel, decode);
    const bool fails = decode.characters == 0 || (!decode.is_lossless() && !is_cut);
    const std::u32string_view text =
        std::u32string_view(decode.text).substr(0, decode.text.size() - (is_cut ? 1 : 0));
    const double found =
        fails ? of_failure : model_.score_text(collapse_runs(text)) - (is_cut ? kFailureCost : 0);
    candidate.log_probability += found;
    candidate.failures += fails ? 1 : 0;
    const bool is_told = fails || !is_drawn(decode.text);
    candidate.lines.push_back(is_told ? found : 0);
    if (is_told && !fails) {
      candidate.characters += decode.characters;
      candidate.cost += decode.cost * static_cast<double>(decode.characters);
    }
    best = std::max(best, found);
  }
  best_.push_back(best);
  if (best_.size() >= kLinesOfAll) leave_out_beaten();
}

void CommonChannelFinder::leave_out_beaten() {
  double most = -std::numeric_limits<double>::infinity();
  for (const Candidate& candidate : candidates_) most = std::max(most, candidate.log_probability);
  std::erase_if(candidates_, [&](const Candidate& candidate) {
    return candidate.log_probability < most - kBeaten;
  });
}

const Misread* CommonChannelFinder::find() const {
  if (best_.size() < 2 || candidates_.empty()) return nullptr;
  const auto is_behind = [](const Candidate& a, const Candidate& b) {
    return a.log_probability < b.log_probability;
  };
  const auto first = std::max_element(candidates_.begin(), candidates_.end(), is_behind);
  const std::string_view family = without_variant(first->channel->name());
  for (const Candidate& other : candidates_) {
    if (without_variant(other.channel->name()) != family &&
        other.log_probability > first->log_probability - kLeastLead) {
      return nullptr;
    }
  }
  if (first->failures * 2 > best_.size()) return nullptr;
  if (first->cost > kMostCost * static_cast<double>(first->characters)) return nullptr;
  std::size_t others = 0;
  for (std::size_t i = 0; i < best_.size(); ++i)
    others += first->lines[i] < 0 && first->lines[i] < best_[i] - kCertainLineGain ? 1 : 0;
  return others * kOneInSoMany > best_.size() ? nullptr : first->channel;
}

}  // namespace fuyuan
