#include "channel/alteration.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "channel/traditional_forms.hpp"
#include "text/han_facts.hpp"
#include "text/normalization.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kFirst = 0x80;
constexpr char32_t kLast = 0xFFFF;

/// Of the full-width forms. Some programs make ASCII of those, and change nothing else.
bool is_wide(char32_t cp) {
  return u_getIntPropertyValue(static_cast<UChar32>(cp), UCHAR_DECOMPOSITION_TYPE) == U_DT_WIDE;
}

}  // namespace

std::vector<std::u32string> Alteration::results(char32_t source) const {
  std::vector<std::u32string> out;
  if (kind_ == Kind::traditional) {
    for (const char32_t form : traditional_candidates(source)) {
      if (form != source) out.emplace_back(1, form);
    }
    return out;
  }
  const std::u32string_view text(&source, 1);
  std::u32string made = to_utf32(normalize(to_utf8(text), normal_form()));
  if (made != text) out.push_back(std::move(made));
  return out;
}

const Alteration::Table& Alteration::table() const {
  std::call_once(made_, [this] {
    const Charset& charset = *misread_.wrong();
    for (char32_t cp = kFirst; cp <= kLast; ++cp) {
      const EncodedChar pair = charset.encode(cp);
      if (pair.length != 2 || charset.decode(pair.view()).code_point != cp) continue;
      for (std::u32string& text : results(cp)) {
        const char32_t first = text[0];
        table_.made.emplace(first, Made{std::move(text), cp});
        if (kind_ != Kind::compatibility || is_wide(cp)) table_.certain.insert(cp);
      }
    }
  });
  return table_;
}

void Alteration::find_sources(std::u32string_view symbols, std::size_t at,
                              std::vector<Source>& out) const {
  const auto [first, last] = table().made.equal_range(symbols[at]);
  for (auto made = first; made != last; ++made) {
    const auto& [text, source] = made->second;
    if (symbols.substr(at).starts_with(text)) out.push_back({source, text.size()});
  }
}

bool Alteration::would_change(std::u32string_view symbols) const {
  if (kind_ == Kind::traditional) return false;
  const auto& certain = table().certain;
  return std::any_of(symbols.begin(), symbols.end(),
                     [&](Symbol symbol) { return certain.contains(symbol); });
}

std::string Alteration::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  const std::string misread = misread_.damage(text, misread_.habits().front(), random);
  if (kind_ == Kind::traditional) return to_utf8(convert_by_character(to_utf32(misread)));
  return normalize(misread, normal_form());
}

}  // namespace fuyuan
