#pragma once

#include "model/language_model.hpp"

namespace fuyuan {

/// What the character costs by itself, whatever stands beside it, in nats.
inline float price_alone(char32_t cp, const LanguageModel& model) {
  const Token token = model.token(cp);
  return -model.unigram(token) - model.spread(cp, token);
}

// What text costs, where several ask. Nats a character, by the language model, for the most part of
// what is not ASCII: prose costs 4 to 5 (the 6.3 to 6.6 bits of its design), true text rarely needs
// 7, and a wrong character costs about 9.

/// What costs less reads as somebody would write it.
inline constexpr double kFluentCost = 6;

/// More than this is not believed of a whole line without a search, nor of what comes of bytes that
/// may be text as they are.
inline constexpr double kPlainTextCost = 7.5;

/// More is no true text, but for lists and tables.
inline constexpr double kPlausibleCost = 8;

/// What the worst few characters in a row cost, where nobody needs to look closer.
inline constexpr double kDoubtfulWindow = 8;

/// Nats that a line as a whole must gain over what it was, to be believed at once, or to speak for
/// other lines.
inline constexpr double kCertainLineGain = 25;

}  // namespace fuyuan
