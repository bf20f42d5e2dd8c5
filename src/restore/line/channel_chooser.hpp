#pragma once

#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"
#include "restore/hypotheses/channel_ranker.hpp"
#include "restore/line/channel_choice.hpp"
#include "restore/line/line_state.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Chooses the channels that the search of a line is worth: few, since each costs time and may
/// explain by chance what another one did. It never decides what the line was.
class ChannelChooser {
 public:
  /// Both must outlive it.
  ChannelChooser(const DocumentHabits& habits, const ChannelRanker& ranker);

  /// Whether the best channel leaves so little open that nothing else need be looked for.
  static bool is_explained(const std::vector<Ranked>& ranked);

  /// `ranked`: what the ranker says of the line.
  ChannelChoice choose(std::u32string_view line, const LineScan& scan, LineState state,
                       const std::vector<Ranked>& ranked) const;

  /// Frame shifts alone, where there may be some.
  ChannelChoice choose_shifts(std::u32string_view line, const LineScan& scan,
                              LineState state) const;

 private:
  void offer_misreads(const std::vector<Ranked>& ranked, ChannelChoice& choice) const;
  /// A decoder that guesses, which leaves too much open for the ranking to find it.
  void offer_guess(std::u32string_view line, ChannelChoice& choice) const;
  /// UTF-8 and what else its raw bytes are, where no charset fits all of the line.
  void offer_mixture(std::u32string_view line, const std::vector<Ranked>& ranked,
                     ChannelChoice& choice) const;
  /// What explains the longest stretch of nonsense in a line that is healthy elsewhere.
  void offer_by_stretch(std::u32string_view line, const LineScan& scan,
                        ChannelChoice& choice) const;
  /// What explains a line of letters but for the first or the last of them: a healthy sign there
  /// puts the bytes of all others out of step. Returns whether there is something.
  bool offer_out_of_step(std::u32string_view line, const std::vector<Ranked>& ranked,
                         ChannelChoice& choice) const;
  /// What undoes a converter, where a line of which no note is left looks like its work.
  void offer_page(std::u32string_view line, const LineScan& scan, ChannelChoice& choice) const;
  void offer_frame_shift(std::u32string_view line, const LineScan& scan, LineState state,
                         ChannelChoice& choice) const;

  const DocumentHabits& habits_;
  const ChannelRanker& ranker_;
  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
