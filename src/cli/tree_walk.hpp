#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/path_filter.hpp"

namespace fuyuan::cli {

/// A file to work on.
struct InputFile {
  std::string path;      ///< how to open it, and what to call it
  std::string relative;  ///< where it belongs under an output folder
};

/// A file or folder and the name that it should have.
struct Rename {
  std::string path;
  std::string new_name;
};

struct TreeVisitor {
  std::function<void(const InputFile&)> visit;
  std::function<void(const std::string& path, const std::string& what)> fail;
  std::string skip;  ///< a folder that is not entered (the output folder), or empty
  PathFilter filter;
  /// What names in a folder become; where there is one, `relative` has the new names.
  std::function<std::map<std::string, std::string>(const std::vector<std::string>&)>
      find_new_names = nullptr;
  /// Called with what has a new name: after the insides of a folder, the folder.
  std::function<void(const Rename&)> rename = nullptr;
  /// Asked about each folder and file on the way; what it says yes to is passed over.
  std::function<bool(const std::string& path, bool is_folder)> excludes = nullptr;
};

/// Calls `visit` for `root` itself, or, if it is a folder, for all regular files in it that the
/// filter wants, in the order of their names. A folder `a/b` keeps its own name, so that its file
/// `c` is `b/c` relatively; of `a/b/` and `.` only what is inside counts. Inside folders symbolic
/// links, special files, the insides of version control (.git and the like) and our own temporary
/// files are passed over. What cannot be read goes to `fail`, and the walk goes on.
void walk_tree(const std::string& root, const TreeVisitor& visitor);

}  // namespace fuyuan::cli
