#include "restore/repair/code_point_repair.hpp"

#include <string>

#include "catch.hpp"
#include "channel/stray_mark.hpp"
#include "restore/restorer.hpp"
#include "text/modern_form.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Duplicate;
using fuyuan::duplicate_kind;
using fuyuan::modern_form;
using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

const std::string kText =
    "今天天气很好，我们一家人去公园散步，马路两旁的车子不多。\n"
    "人们用手机拍下了高高的山、清清的水，还有飞过的小鸟和水里的鱼。\n";

std::string restore(std::string_view text, Options options = {}) {
  return Restorer(options).restore(text).text;
}

}  // namespace

TEST_CASE("Code points: duplicates have modern forms", "[code_points]") {
  CHECK(modern_form(U'⽂') == U'文');
  CHECK(modern_form(U'⼀') == U'一');
  CHECK(modern_form(U'⻔') == U'门');
  CHECK(modern_form(U'\uF9D0') == U'類');
  CHECK(modern_form(U'﨎') == U'﨎');  // one of the twelve that are characters of their own
  CHECK(modern_form(0xE7C7) == U'ḿ');
  CHECK(modern_form(0xE81E) == 0x9FB4);
  CHECK(modern_form(0xE816) == 0x20087);
  CHECK(modern_form(0xE5E5) == U'　');
  CHECK(modern_form(0xE000) == 0xE000);
  CHECK(modern_form(U'文') == U'文');
  CHECK(duplicate_kind(U'⽂') == Duplicate::radical);
  CHECK(duplicate_kind(U'文') == Duplicate::none);
  CHECK(fuyuan::duplicate_of(U'文', Duplicate::radical) == U'⽂');
  CHECK(fuyuan::duplicate_of(U'你', Duplicate::radical) == U'你');
}

TEST_CASE("Code points: what a PDF made of the text", "[code_points]") {
  const std::string broken = break_with("duplicate-code-points", kText, "radical");
  CHECK(broken != kText);
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == kText);
  CHECK(restored.plan.apply(broken) == kText);
  CHECK(restore("他说\uE5E5很好，我们走吧") == "他说　很好，我们走吧");
  CHECK(restore("人名用字龴的旧码位是\uE81E字") == "人名用字龴的旧码位是龴字");
  Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string hant = "這類事情不多見，我們樂意幫忙。";
  CHECK(restore(break_with("duplicate-code-points", hant, "compatibility"), keep) == hant);
}

TEST_CASE("Code points: what is meant stays", "[code_points]") {
  for (const char* text :
       {"⼀ ⼁ ⼂ ⼃ ⼄ ⼅", "返回 \uE81E 首页", "ＡＢＣ１２３公司今天发布了新产品。",
        "ｶﾀｶﾅは半角です", "部首：⼈", "①②③㈱㎡", "고기 \uF9D0 라"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("Code points: stray byte-order marks", "[code_points]") {
  for (const char* habit : {"unicode", "latin1", "cp437", "windows-1251", "macroman"}) {
    CHECK(restore(break_with("byte-order-mark", kText, habit)) == kText);
  }
  for (const char* form : {"п»ї", "∩╗┐", "Ôªø", "´╗┐", "я╗┐", "О╩©", "ο»Ώ", "ÿþ", "þÿ"}) {
    CHECK(restore(form + kText) == kText);
    CHECK(restore(form + std::string("@echo off\r\n")) == "@echo off\r\n");
    CHECK(restore(kText + "\n" + form + kText) == kText + "\n" + form + kText);
  }
  CHECK(restore("嚜?html>" + kText) == "<html>" + kText);
  CHECK(restore("癤??xml version=\"1.0\"?>\n" + kText) == "<?xml version=\"1.0\"?>\n" + kText);
  CHECK(restore(break_with("byte-order-mark", "html lang=zh>" + kText, "gbk")) ==
        "html lang=zh>" + kText);
  CHECK(restore("锘?html>" + kText) == "<html>" + kText);
  CHECK(restore("锘??xml version=\"1.0\"?>\n" + kText) == "<?xml version=\"1.0\"?>\n" + kText);
  Options strict;
  strict.strict = true;
  CHECK(restore("锘?html>" + kText, strict) == "锘?html>" + kText);
  CHECK(restore(kText + "\uFEFF" + kText) == kText + kText);
  CHECK(restore("\uFEFF\uFEFF" + kText) == kText);
  const std::string about = "文件开头的三个怪字符：\nï»¿ 就是字节顺序标记。\n";
  CHECK(restore(about) == about);
  const std::string element = "锘是一种放射性元素，由人工合成。\n";
  CHECK(restore(element) == element);
}

TEST_CASE("Code points: numbers belong to the text around them", "[code_points]") {
  CHECK(restore("会议于5⽉19⽇⾄31⽇在⼴州举⾏。") == "会议于5月19日至31日在广州举行。");
}

TEST_CASE("Code points: where most duplicates are accidents, all are", "[code_points]") {
  CHECK(restore("这⾥的⼈⼝密度是43.4⼈/km²，⽐去年⾼，⾯积没有变化。") ==
        "这里的人口密度是43.4人/km²，比去年高，面积没有变化。");
  // Here they are not.
  const std::string radicals = "部首表 ⼀ ⼁ ⼂ ⼃ 共有两百多个部首，都按笔画排列。\n";
  CHECK(restore(radicals) == radicals);
}

TEST_CASE("Byte-order marks where another file begins", "[code_points]") {
  const Restorer restorer;
  const Restored restored =
      restorer.restore("编号,城市\n1,兰州\nï»¿编号,城市\n2,西宁\nï»¿<?php echo 1;\n");
  CHECK(restored.text == "编号,城市\n1,兰州\n编号,城市\n2,西宁\n<?php echo 1;\n");
  CHECK(restored.verdict == fuyuan::Verdict::restored);
  for (const char* shown :
       {"文件开头多了三个字符：\nï»¿编号,城市\n这就是 BOM，用编辑器去掉就好。\n",
        "这三个是：\nï»¿\n请删除\n", "这里出现了乱码：\nï»¿编号\n"}) {
    CHECK(restorer.restore(shown).text == shown);
  }
}

TEST_CASE("Code points: what converters wrote for 麼 is 么, and the youngest stays",
          "[code_points]") {
  CHECK(restore("他说什幺也不肯走，你看怎幺办？\n") == "他说什么也不肯走，你看怎么办？\n");
  for (const char* healthy :
       {"她是家里的老幺，大家都叫她幺妹。\n", "他老是弄出些幺蛾子来，幺叔也拿他没办法。\n",
        "掷出幺点的人先走，呼吸暗号是幺洞拐。\n", "“幺”字只有三画，从半个糸。\n"}) {
    CHECK(restore(healthy) == healthy);
  }
}
