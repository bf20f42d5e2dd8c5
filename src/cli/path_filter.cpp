#include "cli/path_filter.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace fuyuan::cli {

PathFilter::Pattern::Pattern(std::string written) : text(std::move(written)) {
  while (text.size() > 1 && text.ends_with('/')) {
    is_about_folders = true;
    text.pop_back();
  }
  is_about_path = text.find('/') != std::string::npos;
  if (text.starts_with("./")) text.erase(0, 2);
  if (text.starts_with('/')) text.erase(0, 1);
}

bool PathFilter::Pattern::fits(const std::string& path) const {
  const std::size_t name = is_about_path ? 0 : path.rfind('/') + 1;  // npos + 1 is 0
  return ::fnmatch(text.c_str(), path.c_str() + name, 0) == 0;
}

PathFilter::PathFilter(const std::vector<std::string>& includes,
                       const std::vector<std::string>& excludes)
    : includes_(includes.begin(), includes.end()), excludes_(excludes.begin(), excludes.end()) {}

bool PathFilter::takes_file(const std::string& path) const {
  const auto fits = [&](const Pattern& pattern) {
    return !pattern.is_about_folders && pattern.fits(path);
  };
  return (includes_.empty() || std::any_of(includes_.begin(), includes_.end(), fits)) &&
         std::none_of(excludes_.begin(), excludes_.end(), fits);
}

bool PathFilter::enters_folder(const std::string& path) const {
  return std::none_of(excludes_.begin(), excludes_.end(),
                      [&](const Pattern& pattern) { return pattern.fits(path); });
}

}  // namespace fuyuan::cli
