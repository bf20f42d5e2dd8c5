#include "restore/charset_declaration.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "charset/charset.hpp"
#include "text/ascii.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kSearched = 4096;  ///< bytes; browsers look at the first 1,024

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == ':' ||
         c == '.';
}

/// The value after `key` in [begin, end), past blanks, `=` and quotation marks.
std::optional<CharsetDeclaration> read_value(std::string_view lower, std::string_view original,
                                             std::string_view key, std::size_t begin,
                                             std::size_t end) {
  std::size_t at = lower.find(key, begin);
  if (at == std::string_view::npos || at >= end) return std::nullopt;
  at += key.size();
  constexpr std::string_view kBetween = " \t\r\n=\"'";
  while (at < end && kBetween.find(lower[at]) != std::string_view::npos) ++at;
  const std::size_t first = at;
  while (at < end && is_name_character(lower[at])) ++at;
  if (at == first) return std::nullopt;
  return CharsetDeclaration{first, at, std::string(original.substr(first, at - first))};
}

/// Comments such as `# -*- coding: gbk -*-` in the first two lines (PEP 263), which Ruby, Emacs and
/// Vim read as well.
template <typename Look>
void look_in_comments(std::string_view lower, Look look) {
  std::size_t begin = 0;
  for (int line = 0; line < 2 && begin < lower.size(); ++line) {
    const std::size_t end = std::min(lower.find('\n', begin), lower.size());
    const std::size_t first = lower.find_first_not_of(" \t\f", begin);
    if (first < end && lower[first] == '#') {
      const std::size_t at = lower.find("coding", first);
      const std::size_t sign = at < end ? at + std::string_view("coding").size() : end;
      if (sign < end && (lower[sign] == ':' || lower[sign] == '='))
        look(lower.substr(at, sign + 1 - at), at, end);
    }
    begin = end + 1;
  }
}

/// The header of a message catalogue (gettext): `"Content-Type: text/plain; charset=GB2312\n"`.
template <typename Look>
void look_in_catalogue(std::string_view lower, Look look) {
  constexpr std::string_view kHeader = "\n\"content-type:";
  const std::size_t at = lower.find(kHeader);
  if (at == std::string_view::npos) return;
  look("charset=", at, std::min(lower.find('\n', at + 1), lower.size()));
}

}  // namespace

std::vector<CharsetDeclaration> find_charset_declarations(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSearched);
  const std::string lower = to_lower_ascii(head);
  std::vector<CharsetDeclaration> found;
  const auto look = [&](std::string_view key, std::size_t begin, std::size_t end) {
    if (auto value = read_value(lower, head, key, begin, end)) found.push_back(std::move(*value));
  };
  if (lower.starts_with("@charset")) {
    look("@charset", 0, std::min(lower.find(';'), lower.size()));
    return found;
  }
  look_in_comments(lower, look);
  // Comments speak of many things.
  std::erase_if(found, [](const auto& declared) { return find_charset(declared.name) == nullptr; });
  look_in_catalogue(lower, look);
  for (std::size_t at = lower.find('<'); at != std::string::npos; at = lower.find('<', at + 1)) {
    if (lower.compare(at, 4, "<!--") == 0) {
      at = lower.find("-->", at);
      if (at == std::string::npos) break;
      continue;
    }
    const std::size_t end = std::min(lower.find('>', at), lower.size());
    if (lower.compare(at, 5, "<?xml") == 0) look("encoding", at, end);
    if (lower.compare(at, 5, "<meta") == 0) look("charset", at, end);
    if (lower.compare(at, 3, "<%@") == 0) {
      look("charset=", at, end);
      look("pageencoding", at, end);
    }
  }
  return found;
}

std::optional<CharsetDeclaration> find_charset_declaration(std::string_view bytes) {
  std::vector<CharsetDeclaration> all = find_charset_declarations(bytes);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

std::vector<CharsetDeclaration> find_legacy_declarations(std::string_view bytes) {
  std::vector<CharsetDeclaration> all = find_charset_declarations(bytes);
  std::erase_if(all, [](const CharsetDeclaration& declared) {
    return find_charset(declared.name) == find_charset("utf-8");
  });
  return all;
}

}  // namespace fuyuan
