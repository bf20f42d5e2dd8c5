#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// Finds the channel that all lines of a document went through, or the charset that all of its raw
/// lines are in. A line of few characters, of names or of signs reads as well by the next channel;
/// all together do not.
class CommonChannelFinder {
 public:
  /// `votes`: what speaks for a channel beside the text, in nats: see collect_votes.
  CommonChannelFinder(const LanguageModel& model, std::span<const Misread* const> channels,
                      const std::map<const Misread*, double>& votes);

  /// Beyond the first lines none is asked. `scan` is the line's.
  void add(std::u32string_view line, const LineScan& scan);

  /// Nothing where there is no line but one, no channel leads, a line in twenty reads much better
  /// by another, every other one cannot come of it without a loss, or what comes out is no text
  /// yet.
  const Misread* find() const;

 private:
  struct Candidate {
    const Misread* channel = nullptr;
    double log_probability = 0;
    std::size_t characters = 0;      ///< that came out of what is not drawn
    double cost = 0;                 ///< nats, of those
    std::vector<double> lines = {};  ///< of each, where it says anything; 0 elsewhere
    std::size_t failures = 0;        ///< lines that cannot come of it without a loss
  };

  void leave_out_beaten();

  const LanguageModel& model_;
  std::vector<Candidate> candidates_;
  std::vector<double> best_;  ///< of each line, by any channel
};

}  // namespace fuyuan
