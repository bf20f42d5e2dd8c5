#pragma once

namespace fuyuan {

/// Whether the character is one of the hundred commonest surnames, in its Traditional form.
bool is_common_surname(char32_t han);

}  // namespace fuyuan
