#include "restore/verdict/leftover_text.hpp"

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::breaks_words;
using fuyuan::draws_instead;
using fuyuan::is_pinyin;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

TEST_CASE("Leftovers: signs that were read as letters", "[leftover_text]") {
  CHECK(draws_instead(U"∠B＝30°", U"ЎПBЈЅ30Ўг"));
  CHECK_FALSE(draws_instead(U"°", U"Ўг"));
  CHECK_FALSE(draws_instead(U"※※", U"★★"));
  CHECK_FALSE(draws_instead(U"角B＝30°", U"ЅЗBЈЅ30Ўг"));
}

TEST_CASE("Leftovers: pinyin", "[leftover_text]") {
  CHECK(is_pinyin(U"nǐ hǎo, Běijīng!"));
  CHECK(is_pinyin(U"bái rì yī shān jìn — 1"));
  CHECK_FALSE(is_pinyin(U"café"));
  CHECK_FALSE(is_pinyin(U"nǐ 好"));
  CHECK_FALSE(is_pinyin(U"ni hao"));
  CHECK(breaks_words(U"b芍i"));
  CHECK_FALSE(breaks_words(U"你好 bai"));
}

TEST_CASE("Rows of signs and pinyin in a document that is misread", "[leftover_text][restorer]") {
  const std::string text =
      "请把下面的句子抄写一遍。\n"
      "——————————————————\n"
      "bái rì yī shān jìn, huáng hé rù hǎi liú\n"
      "②①④③⑤⑥\n"
      "写完以后交给老师。\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr", "gbk-as-windows-1251"}) {
    CAPTURE(channel);
    CHECK(Restorer().restore(break_with(channel, text)).text == text);
  }
}
