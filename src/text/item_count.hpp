#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace fuyuan {

/// The numbers that count the items of a document's lists, `1. `, `2. ` or `001,`, `002,`: where
/// one goes on behind a mark, the mark took a line end along. Symbols as observed: `、` and `，`
/// may be what they were misread as.
class ItemCount {
 public:
  /// A line begins so: if with a number, others may go on from there.
  void begin_line(std::u32string_view symbols);

  /// What stands behind a mark. Whether it begins with the number that follows the last one of its
  /// kind; a list may begin there as well.
  bool goes_on(std::u32string_view symbols);

  /// What begins items that are not counted: signs, as observed, and what follows them.
  void set_openings(const std::set<std::u32string>& openings) {
    openings_.clear();
    longest_opening_ = 0;
    for (const std::u32string& opening : openings) {
      longest_opening_ = std::max(longest_opening_, opening.size());
      openings_.insert(opening);
    }
  }

  /// Whether the symbols begin with a number that went on, or that another one went on from, or
  /// with such a sign.
  bool is_item(std::u32string_view symbols) const;

 private:
  struct Last {
    std::size_t value = 0;
    std::u32string item;  ///< the number, and what stands behind it
    std::size_t line = 0;
    bool begins_line = false;  ///< some of the kind do
  };

  std::size_t lines_ = 0;
  std::map<char32_t, Last> last_;  ///< by what stands behind the number
  std::set<std::u32string, std::less<>> items_;
  std::set<std::u32string, std::less<>> openings_;
  std::size_t longest_opening_ = 0;  ///< symbols
};

}  // namespace fuyuan
