#pragma once

#include <string_view>

#include "channel/misread.hpp"

namespace fuyuan {

/// Chinese charsets before Unicode.
bool is_in_pairs(const Charset& charset);

/// Whether a glance at the symbols rules out that the channel wrote them. Cheap: it saves decoding
/// what always comes to something.
bool cannot_be(const Misread& channel, std::u32string_view symbols);

}  // namespace fuyuan
