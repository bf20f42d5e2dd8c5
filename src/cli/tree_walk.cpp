#include "cli/tree_walk.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/atomic_file.hpp"

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

/// Files in there look like text at times, and one changed byte breaks the repository.
bool is_version_control(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {".git", ".hg", ".svn", ".bzr", ".jj", "CVS"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Walk {
 public:
  explicit Walk(const TreeVisitor& visitor) : visitor_(visitor) {}

  void enter(const fs::path& folder, const fs::path& relative) {
    std::error_code error;
    if (!visitor_.skip.empty() && fs::equivalent(folder, visitor_.skip, error)) return;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator at(folder, error);
    while (!error && at != fs::directory_iterator()) {
      entries.push_back(*at);
      at.increment(error);
    }
    if (error) visitor_.fail(folder.string(), error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) take(entry, relative);
  }

 private:
  void take(const fs::directory_entry& entry, const fs::path& relative) {
    const fs::path name = entry.path().filename();
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    if (error) {
      visitor_.fail(entry.path().string(), error.message());
    } else if (fs::is_directory(status)) {
      if (is_version_control(name.native()) || excludes(entry, true)) return;
      enter(entry.path(), relative / name);
    } else if (fs::is_regular_file(status) && !is_temporary_name(name.native()) &&
               !excludes(entry, false)) {
      visitor_.visit({entry.path().string(), (relative / name).string()});
    }
  }

  bool excludes(const fs::directory_entry& entry, bool is_folder) const {
    return visitor_.excludes && visitor_.excludes(entry.path().string(), is_folder);
  }

  const TreeVisitor& visitor_;
};

}  // namespace

void walk_tree(const std::string& root, const TreeVisitor& visitor) {
  std::error_code error;
  const fs::path path(root);
  const fs::path name = path.filename();
  if (root != "-" && fs::is_directory(path, error)) {
    const bool only_inside = name.empty() || name == "." || name == "..";
    Walk(visitor).enter(path, only_inside ? fs::path() : name);
    return;
  }
  // Whether it exists and can be read is for whoever opens it to find out.
  visitor.visit({root, name.string()});
}

}  // namespace fuyuan::cli
