#pragma once

#include <string>
#include <string_view>

namespace fuyuan {

/// `text` as a JSON string, quotes included. Bytes that are not UTF-8 are written as \u00XX after a
/// private use mark U+F8FF, and so are the three of that character itself: nothing is lost, no two
/// texts are written alike, and the result is always valid JSON.
std::string json_string(std::string_view text);

}  // namespace fuyuan
