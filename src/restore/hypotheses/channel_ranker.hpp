#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// What a misread, undone symbol by symbol, makes of a line: see quick_decode.
struct Ranked {
  const Misread* channel = nullptr;
  double gain = 0;  ///< over the line as it is, in nats
  bool is_lossless = false;
  bool leads_on = false;  ///< the gain is that of a chain of steps, of which this is the first
  double cost_per_character = 0;
  std::size_t failures = 0;
  double failure_share = 0;  ///< of symbols that do not fit the channel
  std::u32string text;

  /// Whether it leaves so little unexplained that it needs no company: look-alikes only cost time.
  bool explains_alone() const { return failure_share < kFewFailures && gain > kCertainLineGain; }

 private:
  static constexpr double kFewFailures = 0.1;
};

/// Tries every misread on a line without a search, to find out which are worth one.
class ChannelRanker {
 public:
  static constexpr double kAnyGain = -std::numeric_limits<double>::infinity();

  /// `votes`: what else speaks for a channel, in nats. `favourites`: channels that were found
  /// elsewhere in the document, and are tried first. Both must outlive it.
  ChannelRanker(const LanguageModel& model, const std::map<const Misread*, double>& votes,
                const std::vector<const Misread*>& favourites)
      : model_(model), registry_(Registry::instance()), votes_(votes), favourites_(favourites) {}

  /// What the channel makes of the line; nothing where it makes nothing of it, or gains less than
  /// `least_gain`.
  std::optional<Ranked> attempt(const Misread& channel, std::u32string_view line,
                                const LineScan& scan, double least_gain = kAnyGain) const;

  /// The channels that gain enough to be looked at, what gains most first. Where the line is broken
  /// throughout, a step whose result is still broken may be worth it for the sake of the next.
  /// Where one explains all but a few symbols, what gains less may be missing.
  std::vector<Ranked> rank(std::u32string_view line, const LineScan& scan) const;

  /// The same, each channel as the only step.
  std::vector<Ranked> rank_alone(std::u32string_view line, const LineScan& scan) const;

 private:
  bool is_favourite(const Misread& channel) const;
  /// What speaks for the channel besides the line itself, in nats.
  double vote_for(const Misread& channel) const;
  /// `previous`: the step before, which is not to be taken back.
  std::vector<Ranked> rank_steps(std::u32string_view line, const LineScan& scan,
                                 const Misread* previous, double least_gain) const;
  /// `ancestors`: what the line was before the steps that led to it.
  std::vector<Ranked> rank_with_steps(std::u32string_view line, const LineScan& scan,
                                      std::vector<std::u32string_view> ancestors,
                                      const Misread* previous) const;
  /// Those to be tried on the line, in order.
  std::vector<const Misread*> list_channels(const LineScan& scan) const;
  void look_ahead(std::vector<Ranked>& ranked, const LineScan& scan,
                  std::vector<std::u32string_view> ancestors) const;

  const LanguageModel& model_;
  const Registry& registry_;
  const std::map<const Misread*, double>& votes_;
  const std::vector<const Misread*>& favourites_;
};

}  // namespace fuyuan
