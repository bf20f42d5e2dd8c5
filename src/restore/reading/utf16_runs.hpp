#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "restore/options.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// A document that is UTF-16 in part, or UTF-16 whose bytes are out of step.
struct Utf16Runs {
  std::string_view charset;  ///< "utf-16le", "utf-16be" or "mixed"
  std::vector<Span> spans;   ///< each run that is decoded; what else there is stays as it is
};

/// Cuts a document into runs of UTF-16 and of other bytes: what was appended to a file of the other
/// kind, files put together, UTF-16 that lost or gained single bytes, or whose line ends a program
/// changed that took each byte for a character. Nothing where it is not that, or not wholly text:
/// plain UTF-16 above all, and anything with neither a zero nor a byte-order mark nor what is left
/// where zeros were taken out.
std::optional<Utf16Runs> find_utf16_runs(std::string_view bytes, const Options& options);

/// Whether text that came out of UTF-16 is as it should be, so that nothing is to be looked for.
bool is_plain_text(std::string_view utf8);

}  // namespace fuyuan
