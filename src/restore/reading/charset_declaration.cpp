#include "restore/reading/charset_declaration.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <unicode/ucnv.h>

#include "charset/charset.hpp"
#include "restore/reading/mail_headers.hpp"
#include "text/ascii.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kSearched = 4096;  ///< bytes; browsers look at the first 1,024

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == ':' ||
         c == '.';
}

/// Whether the name is one of ours, or of those that others have: HZ, ISO-2022-JP.
bool is_charset(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  return find_charset(name) != nullptr || ucnv_countAliases(name.c_str(), &status) > 0;
}

/// The value at `at`, past blanks, `=` and quotation marks, up to `end`.
std::optional<CharsetDeclaration> read_value(std::string_view lower, std::string_view original,
                                             std::size_t at, std::size_t end) {
  constexpr std::string_view kBetween = " \t\r\n=\"'";
  while (at < end && kBetween.find(lower[at]) != std::string_view::npos) ++at;
  const std::size_t first = at;
  while (at < end && is_name_character(lower[at])) ++at;
  if (at == first) return std::nullopt;
  return CharsetDeclaration{first, at, std::string(original.substr(first, at - first))};
}

/// Where what is assigned to `key` in [begin, end) begins, at its `=`; `end` if there is none.
std::size_t find_assigned(std::string_view lower, std::string_view key, std::size_t begin,
                          std::size_t end) {
  const std::string_view text = lower.substr(0, end);
  for (std::size_t at = text.find(key, begin); at != std::string_view::npos;
       at = text.find(key, at + 1)) {
    const std::size_t sign = text.find_first_not_of(" \t\r\n", at + key.size());
    if (sign != std::string_view::npos && text[sign] == '=') return sign;
  }
  return end;
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
      if (sign < end && (lower[sign] == ':' || lower[sign] == '=')) look(sign + 1, end);
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
  const std::size_t end = std::min(lower.find('\n', at + 1), lower.size());
  look(find_assigned(lower, "charset", at, end), end);
}

/// `Content-Type: text/plain; charset=gb2312` of mails.
std::vector<CharsetDeclaration> find_mail_declarations(std::string_view bytes) {
  std::vector<CharsetDeclaration> found;
  for (const HeaderField& field : find_content_types(bytes)) {
    const std::string_view original = bytes.substr(field.begin, field.end - field.begin);
    const std::string lower = to_lower_ascii(original);
    const std::size_t at = find_assigned(lower, "charset", 0, lower.size());
    auto value = read_value(lower, original, at, lower.size());
    if (!value || !is_charset(value->name)) continue;
    value->begin += field.begin;
    value->end += field.begin;
    found.push_back(std::move(*value));
  }
  return found;
}

}  // namespace

std::vector<CharsetDeclaration> find_charset_declarations(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSearched);
  const std::string lower = to_lower_ascii(head);
  std::vector<CharsetDeclaration> found;
  const auto look = [&](std::size_t at, std::size_t end) {
    auto value = read_value(lower, head, at, end);
    // Comments and keywords speak of many things.
    if (value && is_charset(value->name)) found.push_back(std::move(*value));
  };
  constexpr std::string_view kAtCharset = "@charset";
  if (lower.starts_with(kAtCharset)) {
    look(kAtCharset.size(), std::min(lower.find(';'), lower.size()));
    return found;
  }
  look_in_comments(lower, look);
  look_in_catalogue(lower, look);
  for (std::size_t at = lower.find('<'); at != std::string::npos; at = lower.find('<', at + 1)) {
    if (lower.compare(at, 4, "<!--") == 0) {
      at = lower.find("-->", at);
      if (at == std::string::npos) break;
      continue;
    }
    const std::size_t end = std::min(lower.find('>', at), lower.size());
    const auto look_for = [&](std::string_view key) {
      look(find_assigned(lower, key, at, end), end);
    };
    if (lower.compare(at, 5, "<?xml") == 0) look_for("encoding");
    if (lower.compare(at, 5, "<meta") == 0) look_for("charset");
    if (lower.compare(at, 3, "<%@") == 0) {
      look_for("charset");
      look_for("pageencoding");
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
  for (CharsetDeclaration& declared : find_mail_declarations(bytes)) {
    const auto after = std::find_if(all.begin(), all.end(), [&](const CharsetDeclaration& other) {
      return other.begin >= declared.begin;
    });
    if (after == all.end() || after->begin != declared.begin)
      all.insert(after, std::move(declared));
  }
  std::erase_if(all, [](const CharsetDeclaration& declared) {
    return find_charset(declared.name) == find_charset("utf-8");
  });
  return all;
}

}  // namespace fuyuan
