#pragma once

#include <string>
#include <vector>

namespace fuyuan::cli {

/// Which of a folder's files are wanted. A pattern is a shell's: `*`, `?`, `[a-z]`. Without a slash
/// it is about names, wherever they are; with one about the whole path below the folder, where `*`
/// stands for slashes, too. One with a slash at its end is about folders only.
class PathFilter {
 public:
  PathFilter() = default;
  /// No `includes`: all files.
  PathFilter(const std::vector<std::string>& includes, const std::vector<std::string>& excludes);

  /// `path` is relative to the folder that is walked.
  bool takes_file(const std::string& path) const;
  bool enters_folder(const std::string& path) const;

 private:
  struct Pattern {
    explicit Pattern(std::string written);
    bool fits(const std::string& path) const;

    std::string text;
    bool is_about_path = false;
    bool is_about_folders = false;
  };

  std::vector<Pattern> includes_;
  std::vector<Pattern> excludes_;
};

}  // namespace fuyuan::cli
