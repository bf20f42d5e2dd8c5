#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan::cli {

/// One line of a `.gitignore`, understood as git does: `*`, `?` and `[…]` stay within a name and
/// count bytes, `**` between slashes crosses folders, a slash at the beginning or in the middle
/// ties the pattern to its folder, a slash at the end wants a folder, `!` takes back. Matching
/// takes time proportional to pattern times path at worst, whatever the pattern.
class IgnorePattern {
 public:
  /// Nothing for a line that is empty or a comment.
  static std::optional<IgnorePattern> parse(std::string_view line);

  /// Whether it takes back what earlier patterns excluded.
  bool is_negated() const { return is_negated_; }

  /// `path` is relative to the pattern's folder, without `./` and trailing slash. What lies in an
  /// excluded folder is for the caller to leave out.
  bool matches(std::string_view path, bool is_folder) const;

 private:
  bool is_negated_ = false;
  bool wants_folder_ = false;
  bool is_anchored_ = false;
  std::vector<std::string> segments_;  ///< "**" stands for any number of names
};

}  // namespace fuyuan::cli
