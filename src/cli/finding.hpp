#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/console.hpp"

namespace fuyuan::cli {

/// Stands for a channel where none is known.
inline constexpr std::string_view kUnrepaired = "unrepaired";

/// A place in a file where the text is broken.
struct Finding {
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< in characters from 1; each byte that is not UTF-8 counts as one
  std::string channel;     ///< the channels that are undone, with " + " between; or kUnrepaired
  std::string before;      ///< the bytes found
  std::string after;       ///< UTF-8; empty where text goes, or if nothing is known
  double confidence = 1;
  std::size_t inferred = 0;    ///< characters of `after` that are guesses
  std::size_t lost = 0;        ///< characters of `after` that nothing is known of: U+FFFD
  std::size_t more_lines = 0;  ///< further lines that are in the same legacy charset

  /// Whether anything is known of what the text was.
  bool is_explained() const { return channel != kUnrepaired; }
};

/// `path:line:column: channel: before → after`, one line with its end; `path` may hold any bytes.
/// Long stretches are shortened.
std::string finding_line(const std::string& path, const Finding& finding, const Palette& palette);

/// One JSON object on a line, nothing shortened.
std::string finding_json(const std::string& path, const Finding& finding);

}  // namespace fuyuan::cli
