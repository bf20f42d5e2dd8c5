#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {

/// Signs that entries of lists begin with, such as `【` and `★`, in UTF-8 read as GBK: where one
/// begins lines, and stands nowhere else but behind marks, those marks took line ends along.
class LineOpenings {
 public:
  /// A line that looks broken.
  void add(std::u32string_view symbols);

  /// The sign that the symbols begin with, if it is one of those; else 0.
  static char32_t read(std::u32string_view symbols);

  /// Whether the sign begins lines and nothing else.
  bool is_opening(char32_t sign) const;

  /// What such signs look like, with a part of what follows them.
  std::set<std::u32string> list() const;

 private:
  struct Seen {
    std::size_t begins = 0;  ///< lines
    std::size_t behind = 0;  ///< marks
    std::size_t within = 0;  ///< lines, but behind marks
    std::set<std::u32string> forms = {};
  };

  std::map<char32_t, Seen> seen_;
};

}  // namespace fuyuan
