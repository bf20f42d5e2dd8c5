#pragma once

#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "lattice/lattice.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/hypotheses/decoder_finder.hpp"
#include "restore/line/channel_choice.hpp"
#include "restore/line/guess_filter.hpp"
#include "restore/line/line_state.hpp"
#include "restore/options.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Searches a line for what most probably became it through the channels given, piece by piece and
/// as widely as they need. Whether that is believed is not asked here. Not to be shared between
/// threads.
class LineSearch {
 public:
  /// `options` and `habits` must outlive it. `decoders`: what is known already of who wrote the
  /// document's marks.
  LineSearch(const Options& options, const DocumentHabits& habits, DecoderFinder decoders = {});

  /// What is known of them now.
  const DecoderFinder& decoders() const { return decoders_; }

  /// `to_simplified`: of what comes back, all is to be Simplified. `balance`: the brackets that the
  /// line lacks, if that is known.
  std::vector<LineSpan> search(const Observed& observed, const ChannelChoice& choice,
                               bool to_simplified, const BracketBalance* balance) const;
  /// The same of a line of a converted page.
  std::vector<LineSpan> search_page(std::u32string_view line, LineState state,
                                    const BracketBalance* balance) const;

  /// The spans that one channel alone explains better than identity does, by `margin` nats.
  std::vector<LineSpan> restore_by(const Channel& channel, std::u32string_view line,
                                   float margin) const;

  /// The same for a channel that has lost most of what it explains, of which the page tells.
  std::vector<LineSpan> guess_by(const Channel& channel, std::u32string_view line) const;

  /// The lost characters of a line (see LostCharacter) that the rest of it leaves no doubt about.
  std::vector<LineSpan> infer_lost(std::u32string_view line) const;

 private:
  std::vector<LineSpan> restore_by(const Channel& channel, std::u32string_view line, float margin,
                                   const LatticeOptions& options) const;
  /// How widely to search: where much is open, the best explanation is found out late.
  LatticeOptions choose_options(const Observed& observed, const ChannelChoice& choice,
                                bool to_simplified) const;

  const Options& options_;
  const DocumentHabits& habits_;
  GuessFilter filter_;
  const LanguageModel& model_;
  const Registry& registry_;
  mutable DecoderFinder decoders_;  ///< learns from line to line
};

}  // namespace fuyuan
