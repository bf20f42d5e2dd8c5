#pragma once

#include <optional>
#include <string_view>

#include "restore/restorer.hpp"
#include "restore/utf16_runs.hpp"

namespace fuyuan {

/// Reads UTF-16 from which somebody took all zeros (`tr -d '\0'`), or in which spaces stand for
/// them: ASCII looks healthy then, and hanzi are pairs of any bytes. Each line is a span; in it
/// every character is named that the bytes alone leave open. Nothing where it is not plainly that.
std::optional<Utf16Runs> find_lost_zeros(std::string_view bytes, const Options& options);

}  // namespace fuyuan
