#include "cli/eval/inverse.hpp"

#include <algorithm>
#include <array>
#include "channel/escape.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

constexpr std::array<std::array<std::string_view, 3>, 3> kTables = {
    {{"gb18030", "gbk", "cp936"}, {"big5", "big5-hkscs", "cp950"}, {"windows-949", "uhc", ""}}};

}  // namespace

std::vector<const Charset*> tables_of(const Charset& charset) {
  std::vector<const Charset*> out = {&charset};
  for (const auto& names : kTables) {
    if (std::find(names.begin(), names.end(), charset.name()) == names.end()) continue;
    for (const std::string_view name : names) {
      if (!name.empty() && name != charset.name()) out.push_back(find_charset(name));
    }
  }
  return out;
}

bool decodes_to(const Charset& charset, std::string_view bytes, std::string_view text) {
  const std::u32string want = to_utf32(text);
  std::size_t at = 0;
  for (const char32_t cp : want) {
    const DecodedChar got = charset.decode(byte_view(bytes.substr(at)));
    if (got.length == 0 || got.code_point != cp) return false;
    at += got.length;
  }
  return at == bytes.size();
}

std::optional<bool> is_undone_by_tables(const Misread& misread, std::string_view before,
                                        std::string_view after) {
  if (misread.is_raw()) return decodes_to(misread.original(), after, before);
  if (misread.wrong() == nullptr) return std::nullopt;
  const std::vector<const Charset*> tables = tables_of(*misread.wrong());
  return std::any_of(tables.begin(), tables.end(), [&](const Charset* table) {
    return can_encode(*table, after) &&
           decodes_to(misread.original(), encode_text(*table, after), before);
  });
}

}  // namespace fuyuan::eval
