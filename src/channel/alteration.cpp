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
constexpr char32_t kSoftHyphen = 0xAD;
constexpr float kNotAscii = 1.5F;    ///< nats: that a letter of ASCII was another one
constexpr float kOneHyphen = 1;      ///< nats: one byte in a hundred is it
constexpr float kTwoHyphens = 1.3F;  ///< the same of a whole character, such as 限 of Big5

bool is_latin1_sign(Symbol s) { return s >= 0xA0 && s < 0xC0; }

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

void Alteration::find_hyphens(std::u32string_view symbols, std::size_t at,
                              std::vector<Source>& out) {
  constexpr std::u32string_view kHyphens = U"\u00AD\u00AD";
  constexpr std::u32string_view kIndent =
      U"¡¡¡¡";  // two ideographic spaces; each was dots elsewhere
  if (at < kIndent.size() && symbols.starts_with(kIndent)) return;
  const std::u32string_view symbol = symbols.substr(at, 1);
  // So many symbols before it, it and the next.
  const auto around_of = [&](std::size_t reach) {
    const std::size_t back = std::min(at, reach);
    return symbols.substr(at - back, back + 2);
  };
  const std::u32string_view near = around_of(1);
  if (std::all_of(near.begin(), near.end(), [](Symbol s) { return s < 0x80; })) return;
  // A sign that stands alone is one.
  const std::u32string_view around = around_of(2);
  const auto letters =
      std::count_if(around.begin(), around.end(), [](Symbol s) { return s >= 0x80; });
  if (letters == 1 && (is_latin1_sign(symbol[0]) || (at > 0 && is_latin1_sign(symbols[at - 1]))))
    return;
  const auto add = [&](std::u32string_view first, std::u32string_view second, float cost) {
    Source source{std::u32string(first), 1, cost};
    source.text += second;
    out.push_back(std::move(source));
  };
  for (std::size_t count = 1; count <= kHyphens.size(); ++count) {
    const float cost = count == 1 ? kOneHyphen : kTwoHyphens;
    add(kHyphens.substr(0, count), symbol, cost);
    if (at + 1 == symbols.size()) add(symbol, kHyphens.substr(0, count), cost);
  }
}

void Alteration::find_sources(std::u32string_view symbols, std::size_t at,
                              std::vector<Source>& out) const {
  if (kind_ == Kind::soft_hyphens) return find_hyphens(symbols, at, out);
  const auto [first, last] = table().made.equal_range(symbols[at]);
  for (auto made = first; made != last; ++made) {
    const auto& [text, source] = made->second;
    if (symbols.substr(at).starts_with(text))
      out.push_back({std::u32string(1, source), text.size(), symbols[at] < 0x80 ? kNotAscii : 0});
  }
}

bool Alteration::would_change(std::u32string_view symbols) const {
  if (kind_ == Kind::traditional) return false;
  if (kind_ == Kind::soft_hyphens) return symbols.find(kSoftHyphen) != std::u32string_view::npos;
  const auto& certain = table().certain;
  return std::any_of(symbols.begin(), symbols.end(),
                     [&](Symbol symbol) { return certain.contains(symbol); });
}

std::string Alteration::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  const std::string misread = misread_.damage(text, misread_.habits().front(), random);
  if (kind_ == Kind::traditional) return to_utf8(convert_by_character(to_utf32(misread)));
  if (kind_ == Kind::soft_hyphens) {
    std::u32string symbols = to_utf32(misread);
    std::erase(symbols, kSoftHyphen);
    return to_utf8(symbols);
  }
  return normalize(misread, normal_form());
}

}  // namespace fuyuan
