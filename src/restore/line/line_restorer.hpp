#pragma once

#include <optional>
#include <string>
#include <vector>

#include "channel/registry.hpp"
#include "lattice/lattice.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/hypotheses/channel_ranker.hpp"
#include "restore/hypotheses/decoder_finder.hpp"
#include "restore/line/channel_choice.hpp"
#include "restore/line/channel_chooser.hpp"
#include "restore/line/line_state.hpp"
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

  LineRestorer(const LineRestorer&) = delete;  // its chooser points into it
  LineRestorer& operator=(const LineRestorer&) = delete;

  /// What is known of them now.
  const DecoderFinder& decoders() const { return decoders_; }

  /// The spans to replace, in order, for `finish` to finish. Empty: the line is healthy, or nothing
  /// explains it better.
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

  /// Leaves out what was inferred with too little certainty, and takes away the spans of which
  /// nothing is left.
  void finish(std::vector<LineSpan>& spans) const;
  /// The same whatever is left of them.
  void apply_options(std::vector<LineSpan>& spans) const;
  void apply_options(LineSpan& span) const;

  /// The spans that one channel alone explains better than identity does, by `margin` nats.
  std::vector<LineSpan> restore_by(const Channel& channel, std::u32string_view line,
                                   float margin) const;

  /// The same for a channel that has lost most of what it explains, of which the page tells.
  std::vector<LineSpan> guess_by(const Channel& channel, std::u32string_view line) const;

  /// The lost characters of a line (see LostCharacter) that the rest of it leaves no doubt about.
  std::vector<LineSpan> infer_lost(std::u32string_view line) const;

 private:
  /// Whether a line of a converted page never went through the converter: it is raw, or misread.
  bool is_apart_from_page(std::u32string_view line, const LineScan& scan) const;
  std::vector<LineSpan> restore_by(const Channel& channel, std::u32string_view line, float margin,
                                   const LatticeOptions& options) const;
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
  /// Words that were misread by themselves, UTF-8 as Windows-1252: see find_misread_letters.
  std::vector<LineSpan> restore_letters(std::u32string_view line) const;
  bool is_favourite(const Misread* channel) const;
  /// Whether the document, or most of the line apart from so many symbols of it, reads well.
  bool is_healthy_beside(std::u32string_view line, std::size_t symbols) const;
  /// Words that were misread by themselves, UTF-8 as GBK: see find_misread_words. Nothing where
  /// there are none, so that others may be asked; no span where they are to stay.
  std::optional<std::vector<LineSpan>> restore_words(std::u32string_view line) const;
  /// One of them, as if it were a line; nothing where it is not clear. `before`: what stands before
  /// it, and helps to guess what is lost.
  std::optional<LineSpan> decode_word(std::u32string_view before,
                                      std::u32string_view symbols) const;
  /// The bytes of a line that are no UTF-8, apart from what is whole: see BrokenUtf8.
  std::vector<LineSpan> restore_remnants(std::u32string_view line, const LineScan& scan,
                                         LineState state, const BracketBalance* balance) const;
  /// Whether the span is of raw bytes in a document of UTF-8.
  bool is_of_broken_utf8(const LineSpan& span) const;
  /// The only thing looked for in a line that makes sense otherwise (see is_lone_trail), or in a
  /// few sentences.
  std::vector<LineSpan> look_for_shifts(std::u32string_view line, const LineScan& scan,
                                        LineState state) const;
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
  /// What is left of a raw line in the document's only charset where bytes of it were lost: other
  /// charsets make something of any few bytes. Frame shifts are another step's.
  std::vector<LineSpan> decode_with_losses(std::u32string_view line, const LineScan& scan,
                                           const std::vector<Ranked>& ranked) const;
  /// How widely to search: where much is open, the best explanation is found out late.
  LatticeOptions choose_options(const Observed& observed, const ChannelChoice& choice,
                                bool to_simplified) const;
  std::vector<LineSpan> search(const Observed& observed, const ChannelChoice& choice,
                               bool to_simplified, const BracketBalance* balance) const;
  /// The same of a line of a converted page.
  std::vector<LineSpan> search_page(std::u32string_view line, LineState state,
                                    const BracketBalance* balance) const;
  /// The same for all but converted pages: what the best of the channels tells decides how.
  std::vector<LineSpan> search_line(std::u32string_view line, const LineScan& scan, LineState state,
                                    const Ranked* best, ChannelChoice choice,
                                    const BracketBalance* balance) const;
  /// Looks for frame shifts in a long line, a few sentences at a time and only where there may be
  /// some: they are dear to search for, and chance has some in any long line.
  std::vector<LineSpan> restore_by_sentences(std::u32string_view line, LineState state) const;
  const Options& options_;
  const DocumentHabits& habits_;
  const LanguageModel& model_;
  ChannelRanker ranker_;
  ChannelChooser chooser_;
  const Registry& registry_;
  mutable DecoderFinder decoders_;  ///< learns from line to line
};

}  // namespace fuyuan
