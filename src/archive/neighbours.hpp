#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "text/ascii.hpp"

namespace fuyuan {

/// What was in the records before the next: in its light that one is judged. Later records are not
/// asked, so that nobody waits for them, and the result is the same however the bytes arrive.
class Neighbours {
 public:
  void add(std::string_view text) {
    if (is_ascii(text)) return;
    texts_.emplace_front(text.substr(0, kLongest));
    if (texts_.size() > kMost) texts_.pop_back();
  }

  /// The nearest first.
  std::string text() const {
    std::string out;
    for (const std::string& text : texts_) {
      out += text;
      out += '\n';
    }
    return out;
  }

 private:
  static constexpr std::size_t kMost = 16;
  static constexpr std::size_t kLongest = 256;

  std::deque<std::string> texts_;
};

}  // namespace fuyuan
