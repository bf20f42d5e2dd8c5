#include "restore/verdict/kept_fields.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

/// What a line becomes that was undone as a whole.
std::string keep(std::u32string_view line, std::u32string after,
                 const fuyuan::DocumentHabits& habits = {}) {
  std::vector<fuyuan::LineSpan> spans = {
      {0, line.size(), "gbk-as-euc-kr", std::move(after), 1, {}}};
  fuyuan::keep_fields(line, spans, habits, fuyuan::LanguageModel::embedded());
  return fuyuan::to_utf8(fuyuan::apply_spans(line, spans));
}

}  // namespace

TEST_CASE("A healthy field stays beside one that was misread", "[kept_fields]") {
  CHECK(keep(U"王芳,及格,셕炬샙옰欺", U"栎刍,朽太,计算机科学") == "王芳,及格,计算机科学");
  CHECK(keep(U"<td>셕炬샙옰欺</td><td>及格</td>", U"<td>计算机科学</td><td>朽太</td>") ==
        "<td>计算机科学</td><td>及格</td>");
  // All of it was misread.
  CHECK(keep(U"셕炬샙 옰欺", U"计算机 科学") == "计算机 科学");
}

TEST_CASE("Where all was misread, healthy fields were as well", "[kept_fields]") {
  fuyuan::DocumentHabits habits;
  habits.channel_of_all = fuyuan::Registry::instance().find_misread("gbk-as-euc-kr");
  CHECK(keep(U"王芳 셕炬샙", U"栎刍 计算机", habits) == "栎刍 计算机");
}

TEST_CASE("A record keeps its healthy fields", "[kept_fields]") {
  CHECK(fuyuan::Restorer().restore("李芳 女 셕炬샙옰欺宅세減 良好").text ==
        "李芳 女 计算机科学与技术 良好");
}

TEST_CASE("Healthy words that would lose bytes stay beside what was misread twice",
          "[kept_fields]") {
  using fuyuan::testing::break_by;
  const std::string text = "傍晚的风把晾在院子里的床单吹到了墙外";
  const std::string broken =
      break_by("utf8-as-gbk:windows", break_by("utf8-as-windows-1252", text));
  CHECK(fuyuan::Restorer().restore("摘要：" + broken + "\n").text == "摘要：" + text + "\n");
  std::string rows;
  std::string expected;
  for (const char* cell : {"傍晚的风吹过院子", "晾着的床单还没有干", "墙外有人在喊他"}) {
    const std::string twice = break_by("utf8-as-gbk:python", break_by("gbk-as-windows-1252", cell));
    rows += "3," + twice + ",已读\n";
    expected += "3," + std::string(cell) + ",已读\n";
  }
  CHECK(fuyuan::Restorer().restore(rows).text == expected);
}

TEST_CASE("A column of healthy words stays where all others were misread", "[kept_fields]") {
  std::string rows;
  std::string expected;
  for (const char* cell :
       {"阳台上的花盆", "小河上的木桥", "高大的松林", "秋天的果子", "水田和竹林"}) {
    const std::string broken = fuyuan::testing::break_by("big5-as-gbk", cell);
    rows += "A\t" + broken + "\t有货\n";
    expected += "A\t" + std::string(cell) + "\t有货\n";
  }
  CHECK(fuyuan::Restorer().restore(rows).text == expected);
}
