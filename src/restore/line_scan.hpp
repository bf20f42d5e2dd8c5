#pragma once

#include <cstddef>
#include <string_view>

#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What a flat pass over a line says about its health.
struct LineScan {
  std::size_t symbols = 0;
  std::size_t non_ascii = 0;
  std::size_t raw_bytes = 0;
  std::size_t broken = 0;   ///< C1 controls, private use, U+FFFD, unassigned: never in healthy text
  std::size_t marks = 0;    ///< question marks that touch a non-ASCII character
  std::size_t notes = 0;    ///< parentheses that hold a reading of the character before
  std::size_t notes_on_traditional = 0;
  std::size_t torn_notes = 0;  ///< `?zé)`: a mark, a reading and a closing parenthesis
  std::size_t traditional_only = 0;
  std::size_t simplified_only = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  double log_probability = 0;      ///< of the line under the model, in nats
  double non_ascii_cost = 0;       ///< nats a non-ASCII character, on average
  double worst_window = 0;         ///< nats a character in the worst stretch of non-ASCII text

  /// Worth asking the channels about.
  bool is_suspicious() const;
};

LineScan scan_line(std::u32string_view symbols, const LanguageModel& model);

}  // namespace fuyuan
