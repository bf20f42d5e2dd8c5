#include "restore/verdict/kept_fields.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
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
