#include "archive/joined_strings.hpp"

#include <algorithm>

namespace fuyuan {

void JoinedStrings::add(std::string_view string) {
  if (!lines_.empty()) text_ += '\n';
  text_ += string;
  lines_.push_back(1 + static_cast<std::size_t>(std::count(string.begin(), string.end(), '\n')));
}

std::optional<std::vector<std::string>> JoinedStrings::split(std::string_view restored) const {
  std::vector<std::string> out;
  if (lines_.size() == 1) return std::vector<std::string>{std::string(restored)};
  if (lines_.empty() && restored.empty()) return out;
  std::size_t begin = 0;
  for (const std::size_t lines : lines_) {
    if (begin > restored.size()) return std::nullopt;
    std::size_t end = begin;
    for (std::size_t i = 0; i < lines; ++i) {
      if (i > 0) ++end;
      if (end > restored.size()) return std::nullopt;
      end = std::min(restored.find('\n', end), restored.size());
    }
    out.emplace_back(restored.substr(begin, end - begin));
    begin = end + 1;
  }
  if (begin != restored.size() + 1) return std::nullopt;
  return out;
}

}  // namespace fuyuan
