#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fuyuan {

enum class NormalForm : std::uint8_t { nfc, nfd, nfkc };

/// UTF-8 in a normal form of Unicode. Throws std::runtime_error where ICU lacks the data for it.
std::string normalize(std::string_view text, NormalForm form);

}  // namespace fuyuan
