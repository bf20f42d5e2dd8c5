#include "cli/plan_reader.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

using fuyuan::Plan;
using fuyuan::Span;

TEST_CASE("A plan that was written is read as it was, whatever bytes it is about",
          "[plan_reader]") {
  // U+F8FF stands before raw bytes in JSON; in a text it stands for itself, whatever follows.
  for (const std::string before : {"\xC4\xE3", "\uF8FF", "\uF8FFü", "\uF8FF\u0080\xFF", "\xEF\xA3",
                                   "\uF8FF\uF8FF\u00FF", "a\xF0\x9F\x98\uF8FF\"\\"}) {
    Plan plan;
    Span span;
    span.end = before.size();
    span.channel = "utf8-as-macroman";
    span.before = before;
    span.after = before + "😀";
    span.inferred.push_back({0, 0xF8FF, U'ü', 0.5});
    plan.steps.push_back({"", {span}});
    const Plan read = fuyuan::cli::read_plan(plan.to_json());
    REQUIRE(read.steps.size() == 1);
    REQUIRE(read.steps[0].spans.size() == 1);
    const Span& same = read.steps[0].spans[0];
    CHECK(same.before == before);
    CHECK(same.after == span.after);
    REQUIRE(same.inferred.size() == 1);
    CHECK(same.inferred[0].character == 0xF8FF);
    CHECK(same.inferred[0].best == U'ü');
  }
}
