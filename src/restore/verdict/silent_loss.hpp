#pragma once

#include <string_view>

#include "channel/misread.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Whether characters vanished without a mark: what came back ought to hold some that the wrong
/// charset has nothing for, or private characters only, and holds none. (iconv -c drops them.)
bool has_silent_loss(const Plan& plan);

/// The same of one text that came back through `channel` and costs so many nats a character.
bool lacks_characters(const Misread& channel, std::u32string_view text, double cost);

/// The same, or it may be cut in the wrong places, as bytes vanished one by one.
bool is_torn(const Misread& channel, std::u32string_view text, double cost);

/// Whether a blank before ASCII, as true ones stand, was taken for the no-break space in what
/// `line` becomes: that hides that a soft hyphen may be lost, which few programs show.
bool hides_soft_hyphen(const Misread& channel, std::u32string_view line, std::u32string_view text);

}  // namespace fuyuan
