#include "restore/line/kept_signs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::testing::break_with;

const std::string kTexts[] = {"老槐树下摆着两张竹椅。", "渡船要等到天亮才开，先歇一会儿吧。",
                              "隔壁的木匠又在刨门板，满地都是木屑。"};

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

/// Lines of a template, of which what stands between the signs was misread.
void check_template(const std::string& channel, const std::string& before,
                    const std::string& behind) {
  std::string broken;
  std::string healthy;
  for (const std::string& text : kTexts) {
    broken += before + break_with(channel, text) + behind + "\n";
    healthy += before + text + behind + "\n";
  }
  CAPTURE(channel, before, behind, broken);
  CHECK(restore(broken) == healthy);
}

}  // namespace

TEST_CASE("Kept signs: a template's signs stay around what pairs were misread as",
          "[restorer][kept_signs]") {
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr"}) {
    check_template(channel, "　　", "");
    check_template(channel, "【", "】");
    check_template(channel, "★", "");
    check_template(channel, "<li>→ ", "</li>");
    check_template(channel, "", "……");
    check_template(channel, "", "　2011-07-15");
  }
}

TEST_CASE("Kept signs: dashes, prices and degrees stay beside letters that were bytes",
          "[restorer][kept_signs]") {
  check_template("gbk-as-windows-1252", "——", "");
  check_template("gbk-as-windows-1252", "", "……");
  for (const char* channel : {"gbk-as-windows-1252", "utf8-as-windows-1252", "utf8-as-gbk"}) {
    check_template(channel, "¥45 ", "");
  }
  check_template("gbk-as-windows-1252", "« ", " »");
  check_template("utf8-as-windows-1252", "°", "");
}

TEST_CASE("Kept signs: one sign puts no bytes out of step", "[restorer][kept_signs]") {
  const std::string broken = break_with("gbk-as-windows-1252", kTexts[1]);
  for (const char* sign : {"·", "é", "±"}) {
    CAPTURE(sign, broken);
    CHECK(restore(sign + broken + "\n") == sign + kTexts[1] + "\n");
  }
}

TEST_CASE("Kept signs: signs that were misread come back", "[restorer][kept_signs]") {
  const std::pair<const char*, const char*> around[] = {
      {"　　“", "”"}, {"——", "……"}, {"《1", "》"}, {"●", ""}};
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr", "gbk-as-windows-1252"}) {
    for (const auto& [before, behind] : around) {
      std::string healthy;
      for (const std::string& text : kTexts) healthy += before + text + behind + "\n";
      CAPTURE(channel, healthy);
      CHECK(restore(break_with(channel, healthy)) == healthy);
    }
  }
}

TEST_CASE("Kept signs: a healthy word beside them stays where it would be private characters",
          "[restorer][kept_signs]") {
  const std::string value = "土木工程与建筑材料";
  CHECK(restore("女 " + break_with("gbk-as-big5", value) + "\n") == "女 " + value + "\n");
}

// Lines that agree in what they keep are all alike, whatever one of them tells.
TEST_CASE("Kept signs: lines that have the same signs at an edge decide together", "[kept_signs]") {
  const fuyuan::LanguageModel& model = fuyuan::LanguageModel::embedded();
  const std::string channel = "gbk-as-big5";
  std::vector<std::u32string> symbols;
  std::vector<std::u32string_view> lines;
  std::vector<std::vector<fuyuan::LineSpan>> found;
  for (const std::string& text : kTexts) {
    symbols.push_back(U"★" + fuyuan::to_utf32(break_with(channel, text)));
    const std::u32string after = U"」" + fuyuan::to_utf32(text);
    found.push_back({{0, symbols.back().size(), channel, after, 1, {}}});
  }
  for (const std::u32string& line : symbols) lines.emplace_back(line);
  const auto keeping = fuyuan::keep_signs(lines, model, found);
  CHECK(keeping.size() == lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    REQUIRE(found[i].size() == 1);
    CHECK(found[i][0].begin == 1);
    CHECK(found[i][0].after == fuyuan::to_utf32(kTexts[i]));
  }
}

TEST_CASE("Kept signs: what items begin with was misread with them", "[restorer][kept_signs]") {
  const std::string list = "◇ 负责三家门店的采购，核对每月账目。\n◇ 编写培训材料二百余页。\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-jp"}) {
    const std::string broken = break_with(channel, list);
    CAPTURE(channel, broken);
    CHECK(restore(broken) == list);
  }
}
