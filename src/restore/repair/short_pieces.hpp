#pragma once

#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

struct PieceSearch {
  std::vector<const Misread*> channels;  ///< that explain other places of the document
  bool explain_most = false;             ///< of it
};

/// Finds what stands between ASCII and is too short to tell by itself that it was misread, in a
/// document of which one of the channels explains other places: `[[傾諳]]` beside
/// `[[笢弊ド褽蹈桶]]` was `[[渡口]]`. It has to come to everyday words, and to read better by far;
/// a rule, to a frame.
std::vector<LineSpan> find_short_pieces(std::u32string_view line, const PieceSearch& search,
                                        const LanguageModel& model);

}  // namespace fuyuan
