#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/ignore_pattern.hpp"

namespace fuyuan::cli {

/// Which files of a tree are to be left out, by the `.gitignore` files in it and by patterns of the
/// user's, which weigh more. Of several patterns that match, the last one of the innermost folder
/// decides, as in git; so do those of the folders above the tree, up to the top of the repository.
class IgnoreTree {
 public:
  using Fail = std::function<void(const std::string& path, const std::string& what)>;

  /// `patterns` are understood as lines of a `.gitignore` in the working folder, or, for a root
  /// that lies elsewhere, in the root. Throws UsageError for one that is empty or a comment. `fail`
  /// is told of a `.gitignore` that cannot be read.
  IgnoreTree(const std::vector<std::string>& patterns, bool reads_gitignore, Fail fail);

  /// From now on the paths asked about lie in `root`, which itself is never left out.
  void enter_root(const std::string& root);

  /// `path` is in the root. Its folder is not excluded: that was asked before.
  bool excludes(const std::string& path, bool is_folder);

  /// For a file that the user named: whether a pattern of the user's excludes it, or a folder it is
  /// in. What a `.gitignore` says does not matter: the file was asked for.
  bool excludes_named(const std::string& path) const;

 private:
  using Patterns = std::vector<IgnorePattern>;
  struct Folder {
    std::filesystem::path path;
    Patterns patterns;
  };

  /// Makes folders_ the chain from the top down to `folder`.
  void enter(const std::filesystem::path& folder);
  Patterns read(const std::filesystem::path& file) const;

  std::filesystem::path base_;  ///< where patterns_ begin
  Patterns patterns_;           ///< of the user's
  bool reads_gitignore_;
  Fail fail_;
  std::filesystem::path top_;
  std::vector<Folder> folders_;
};

}  // namespace fuyuan::cli
