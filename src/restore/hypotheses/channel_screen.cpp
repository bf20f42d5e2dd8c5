#include "restore/hypotheses/channel_screen.hpp"

#include <cstddef>

#include "restore/decode/quick_decode.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kStretch = 24;    ///< symbols
constexpr std::size_t kShortLine = 48;  ///< the same: no time is to be won
/// Nats that a stretch may lose by being cut out of its line, a character at each end included.
constexpr double kSlack = 12;

}  // namespace

ChannelScreen::ChannelScreen(std::u32string_view line, const LineScan& scan,
                             const LanguageModel& model)
    : model_(model) {
  // Where bytes were lost, what is left between the marks says less than all of the line.
  if (line.size() <= kShortLine || scan.raw_bytes + scan.replacements + scan.marks > 0) return;
  double sum = 0;
  double worst = 0;
  std::size_t end = 0;
  const auto cost_at = [&](std::size_t at) { return line[at] < 0x80 ? 0.0F : scan.costs[at]; };
  for (std::size_t at = 0; at < line.size(); ++at) {
    sum += cost_at(at);
    if (at >= kStretch) sum -= cost_at(at - kStretch);
    if (at + 1 < kStretch || sum <= worst) continue;
    worst = sum;
    end = at + 1;
  }
  if (end == 0) return;
  worst_ = line.substr(end - kStretch, kStretch);
  for (std::size_t at = end - kStretch; at < end; ++at) log_probability_ -= scan.costs[at];
}

bool ChannelScreen::may_gain(const Misread& channel) const {
  if (worst_.empty() || channel.keeps_most()) return true;
  return quick_decode(channel, worst_, model_, log_probability_ - kSlack).characters > 0;
}

}  // namespace fuyuan
