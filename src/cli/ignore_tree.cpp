#include "cli/ignore_tree.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/console.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

namespace fs = std::filesystem;

/// Absolute, without `.`, `..` and a slash at the end.
fs::path clean(const fs::path& path) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  return whole.has_filename() || whole == whole.root_path() ? whole : whole.parent_path();
}

/// What `path` is called from within `folder`, or nothing where it lies elsewhere.
std::optional<std::string> relative_to(const fs::path& folder, const fs::path& path) {
  const fs::path relative = path.lexically_relative(folder);
  if (relative.empty() || relative == "." || *relative.begin() == "..") return std::nullopt;
  return relative.string();
}

/// What the last pattern that matches says.
template <typename Patterns>
std::optional<bool> decide(const Patterns& patterns, std::string_view path, bool is_folder) {
  for (auto pattern = patterns.rbegin(); pattern != patterns.rend(); ++pattern) {
    if (pattern->matches(path, is_folder)) return !pattern->is_negated();
  }
  return std::nullopt;
}

/// The nearest folder at or above `folder` that is a git repository; `folder` itself if none is.
fs::path find_top(const fs::path& folder) {
  std::error_code error;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at;
    if (at == at.root_path()) return folder;
  }
}

}  // namespace

IgnoreTree::IgnoreTree(const std::vector<std::string>& patterns, bool reads_gitignore, Fail fail)
    : base_(clean(".")), reads_gitignore_(reads_gitignore), fail_(std::move(fail)) {
  for (const std::string& line : patterns) {
    const auto pattern = IgnorePattern::parse(line);
    if (!pattern) throw UsageError(fmt::format("--exclude: '{}' is no pattern", line));
    patterns_.push_back(*pattern);
  }
}

void IgnoreTree::enter_root(const std::string& root) {
  const fs::path path = clean(root);
  top_ = find_top(path);
  folders_.clear();
  const fs::path here = clean(".");
  base_ = path == here || relative_to(here, path) ? here : path;
}

bool IgnoreTree::excludes(const std::string& path, bool is_folder) {
  const fs::path whole = clean(path);
  if (const auto relative = relative_to(base_, whole)) {
    if (const auto verdict = decide(patterns_, *relative, is_folder)) return *verdict;
  }
  if (!reads_gitignore_) return false;
  enter(whole.parent_path());
  for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) {
    const auto relative = relative_to(folder->path, whole);
    if (!relative) continue;
    if (const auto verdict = decide(folder->patterns, *relative, is_folder)) return *verdict;
  }
  return false;
}

bool IgnoreTree::excludes_named(const std::string& path) const {
  const auto relative = relative_to(clean("."), clean(path));
  if (!relative)
    return decide(patterns_, fs::path(path).filename().string(), false).value_or(false);
  for (std::size_t slash = relative->find('/'); slash != std::string::npos;
       slash = relative->find('/', slash + 1)) {
    if (decide(patterns_, relative->substr(0, slash), true).value_or(false)) return true;
  }
  return decide(patterns_, *relative, false).value_or(false);
}

void IgnoreTree::enter(const fs::path& folder) {
  while (!folders_.empty() && folders_.back().path != folder &&
         !relative_to(folders_.back().path, folder)) {
    folders_.pop_back();
  }
  // The folders still missing, from the inside out.
  std::vector<fs::path> missing;
  for (fs::path at = folder; folders_.empty() || at != folders_.back().path;
       at = at.parent_path()) {
    missing.push_back(at);
    if (at == top_ || at == at.root_path()) break;
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    Patterns patterns;
    if (folders_.empty()) patterns = read(*at / ".git" / "info" / "exclude");
    const Patterns own = read(*at / ".gitignore");
    patterns.insert(patterns.end(), own.begin(), own.end());
    folders_.push_back({*at, std::move(patterns)});
  }
}

IgnoreTree::Patterns IgnoreTree::read(const fs::path& file) const {
  Patterns patterns;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return patterns;
  std::string text;
  try {
    text = read_file(file.string());
  } catch (const IoError& problem) {
    fail_(file.string(), problem.what());
  }
  std::string_view rest = text;
  if (rest.starts_with(kUtf8Mark)) rest.remove_prefix(kUtf8Mark.size());
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (const auto pattern = IgnorePattern::parse(rest.substr(0, end))) {
      patterns.push_back(*pattern);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return patterns;
}

}  // namespace fuyuan::cli
