#include "channel/decomposed.hpp"

#include <algorithm>

#include "text/normalization.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Combining accents; those of kana; the vowels and finals of hangul.
bool is_part(Symbol s) {
  return (s >= 0x300 && s <= 0x36F) || s == 0x3099 || s == 0x309A || (s >= 0x1161 && s <= 0x11C2);
}

}  // namespace

bool Decomposed::is_in(std::u32string_view symbols) {
  return std::any_of(symbols.begin(), symbols.end(), is_part);
}

std::u32string Decomposed::compose(std::u32string_view symbols) {
  return to_utf32(normalize(to_utf8(symbols), NormalForm::nfc));
}

void Decomposed::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  const std::u32string_view symbols = observed.symbols;
  if (state != kRest || is_raw(symbols[at])) return;
  std::size_t end = at + 1;
  while (end < symbols.size() && is_part(symbols[end])) ++end;
  if (end == at + 1) return;
  out.open(end - at, 0);
  for (const char32_t cp : compose(symbols.substr(at, end - at))) out.emit(cp);
  out.close(kRest);
}

std::string Decomposed::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  return normalize(text, NormalForm::nfd);
}

}  // namespace fuyuan
