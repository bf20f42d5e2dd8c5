#pragma once

#include <string_view>

namespace fuyuan {

/// The code point that HTML's named entity (without `&` and `;`) stands for, or 0. Names tell
/// capitals from small letters.
char32_t find_entity(std::string_view name) noexcept;

/// The name of the entity for a code point, or nothing.
std::string_view entity_name(char32_t code_point) noexcept;

}  // namespace fuyuan
