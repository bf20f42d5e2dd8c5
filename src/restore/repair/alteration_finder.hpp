#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "channel/alteration.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Which symbols of a misread line were altered.
struct Altered {
  /// What they were; their channel is the alteration's.
  std::vector<LineSpan> spans;
  /// Most of the bytes that did not fit together do: others only read better, or lost bytes.
  bool is_certain = false;
  /// All of it is beside a sign of Latin-1 with which the letters begin or end: that may be
  /// healthy, and have put them out of step.
  bool is_at_signs = false;
};

/// Of all choices the one by which most bytes fit together, and which reads best. Nothing where
/// none is better than the line as it is, or where many bytes do not fit all the same. `is_known`:
/// other lines were altered so; otherwise one that may be whole, and reads well, is not looked at.
std::optional<Altered> find_altered(const Alteration& alteration, std::u32string_view symbols,
                                    const LanguageModel& model, bool is_known);

}  // namespace fuyuan
