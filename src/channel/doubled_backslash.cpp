#include "channel/doubled_backslash.hpp"

#include <algorithm>

#include "channel/traditional_forms.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr unsigned char kBackslash = 0x5C;

bool ends_in_backslash_in(const Charset& charset, char32_t code_point) {
  const EncodedChar encoded = charset.encode(code_point);
  return encoded.length == 2 && encoded.bytes[1] == kBackslash;
}

const Charset& big5() {
  static const Charset& charset = *find_charset("big5");
  return charset;
}

const Charset& gbk() {
  static const Charset& charset = *find_charset("gb18030");
  return charset;
}

}  // namespace

bool DoubledBackslash::ends_in_backslash(char32_t code_point) {
  if (code_point < 0x80 || is_raw(code_point)) return false;
  if (ends_in_backslash_in(big5(), code_point) || ends_in_backslash_in(gbk(), code_point))
    return true;
  const std::u32string traditional = convert_by_character({&code_point, 1});
  return std::any_of(traditional.begin(), traditional.end(),
                     [](char32_t cp) { return ends_in_backslash_in(big5(), cp); });
}

void DoubledBackslash::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                               ArcBuffer& out) const {
  if (state != kRest || at == 0 || observed.symbols[at] != kBackslash) return;
  if (!ends_in_backslash(observed.symbols[at - 1])) return;
  out.open(1, 0);
  out.close(kRest);
}

std::string DoubledBackslash::damage(std::string_view text, std::string_view habit,
                                     std::mt19937_64& random) const {
  static_cast<void>(random);
  const Charset& charset = habit == "gbk" ? gbk() : big5();
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    append_utf8(cp, out);
    if (ends_in_backslash_in(charset, cp)) out.push_back('\\');
  }
  return out;
}

}  // namespace fuyuan
