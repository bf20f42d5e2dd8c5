#include "channel/alteration.hpp"

#include <algorithm>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Alteration;
using fuyuan::Options;
using fuyuan::Registry;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

const Alteration& find(std::string_view name) {
  return dynamic_cast<const Alteration&>(*Registry::instance().find(name));
}

std::u32string sources_of(std::string_view alteration, std::u32string_view symbols) {
  std::vector<Alteration::Source> found;
  find(alteration).find_sources(symbols, 0, found);
  std::u32string out;
  for (const Alteration::Source& source : found) out += source.text;
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("Alteration: what symbols may have been", "[alteration]") {
  CHECK(sources_of("utf8-as-gbk-folded", U"g") == U"\uFF47");
  CHECK(sources_of("utf8-as-gbk-folded", U"(1)").find(U'\u2474') != std::u32string::npos);
  CHECK(sources_of("utf8-as-gbk-folded", U"\u9422").empty());
  CHECK(sources_of("utf8-as-gbk-converted", U"\u6B61") == U"\u6B22");
  CHECK(sources_of("utf8-as-gbk-converted", U"g").empty());
  CHECK(sources_of("gbk-as-euc-kr-composed", U"\u5951") == U"\uF909");
  CHECK(sources_of("gbk-as-euc-kr-composed", U"\u6A02") == U"\uF914\uF95C\uF9BF");
}

TEST_CASE("Alteration: a program leaves nothing of what it changes", "[alteration]") {
  CHECK(find("utf8-as-gbk-folded").would_change(U"a\uFF47"));
  CHECK_FALSE(find("utf8-as-gbk-folded").would_change(U"ag\uFE43"));
  CHECK(find("gbk-as-euc-kr-composed").would_change(U"\uF909"));
  CHECK_FALSE(find("utf8-as-gbk-converted").would_change(U"\u6B22"));
}

TEST_CASE("Misread text comes back that another program altered", "[alteration][restorer]") {
  const std::string text =
      "请先提交代码，再确认一遍。\n"
      "这些图片返回以后会跳转到下一页，欢迎再来。\n"
      "如果需要的话，执行下一行命令就行，不要重复。\n"
      "解释一下：这里的声音太大，那就关掉吧。\n";
  for (const char* name :
       {"utf8-as-gbk-folded", "utf8-as-gbk-converted", "gbk-as-euc-kr-composed"}) {
    CAPTURE(name);
    const std::string plain = break_with(find(name).misread().name(), text);
    const std::string broken = break_with(name, text);
    CHECK(broken != plain);
    const Restored restored = Restorer(Options()).restore(broken);
    CHECK(restored.text == Restorer(Options()).restore(plain).text);
    REQUIRE(restored.plan.steps.size() == 2);
    CHECK(restored.plan.steps[0].spans[0].channel == name);
    CHECK(restored.plan.apply(broken) == restored.text);
    CHECK(Restorer(Options()).restore(restored.text).plan.empty());
  }
}

TEST_CASE("What was not altered is left to the misread alone", "[alteration][restorer]") {
  const std::string text = "请先提交代码，版本 3.2 (beta) 发布以后再确认一遍：x = g(1) + 20%。\n";
  for (const char* misread : {"utf8-as-gbk", "gbk-as-euc-kr"}) {
    CAPTURE(misread);
    const Restored restored = Restorer(Options()).restore(break_with(misread, text));
    CHECK(restored.plan.steps.size() == 1);
  }
}

TEST_CASE("Healthy text stays that looks altered", "[alteration][restorer]") {
  Options options;
  options.to = fuyuan::Script::keep;
  for (const char* text :
       {"歡迎來到這裡，請返回上一頁，結束以後還要更新軟體。\n",
        "大韓民國의 行政 契約과 樂譜를 읽는다.\n", "代码 g 和 e 是变量，1 到 3 是编号，见 (1)。\n",
        "契丹国的历史，金朝行宫里奏乐。\n"}) {
    CAPTURE(text);
    CHECK(Restorer(options).restore(text).text == text);
  }
}

TEST_CASE("Alteration: where a soft hyphen may have stood", "[alteration]") {
  const Alteration& alteration = find("gbk-as-windows-1252-unhyphenated");
  CHECK(alteration.leaves_nothing());
  CHECK(alteration.would_change(U"\u00BE\u00AD"));
  CHECK_FALSE(alteration.would_change(U"\u00BE\u00C6"));
  const std::u32string sources = sources_of("gbk-as-windows-1252-unhyphenated", U"\u00BE\u00C6");
  CHECK(std::count(sources.begin(), sources.end(), U'\u00AD') == 3);
  CHECK(sources_of("gbk-as-windows-1252-unhyphenated", U"a").empty());
}

TEST_CASE("Soft hyphens that a browser did not show come back", "[alteration][restorer]") {
  const std::string gbk =
      "经理已经看过这份合同，谁也没有意见。\n"
      "“我……原来不知道。”他经常这样说。\n"
      "原则上下周签字，编辑部负责画面。\n";
  const std::string big5 =
      "請先閱讀背面的說明，再輸入英文名字。\n"
      "數值限制在一百以內，編輯部的人都知道。\n";
  Options keep;
  keep.to = fuyuan::Script::keep;
  for (const auto& [name, text] : {std::pair("gbk-as-windows-1252-unhyphenated", gbk),
                                   std::pair("big5-as-windows-1252-unhyphenated", big5)}) {
    CAPTURE(name);
    const std::string broken = break_with(name, text);
    CHECK(broken.find("\u00AD") == std::string::npos);
    const Restored restored = Restorer(keep).restore(broken);
    CHECK(restored.text == text);
    CHECK(restored.plan.apply(broken) == restored.text);
    CHECK(Restorer(keep).restore(restored.text).plan.empty());
  }
}

TEST_CASE("No soft hyphens are put in where none was lost", "[alteration][restorer]") {
  // The first has none by chance, the second shows one.
  for (const char* text : {"今天下午三点在会议室开会，请大家准时参加。\n",
                           "经理说下午开会，请大家准时参加。\n　　另有安排。\n"}) {
    const Restored restored = Restorer(Options()).restore(break_with("gbk-as-windows-1252", text));
    CHECK(restored.text == text);
    CHECK(restored.plan.steps.size() == 1);
  }
}

// Two bytes A1 with AD between them are dots: `¡­¡­`.
TEST_CASE("An indent is none of dots that lost their soft hyphens", "[alteration][restorer]") {
  const std::string first = "\n　　老渡工把缆绳系好，抬头看了看天色，又坐回船头去了。\n";
  const std::string second = "　　没有人接他的话，风把岸边的垭口吹得呜呜作响。\n";
  for (const std::string& text :
       {first + second, second + first, first + second + "　　“数量有限，欢迎大家前来选购。”\n",
        first + second + "　　【数量有限，已经卖完】\n"}) {
    CAPTURE(text);
    const std::string broken = break_with("gbk-as-windows-1252-unhyphenated", text);
    CHECK(Restorer(Options()).restore(broken).text == text);
  }
}
