#pragma once

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <string_view>

namespace fuyuan {

/// Whether one of the words is in the text.
inline bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  // All hanzi begin with a few bytes: string_view's find stops at most of them.
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
  });
}

}  // namespace fuyuan
