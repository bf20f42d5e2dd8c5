#include <algorithm>
#include <random>

#include "catch.hpp"
#include "channel/guessing_decoder.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Options;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

/// GBK, each byte a letter.
std::string as_latin1(std::string_view text) {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  std::u32string letters;
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    const fuyuan::EncodedChar encoded = gbk.encode(cp);
    for (const unsigned char byte : encoded.view()) letters.push_back(byte);
  }
  return fuyuan::to_utf8(letters);
}

}  // namespace

TEST_CASE("GuessingDecoder: what it guessed in one place and not in the next comes back",
          "[guessing_decoder][restorer]") {
  const std::string guessed = "用户很多，欢迎使用系统，也需要维护。";
  const std::string other = "越来越多的人请求注册，请介绍结构。";
  for (const bool is_first : {true, false}) {
    const std::string broken = is_first ? break_with("gbk-guessed", guessed) + as_latin1(other)
                                        : as_latin1(other) + break_with("gbk-guessed", guessed);
    const std::string text = is_first ? guessed + other : other + guessed;
    CHECK(Restorer(Options()).restore(broken).text == text);
  }
}

TEST_CASE("GuessingDecoder: letters of several scripts stay that are meant",
          "[guessing_decoder][restorer]") {
  for (const char* text : {"Größe ∅ und α·β, γ·δ «ж» «я»\n", "§ Ελλάς · Кипр · Türkiye · Россия\n",
                           "Ñandú ñ, где é и ü рядом: ñж éя\n"}) {
    CHECK(Restorer(Options()).restore(text).text == text);
  }
}

TEST_CASE("CharsetDecoder: blanks that were no-break spaces come back in any charset",
          "[wrong_decoder][restorer]") {
  const std::string text = "显示实际时间，现在适当地试一试。\n";
  for (const char* channel : {"gbk-as-macroman", "utf8-as-macroman", "gbk-as-cp437"}) {
    CAPTURE(channel);
    std::u32string broken = fuyuan::to_utf32(break_with(channel, text));
    std::replace(broken.begin(), broken.end(), U'\u00A0', U' ');
    CHECK(Restorer(Options()).restore(fuyuan::to_utf8(broken)).text == text);
  }
}
