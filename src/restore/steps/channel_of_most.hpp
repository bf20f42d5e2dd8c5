#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// The channel that explains most of a document, so that it may have gone through it as a whole.
struct ChannelOfMost {
  const Misread* channel = nullptr;  ///< if there is one
  bool is_of_nearly_all = false;
};

/// `found`: in each of the document's lines(). `may_guess`: spans count of which much was guessed.
ChannelOfMost find_channel_of_most(const DocumentText& document,
                                   const std::vector<std::vector<LineSpan>>& found, bool may_guess);

/// How many symbols of the line, apart from those that spans are known of, are what UTF-8 comes to
/// whose characters lost a byte at the end: hardly anything that people write is, before a mark.
std::size_t count_cut(const Misread& channel, std::u32string_view line,
                      const std::vector<LineSpan>& known);

}  // namespace fuyuan
