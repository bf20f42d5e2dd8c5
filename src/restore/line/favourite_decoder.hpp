#pragma once

#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/hypotheses/channel_ranker.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Decodes a line, without a search, by the channels that explain others of its document. What does
/// not fit from end to end, or is no plainer text than the line was, is left to others.
class FavouriteDecoder {
 public:
  /// Both must outlive it.
  FavouriteDecoder(const DocumentHabits& habits, const ChannelRanker& ranker);

  /// Empty: others are to be asked.
  std::vector<LineSpan> decode(std::u32string_view line, const LineScan& scan) const;

  /// What is left of a raw line in the document's only charset where bytes of it were lost: other
  /// charsets make something of any few bytes. Frame shifts are another step's.
  std::vector<LineSpan> decode_with_losses(std::u32string_view line, const LineScan& scan,
                                           const std::vector<Ranked>& ranked) const;

 private:
  /// Frames and rules of tables, whose hanzi in Big5 are far commoner than box drawing.
  std::vector<LineSpan> decode_frame(std::u32string_view line, const LineScan& scan) const;
  /// Whether what the favourite makes of a line may be taken without looking at others.
  static bool may_decide(const Misread& favourite, const LineScan& scan);
  /// The fastest way: see decode_surely.
  std::vector<LineSpan> decode_by_favourite(std::u32string_view line, const LineScan& scan) const;
  /// The fast way: what explains other lines of the document explains this one without a hole.
  std::vector<LineSpan> try_favourites(std::u32string_view line, const LineScan& scan) const;
  /// What the channel of all lines makes of one that has no common words to tell by.
  std::vector<LineSpan> try_channel_of_all(std::u32string_view line, const LineScan& scan) const;

  const DocumentHabits& habits_;
  const ChannelRanker& ranker_;
  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
