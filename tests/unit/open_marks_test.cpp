#include "restore/verdict/open_marks.hpp"

#include <string>

#include "catch.hpp"
#include "restore/plan.hpp"
#include "restore/restorer.hpp"

TEST_CASE("Open marks: where nobody asks, they stand for what was lost", "[open_marks]") {
  const auto plan_of = [](const char* channel) {
    fuyuan::Plan plan;
    fuyuan::Span span;
    span.channel = channel;
    plan.steps.push_back({{}, {span}});
    return plan;
  };
  const fuyuan::Plan pairs = plan_of("gbk-as-big5");
  CHECK(fuyuan::has_open_marks("??兄弟的故事\n", pairs));
  CHECK(fuyuan::has_open_marks("保存\n名称：\"?认\"\n", pairs));
  CHECK_FALSE(fuyuan::has_open_marks("你去吗?我也去??\n", pairs));
  CHECK_FALSE(fuyuan::has_open_marks("a ?? b, x=?1\n", pairs));
  CHECK_FALSE(fuyuan::has_open_marks("??兄弟的故事\n", plan_of("utf8-as-windows-1252")));
}

TEST_CASE("Open marks: a document of nothing but question marks is not healthy", "[open_marks]") {
  CHECK(fuyuan::is_of_question_marks("??????????\n???? 2023?\n"));
  CHECK_FALSE(fuyuan::is_of_question_marks("????\n"));
  CHECK_FALSE(fuyuan::is_of_question_marks("x = ????????\n"));
  CHECK_FALSE(fuyuan::is_of_question_marks("????????在\n"));
  CHECK_FALSE(fuyuan::is_of_question_marks("1?2?3?4?5?6?7?8\n"));
  const std::string text = "????????????\n??????\n";
  const fuyuan::Restored restored = fuyuan::Restorer().restore(text);
  CHECK(restored.text == text);
  CHECK(restored.verdict == fuyuan::Verdict::unrepaired);
}
