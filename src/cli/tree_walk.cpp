#include "cli/tree_walk.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string>
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

/// Where the walk is: as things are called now, below the root, and under an output folder.
struct Place {
  fs::path path;
  fs::path below;
  fs::path relative;
};

class Walk {
 public:
  explicit Walk(const TreeVisitor& visitor) : visitor_(visitor) {}

  void enter(const Place& folder) {
    std::error_code error;
    if (!visitor_.skip.empty() && fs::equivalent(folder.path, visitor_.skip, error)) return;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator at(folder.path, error);
    while (!error && at != fs::directory_iterator()) {
      entries.push_back(*at);
      at.increment(error);
    }
    if (error) visitor_.fail(folder.path.string(), error.message());
    std::sort(entries.begin(), entries.end());
    const std::map<std::string, std::string> new_names = find_new_names(entries);
    for (const fs::directory_entry& entry : entries) take(entry, folder, new_names);
  }

 private:
  std::map<std::string, std::string> find_new_names(
      const std::vector<fs::directory_entry>& entries) const {
    if (!visitor_.find_new_names) return {};
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : entries) names.push_back(entry.path().filename());
    return visitor_.find_new_names(names);
  }

  void take(const fs::directory_entry& entry, const Place& folder,
            const std::map<std::string, std::string>& new_names) {
    const std::string name = entry.path().filename();
    const auto found = new_names.find(name);
    const bool is_renamed = found != new_names.end();
    const Place place{entry.path(), folder.below / name,
                      folder.relative / (is_renamed ? found->second : name)};
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    if (error) {
      visitor_.fail(entry.path().string(), error.message());
      return;
    }
    if (fs::is_directory(status)) {
      if (is_version_control(name) || !visitor_.filter.enters_folder(place.below) ||
          excludes(entry, true)) {
        return;
      }
      enter(place);
    } else if (fs::is_regular_file(status)) {
      if (is_temporary_name(name) || !visitor_.filter.takes_file(place.below) ||
          excludes(entry, false)) {
        return;
      }
      visitor_.visit({place.path, place.relative});
    } else {
      return;
    }
    if (is_renamed && visitor_.rename) visitor_.rename({place.path, found->second});
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
    if (!visitor.skip.empty() && fs::equivalent(path, visitor.skip, error)) {
      visitor.fail(root, "is the folder that is written to; say --in-place if you mean it");
      return;
    }
    const bool only_inside = name.empty() || name == "." || name == "..";
    Walk(visitor).enter({path, {}, only_inside ? fs::path() : name});
    return;
  }
  // Whether it exists and can be read is for whoever opens it to find out.
  visitor.visit({root, name.string()});
}

}  // namespace fuyuan::cli
