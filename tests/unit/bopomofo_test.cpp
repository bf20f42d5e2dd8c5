#include "text/bopomofo.hpp"

#include <string>

#include "catch.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

using fuyuan::parse_bopomofo;

TEST_CASE("Bopomofo: syllables are those of pinyin", "[bopomofo]") {
  const struct {
    const char32_t* text;
    const char32_t* pinyin;
  } rows[] = {{U"ㄏㄢˋ", U"hàn"}, {U"ㄗˋ", U"zì"},   {U"ㄐㄧㄣ", U"jīn"},
              {U"ㄩㄝˋ", U"yuè"}, {U"ㄌㄩˇ", U"lǚ"}, {U"ㄒㄩㄥˊ", U"xióng"},
              {U"ㄨㄥ", U"wēng"}, {U"ㄦˊ", U"ér"},   {U"ㄉㄨㄥ", U"dōng"},
              {U"˙ㄉㄜ", U"de"},  {U"ㄉㄜ˙", U"de"}, {U"ㄓㄨㄤ", U"zhuāng"},
              {U"ㄋㄩˇ", U"nǚ"},  {U"ㄧˋ", U"yì"},   {U"ㄑㄩㄢˊ", U"quán"}};
  for (const auto& row : rows) {
    const std::u32string text = row.text;
    CAPTURE(fuyuan::to_utf8(text));
    const auto syllable = parse_bopomofo(text);
    REQUIRE(syllable.has_value());
    CHECK(syllable->length == text.size());
    CHECK(fuyuan::to_utf8(fuyuan::spell(*syllable)) == fuyuan::to_utf8(row.pinyin));
  }
}

TEST_CASE("Bopomofo: every reading can be written and read back", "[bopomofo]") {
  for (const char32_t han :
       std::u32string_view(U"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏女绿雪云兄")) {
    for (const fuyuan::Syllable& reading : fuyuan::readings(han)) {
      const std::u32string written = fuyuan::spell_bopomofo(reading);
      CAPTURE(fuyuan::to_utf8(std::u32string(1, han)), fuyuan::to_utf8(written));
      const auto read = parse_bopomofo(written);
      REQUIRE(read.has_value());
      CHECK(*read == reading);
    }
  }
}

TEST_CASE("Bopomofo: what is no syllable", "[bopomofo]") {
  for (const char32_t* text : {U"", U"ˋ", U"han", U"漢", U"ㄅ", U"ㄅㄩ"}) {
    CAPTURE(fuyuan::to_utf8(text));
    const auto found = parse_bopomofo(text);
    CHECK((!found || found->length == 0));
  }
}
