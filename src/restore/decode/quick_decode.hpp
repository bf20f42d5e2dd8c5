#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "channel/misread.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// A misread undone symbol by symbol, with the most probable reading of each and no search: cheap
/// enough to try every channel on a line.
struct QuickDecode {
  std::u32string text;         ///< U+FFFD where bytes did not fit
  std::size_t failures = 0;    ///< bytes or symbols that did not fit
  std::size_t bystanders = 0;  ///< of these: Chinese text that stands beside letters for bytes
  std::size_t marks = 0;       ///< marks met: bytes that were lost
  std::size_t characters = 0;  ///< non-ASCII characters that came out
  double log_probability = 0;  ///< of `text`, with a price for each failure
  double cost = 0;             ///< nats a character that is not ASCII, failures included

  bool is_ambiguous = false;  ///< the wrong charset has some of the symbols at several places

  bool is_lossless() const { return failures == 0 && marks == 0; }
};

/// Gives up early, with `characters` 0, where most of the line does not fit the channel, or where
/// what comes out is less probable than `least` (natural logarithm).
QuickDecode quick_decode(const Misread& channel, std::u32string_view symbols,
                         const LanguageModel& model,
                         double least = -std::numeric_limits<double>::infinity());

/// The fast way for what needs no choice: every symbol has one reading, all bytes fit and none was
/// lost. Gives the text of `quick_decode` then, which would call it lossless and not ambiguous, and
/// says nothing of how probable it is; nothing otherwise.
std::optional<std::u32string> decode_exactly(const Misread& channel, std::u32string_view symbols);

}  // namespace fuyuan
