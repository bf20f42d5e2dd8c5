#pragma once

#include <map>
#include <string_view>

#include "channel/registry.hpp"

namespace fuyuan {

/// The registry's channel for raw text in the charset of that name, or in another of its family.
/// nullptr: there is none.
const Misread* raw_channel_of(std::string_view name);

/// How much others' opinions speak for each charset that raw bytes may be in, in nats: uchardet's
/// guess, and the charset the document is said to be in (`hint`, any alias; may be empty). Of a few
/// bytes uchardet knows nothing, and the commonest charset has a vote instead. Votes shift the
/// prior; the text decides.
std::map<const Misread*, double> collect_votes(std::string_view bytes, std::string_view hint);

}  // namespace fuyuan
