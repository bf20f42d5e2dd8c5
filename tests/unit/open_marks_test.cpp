#include "restore/verdict/open_marks.hpp"

#include "catch.hpp"
#include "restore/plan.hpp"

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
