#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan::cli {

/// Text cut into pieces that are shown whole. Characters are shown as they are; what a reader or a
/// terminal could not see or should not get is spelt out: `‹U+0085›`, and bytes that are not UTF-8
/// in hexadecimal, `‹C4 E3›`. Where any byte is not UTF-8, all bytes past ASCII are shown so: some
/// of them would look like characters by accident.
class Snippet {
 public:
  explicit Snippet(std::string_view bytes);

  std::size_t size() const { return pieces_.size(); }
  /// All of it, or its beginning and its end with … between.
  std::string shortened(std::size_t limit) const;
  /// The first `limit` pieces, with … after them if there are more.
  std::string head(std::size_t limit) const;
  /// The pieces from `begin` to `end`, with … where there are more.
  std::string window(std::size_t begin, std::size_t end) const;
  /// The last `limit` pieces, with … before them if there are more.
  std::string tail(std::size_t limit) const;

 private:
  std::string join(std::size_t begin, std::size_t end) const;

  std::vector<std::string> pieces_;
};

}  // namespace fuyuan::cli
