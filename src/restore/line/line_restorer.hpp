#pragma once

#include <optional>
#include <string>
#include <vector>

#include "channel/registry.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/hypotheses/channel_ranker.hpp"
#include "restore/hypotheses/decoder_finder.hpp"
#include "restore/line/channel_choice.hpp"
#include "restore/line/channel_chooser.hpp"
#include "restore/line/favourite_decoder.hpp"
#include "restore/line/line_search.hpp"
#include "restore/line/line_state.hpp"
#include "restore/line/word_restorer.hpp"
#include "restore/options.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Restores one line (no line end in it) by one step: the channel, or the mixture of channels, that
/// explains it best. Applied again to its own result it finds the step before. Not to be shared
/// between threads.
class LineRestorer {
 public:
  /// `decoders`: what is known already of who wrote the document's marks.
  LineRestorer(const Options& options, const DocumentHabits& habits, DecoderFinder decoders = {});

  LineRestorer(const LineRestorer&) = delete;  // its parts point into it
  LineRestorer& operator=(const LineRestorer&) = delete;

  /// What is known of them now.
  const DecoderFinder& decoders() const { return search_.decoders(); }

  /// The spans to replace, in order, for GuessFilter::finish to finish. Empty: the line is healthy,
  /// or nothing explains it better.
  std::vector<LineSpan> restore(std::u32string_view line, const LineScan& scan,
                                LineState state) const;

  /// The same for a line of which `first` was found, by the same channels: meanwhile the page may
  /// have become known, and the brackets that the line lacks are. Empty: nothing to add.
  std::vector<LineSpan> restore_again(std::u32string_view line, const LineScan& scan,
                                      LineState state, const std::vector<LineSpan>& first) const;

  /// A line, or what is left of it, by the channel that nearly all of its document went through:
  /// how short it is, and how much of it is lost, does not matter then.
  std::vector<LineSpan> restore_as_rest(const Misread& channel, std::u32string_view line,
                                        const LineScan& scan, LineState state) const;

  /// What searches by single channels.
  const LineSearch& search() const { return search_; }

 private:
  /// What the first of several channels must gain over identity, which nothing else is asked of.
  static constexpr double kChainGain = 30;

  /// Whether a line of a converted page never went through the converter: it is raw, or misread.
  bool is_apart_from_page(std::u32string_view line, const LineScan& scan) const;
  /// A line of a document in which all letters became small ones, or capitals, however few it has:
  /// what they were before, only a search tells. Nothing for other lines, so that others may be
  /// asked; no span where it is to stay.
  std::optional<std::vector<LineSpan>> restore_cased(std::u32string_view line, const LineScan& scan,
                                                     LineState state) const;
  /// What is known of other lines, and of lines like this one, before all channels are asked.
  std::vector<LineSpan> restore_as_others(std::u32string_view line, const LineScan& scan,
                                          LineState state) const;
  /// Whether the best channel explains all of the line, so that no search is needed.
  bool may_decode_whole(std::u32string_view line, const LineScan& scan,
                        const std::vector<Ranked>& ranked) const;
  /// The line by that channel; nothing where it does not convince.
  std::vector<LineSpan> decode_whole(std::u32string_view line, const Ranked& best,
                                     LineState state) const;
  /// The longest field of nonsense in a line that is healthy elsewhere, by the first of several
  /// steps: what comes of that is no better text, and no search finds it.
  std::vector<LineSpan> decode_layered_field(std::u32string_view line, const LineScan& scan,
                                             LineState state) const;
  /// Whether something is to be made of what comes of the first of several steps.
  bool goes_on(const Ranked& first, LineState state) const;
  /// The bytes of a line that are no UTF-8, apart from what is whole: see BrokenUtf8.
  std::vector<LineSpan> restore_remnants(std::u32string_view line, const LineScan& scan,
                                         LineState state, const BracketBalance* balance) const;
  /// The only thing looked for in a line that makes sense otherwise (see is_lone_trail), or in a
  /// few sentences.
  std::vector<LineSpan> look_for_shifts(std::u32string_view line, const LineScan& scan,
                                        LineState state) const;
  /// Searches a line that is of no converted page: what the best of the channels tells decides how.
  std::vector<LineSpan> search_line(std::u32string_view line, const LineScan& scan, LineState state,
                                    ChannelChoice choice, const BracketBalance* balance) const;
  /// Looks for frame shifts in a long line, a few sentences at a time and only where there may be
  /// some: they are dear to search for, and chance has some in any long line.
  std::vector<LineSpan> restore_by_sentences(std::u32string_view line, LineState state) const;

  const DocumentHabits& habits_;
  const LanguageModel& model_;
  ChannelRanker ranker_;
  ChannelChooser chooser_;
  FavouriteDecoder favourites_;
  LineSearch search_;
  WordRestorer words_;
  const Registry& registry_;
};

}  // namespace fuyuan
