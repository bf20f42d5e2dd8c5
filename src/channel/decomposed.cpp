#include "channel/decomposed.hpp"

#include <algorithm>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Combining accents; those of kana; the vowels and finals of hangul.
bool is_part(Symbol s) {
  return (s >= 0x300 && s <= 0x36F) || s == 0x3099 || s == 0x309A || (s >= 0x1161 && s <= 0x11C2);
}

const icu::Normalizer2& normalizer(bool composes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = composes ? icu::Normalizer2::getNFCInstance(status)
                                           : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no data for normalization");
  return *found;
}

std::string normalize(std::string_view text, bool composes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string out;
  normalizer(composes).normalize(wide, status).toUTF8String(out);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalize the text");
  return out;
}

}  // namespace

bool Decomposed::is_in(std::u32string_view symbols) {
  return std::any_of(symbols.begin(), symbols.end(), is_part);
}

std::u32string Decomposed::compose(std::u32string_view symbols) {
  return to_utf32(normalize(to_utf8(symbols), true));
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
  return normalize(text, false);
}

}  // namespace fuyuan
