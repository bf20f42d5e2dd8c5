#include "restore/reading/tree_listing.hpp"

#include <algorithm>
#include <initializer_list>

namespace fuyuan {
namespace {

/// How many bytes the first of them takes that the text begins with.
std::size_t first_of(std::string_view text, std::initializer_list<std::string_view> all) {
  const auto* const found = std::find_if(
      all.begin(), all.end(), [&](std::string_view one) { return text.starts_with(one); });
  return found == all.end() ? 0 : found->size();
}

}  // namespace

std::size_t tree_prefix(std::string_view line) {
  std::size_t size = 0;
  while (const std::size_t level =
             first_of(line.substr(size), {"│   ", "    ", "│\u00A0\u00A0 ", "\u00A0\u00A0\u00A0 "}))
    size += level;
  const std::size_t branch = first_of(line.substr(size), {"├── ", "└── "});
  return branch == 0 ? 0 : size + branch;
}

}  // namespace fuyuan
