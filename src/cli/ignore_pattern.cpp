#include "cli/ignore_pattern.hpp"

#include <cctype>
#include <cstddef>

namespace fuyuan::cli {
namespace {

constexpr std::string_view kAnyFolders = "**";

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> names;
  while (true) {
    const std::size_t slash = path.find('/');
    names.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return names;
    path.remove_prefix(slash + 1);
  }
}

/// Whether `*` and `**` let `pattern` match `items`: the last star seen takes one more each time
/// that the rest does not fit. `is_star` and `fits` ask about one element of the pattern.
template <typename Pattern, typename IsStar, typename Fits>
bool match_with_stars(const Pattern& pattern, std::size_t item_count, IsStar is_star, Fits fits) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::size_t at = 0;
  std::size_t item = 0;
  std::size_t star = kNone;
  std::size_t taken = 0;  // items up to which the last star reaches
  while (item < item_count) {
    if (at < pattern.size() && is_star(pattern[at])) {
      star = at++;
      taken = item;
    } else if (at < pattern.size() && fits(pattern[at], item)) {
      ++at;
      ++item;
    } else if (star != kNone) {
      at = star + 1;
      item = ++taken;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && is_star(pattern[at])) ++at;
  return at == pattern.size();
}

bool is_in_class(std::string_view name, unsigned char byte) {
  if (name == "alpha") return std::isalpha(byte) != 0;
  if (name == "digit") return std::isdigit(byte) != 0;
  if (name == "alnum") return std::isalnum(byte) != 0;
  if (name == "upper") return std::isupper(byte) != 0;
  if (name == "lower") return std::islower(byte) != 0;
  if (name == "space") return std::isspace(byte) != 0;
  if (name == "blank") return byte == ' ' || byte == '\t';
  if (name == "punct") return std::ispunct(byte) != 0;
  if (name == "print") return std::isprint(byte) != 0;
  if (name == "graph") return std::isgraph(byte) != 0;
  if (name == "cntrl") return std::iscntrl(byte) != 0;
  if (name == "xdigit") return std::isxdigit(byte) != 0;
  return false;
}

/// Reads `[…]`: how long it is, 0 where it never ends, and whether `byte` is in it.
struct Bracket {
  std::size_t length = 0;
  bool contains = false;
};

Bracket read_bracket(std::string_view text, unsigned char byte) {
  std::size_t at = 1;
  const bool is_inverted = at < text.size() && (text[at] == '!' || text[at] == '^');
  at += is_inverted ? 1 : 0;
  bool found = false;
  const auto next = [&]() {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    return static_cast<unsigned char>(text[at++]);
  };
  for (bool is_first = true; at < text.size(); is_first = false) {
    if (text[at] == ']' && !is_first) return {at + 1, found != is_inverted};
    if (text.substr(at).starts_with("[:")) {
      const std::size_t end = text.find(":]", at + 2);
      if (end != std::string_view::npos) {
        found = found || is_in_class(text.substr(at + 2, end - at - 2), byte);
        at = end + 2;
        continue;
      }
    }
    const unsigned char first = next();
    unsigned char last = first;
    if (at + 1 < text.size() && text[at] == '-' && text[at + 1] != ']') {
      ++at;
      last = next();
    }
    found = found || (first <= byte && byte <= last);
  }
  return {};
}

/// One element of a name's pattern: what it is, in the pattern's own spelling.
std::vector<std::string_view> split_glob(std::string_view glob) {
  std::vector<std::string_view> elements;
  while (!glob.empty()) {
    std::size_t length = 1;
    if (glob[0] == '\\') length = 2;  // one at the very end stays alone, and matches nothing
    if (glob[0] == '[') length = read_bracket(glob, 0).length;
    if (length == 0) length = glob.size();  // a bracket that never ends matches nothing, either
    elements.push_back(glob.substr(0, length));
    glob.remove_prefix(elements.back().size());
  }
  return elements;
}

bool fits(std::string_view element, char c) {
  switch (element[0]) {
    case '?':
      return true;
    case '\\':
      return element.size() == 2 && element[1] == c;
    case '[':
      return read_bracket(element, static_cast<unsigned char>(c)).contains;
    default:
      return element[0] == c;
  }
}

bool match_name(std::string_view glob, std::string_view name) {
  return match_with_stars(
      split_glob(glob), name.size(), [](std::string_view element) { return element == "*"; },
      [&](std::string_view element, std::size_t at) { return fits(element, name[at]); });
}

/// Without the spaces at its end, but for one that a backslash protects.
std::string_view trim_end(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ')) {
    std::size_t backslashes = 0;
    while (backslashes + 1 < line.size() && line[line.size() - 2 - backslashes] == '\\')
      ++backslashes;
    if (backslashes % 2 != 0) break;
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line) {
  if (line.starts_with('#')) return std::nullopt;
  line = trim_end(line);
  IgnorePattern pattern;
  if (line.starts_with('!')) {
    pattern.is_negated_ = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.wants_folder_ = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return std::nullopt;
  pattern.is_anchored_ = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  pattern.segments_ = split(line);
  // What lies in a folder does not include the folder.
  if (pattern.is_anchored_ && pattern.segments_.back() == kAnyFolders) {
    pattern.segments_.emplace_back("*");
  }
  return pattern;
}

bool IgnorePattern::matches(std::string_view path, bool is_folder) const {
  if (wants_folder_ && !is_folder) return false;
  if (!is_anchored_) return match_name(segments_[0], path.substr(path.rfind('/') + 1));
  const std::vector<std::string> names = split(path);
  return match_with_stars(
      segments_, names.size(), [](const std::string& segment) { return segment == kAnyFolders; },
      [&](const std::string& segment, std::size_t at) { return match_name(segment, names[at]); });
}

}  // namespace fuyuan::cli
