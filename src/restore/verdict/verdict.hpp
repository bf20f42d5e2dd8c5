#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Decides span by span whether a repair is believed. The lattice finds the best explanation there
/// is; this asks whether it is good enough to touch somebody's text for.
class SpanJudge {
 public:
  SpanJudge(const LanguageModel& model, const DocumentHabits& habits)
      : model_(model), habits_(habits) {}

  /// Sets the spans' confidence and takes out those whose repair is not accepted. What is certain
  /// of one span of a line makes others by the same channel likelier. `is_broken`: bytes of the
  /// line are known to be lost.
  void weigh(std::u32string_view line, std::vector<LineSpan>& spans, bool is_broken = false) const;

 private:
  static constexpr double kRequiredGain = 14;      ///< nats
  static constexpr double kTraditionalPrice = 14;  ///< nats: what the script around does not expect
  static constexpr double kFavouriteGain = 6;      ///< where the channel is seen elsewhere, in nats
  static constexpr double kCertainGain = 6;        ///< nats a symbol explained, whatever comes out
  static constexpr double kInferredPrice = 3.5;  ///< a hole fits anything: nats for each one filled

  /// A repair, and what speaks for it.
  struct Claim {
    const LineSpan& span;
    const ChannelKind& kind;  ///< of its channel
    std::u32string symbols;   ///< that it explains, rows of the same cut short
    std::u32string telling;   ///< those that tell of the channel: see find_telling
    double gained = 0;        ///< nats
    double required = 0;
  };

  bool accepts(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
               bool is_habitual) const;
  /// The same where a single letter is all the evidence: see ends_in_lone_trail.
  bool accepts_lone_trail(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
                          bool is_habitual) const;
  /// The same where the wrong decoder had only a part of the original's characters: marks, and what
  /// ASCII they absorb, are all the evidence.
  bool accepts_subset(std::u32string_view line, LineSpan& span, const ChannelKind& kind,
                      bool is_habitual) const;
  /// Whether somebody shows the span as it is.
  bool is_shown(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) const;
  /// Takes out short frame shifts that explain some of a line's U+FFFD, where most of them stay:
  /// who marked those marked whole characters, and of hanzi and marks something always comes.
  static void drop_shifts_among_marks(std::u32string_view line, std::vector<LineSpan>& spans);
  /// Whether so many of the span's `characters` were inferred that they bear out one another.
  bool guesses_too_much(const LineSpan& span, const ChannelKind& kind, std::u32string_view symbols,
                        std::size_t characters, bool is_habitual) const;
  /// Whether the letters that UTF-8 was misread as have lost their case, so that bytes are others
  /// than they were, and what comes of them is not fluent.
  bool was_made_small(const LineSpan& span, const ChannelKind& kind,
                      std::u32string_view symbols) const;
  /// Whether pairs of GBK were other pairs, and all of it is hanzi that everybody writes.
  bool is_of_everyday_hanzi(const LineSpan& span, const ChannelKind& kind) const;
  /// Whether enough symbols tell of the channel for what was inferred.
  static bool is_proven(const Claim& claim);
  /// Whether there is too little in it to tell, or what somebody may have meant.
  bool tells_too_little(const Claim& claim) const;
  /// Whether what comes of it may have been there.
  bool is_plausible(const Claim& claim) const;
  /// Nats a character of what is not ASCII.
  double cost_of(std::u32string_view text) const;
  /// The same of a span's characters that were not inferred: the model likes its own guesses.
  double cost_of_known(const LineSpan& span) const;
  bool is_fluent(std::u32string_view text) const;
  /// Whether it is Japanese: GB 2312 has the kana where JIS X 0208 has them.
  bool is_fluent_kana(const LineSpan& span, const ChannelKind& kind, std::size_t characters) const;
  double gain(std::u32string_view line, const LineSpan& span) const;
  double required_gain(std::u32string_view line, const ChannelKind& kind) const;

  const LanguageModel& model_;
  const DocumentHabits& habits_;
};

}  // namespace fuyuan
