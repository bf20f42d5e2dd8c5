#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "text/row_shape.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What a flat pass over a line says about its health.
struct LineScan {
  static constexpr std::size_t kHanPerKana = 4;  ///< fewer: it is Japanese

  std::size_t non_ascii = 0;
  std::size_t raw_bytes = 0;
  /// C1 controls, private use, U+FFFD, unassigned, debris: never in healthy text
  std::size_t broken = 0;
  std::size_t debris = 0;        ///< 锟斤拷 and the like: see Debris
  std::size_t replacements = 0;  ///< U+FFFD
  std::size_t lone_trails = 0;   ///< ASCII that may be half a character: see is_lone_trail
  std::size_t marks = 0;         ///< question marks that touch a non-ASCII character
  std::size_t notes = 0;         ///< readings in parentheses behind a character that has them
  std::size_t notes_on_traditional = 0;
  std::size_t notes_on_common = 0;  ///< of those, behind one that every reader knows to read so
  /// The same behind one of the thousand that are most frequent and no surname; and of those, such
  /// as are read in one way, so that there is nothing to explain.
  std::size_t notes_on_everyday = 0;
  std::size_t notes_on_plain = 0;
  std::size_t toneless_notes = 0;
  std::size_t notes_on_neutral = 0;  ///< behind a character that no converter touches
  std::size_t notes_on_names = 0;    ///< on Traditional characters that are surnames
  /// Readings that an author wrote: of whole words, behind a blank, and of a character whose
  /// Simplified form is shown beside it. Not names in Latin letters: 北京(Beijing).
  std::size_t lessons = 0;
  std::size_t toneless_lessons = 0;  ///< whole words whose readings have no tones
  std::size_t torn_notes = 0;        ///< `?zé)`, `皖I(lǐng)`: notes on what was cut wrongly
  std::size_t traditional_only = 0;
  std::size_t simplified_only = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t han = 0;
  double han_cost = 0;         ///< nats for each of them, on average
  double log_probability = 0;  ///< of the line under the model, in nats
  double non_ascii_cost = 0;   ///< nats a non-ASCII character, on average
  double worst_window = 0;     ///< nats a character in the worst stretch of non-ASCII text
  double worst_at_mark = 0;    ///< the same of those that a mark is in or close before
  double best_window = 1e9;    ///< the same in the best, longer stretch
  std::vector<float> costs;    ///< of each symbol: see price

  /// Worth asking the channels about.
  bool is_suspicious() const;
  /// Text to learn from what words a page has.
  bool makes_sense() const;
  /// Worth asking about what happened elsewhere on the page.
  bool is_doubtful() const;
  /// Some of it makes sense as it stands: it did not go through a misread as a whole.
  bool has_healthy_stretch() const;
  /// Worth searching for a frame shift, which is dear.
  bool may_be_shifted() const { return may_be_shifted(replacements); }
  /// The same where only so many of its U+FFFD tell of lost bytes.
  bool may_be_shifted(std::size_t lost) const;
  /// Adds what another line has of notes, and what tells whose they are. Its kana and hanzi count
  /// where it has any.
  void add_notes(const LineScan& other);
  /// So many marks that hardly anything is left to go by.
  bool is_beyond_repair() const;
  /// More of it is only Traditional than only Simplified.
  bool is_traditional() const { return traditional_only > simplified_only; }
  /// Traditional Chinese in which ASCII may be what is left of characters of Big5.
  bool may_lack_leads() const { return lone_trails > 0 && is_traditional() && kana + hangul == 0; }
};

LineScan scan_line(std::u32string_view symbols, const LanguageModel& model);

/// The ASCII quotation marks and brackets that stand without their partners: what a mark may have
/// swallowed; and the separator that a row lacks.
std::u32string find_missing(std::u32string_view symbols, const RowShape& rows);

/// What each symbol costs in its context, in nats.
std::vector<float> price(std::u32string_view symbols, const LanguageModel& model);

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The stretch whose symbols gain the most together, if it is more than `least` (Kadane's
/// algorithm). Empty where there is none. `gain_at`: of one of `size` symbols, negative for a loss.
template <typename Gain>
Stretch find_best_stretch(std::size_t size, double least, Gain gain_at) {
  Stretch best;
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < size; ++at) {
    sum += gain_at(at);
    if (sum <= 0) {
      sum = 0;
      begin = at + 1;
    } else if (sum > least) {
      least = sum;
      best = {begin, at + 1};
    }
  }
  return best;
}

// Of a line and what its symbols cost:

/// The stretch of the line that makes the least sense, as it is. Empty where all of it does.
Stretch find_nonsense(std::u32string_view symbols, std::span<const float> costs);

/// For each symbol, whether the text makes little sense within the next few symbols.
std::vector<char> find_doubtful(std::span<const float> costs);

/// The stretches of the line that make sense, in order.
std::vector<std::u32string_view> find_plausible(std::u32string_view symbols,
                                                std::span<const float> costs);

/// Whether the hanzi, or what it is in Simplified Chinese, is one of the four thousand that are
/// most frequent.
bool is_common_hanzi(char32_t han, const LanguageModel& model);

/// Whether it is one of those, or a sign of Chinese text.
bool is_everyday_character(char32_t cp, const LanguageModel& model);

/// Whether the text has two hanzi or more, and nothing that is not everyday.
bool is_everyday_chinese(std::u32string_view text, const LanguageModel& model);

}  // namespace fuyuan
