#include "cli/change_map.hpp"

#include <string>

#include "catch.hpp"

namespace {

using fuyuan::Plan;
using fuyuan::Span;
using fuyuan::Step;
using fuyuan::cli::Change;
using fuyuan::cli::ChangeMap;

Span span(std::size_t begin, const std::string& before, const std::string& after,
          const std::string& channel) {
  Span out;
  out.begin = begin;
  out.end = begin + before.size();
  out.before = before;
  out.after = after;
  out.channel = channel;
  return out;
}

/// What the changes make of the text must be what the plan makes of it.
std::vector<Change> compose(const Plan& plan, const std::string& observed) {
  const ChangeMap map(plan, observed);
  std::string result;
  std::size_t copied = 0;
  for (const Change& change : map.changes()) {
    REQUIRE(change.begin >= copied);
    REQUIRE(change.end >= change.begin);
    result.append(map.text(), copied, change.begin - copied);
    result += change.after;
    copied = change.end;
  }
  result.append(map.text(), copied);
  CHECK(result == plan.apply(observed));
  return map.changes();
}

}  // namespace

TEST_CASE("ChangeMap: one step stays as it is", "[change]") {
  const auto changes =
      compose({{{"", {span(1, "bc", "X", "one"), span(4, "e", "YYY", "two")}}}}, "abcdef");
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].begin == 1);
  CHECK(changes[0].end == 3);
  CHECK(changes[1].begin == 4);
  CHECK(changes[1].after == "YYY");
  CHECK(changes[1].channels == std::vector<std::string>{"two"});
}

TEST_CASE("ChangeMap: places of later steps are places in the file", "[change]") {
  // The first step lengthens, so that the second counts further on.
  const Plan plan{{{"", {span(1, "b", "12345", "one")}}, {"", {span(8, "e", "", "two")}}}};
  const auto changes = compose(plan, "abcdefgh");
  REQUIRE(changes.size() == 2);
  CHECK(changes[1].begin == 4);
  CHECK(changes[1].end == 5);
  CHECK(changes[1].after.empty());
}

TEST_CASE("ChangeMap: damage done in several rounds is one change", "[change]") {
  // abcdef, abXYZef, a-YZef where b and X go together, a-Yzef.
  const Plan plan{{{"", {span(2, "cd", "XYZ", "outer")}},
                   {"", {span(1, "bX", "-", "inner"), span(3, "Z", "z", "inner")}}}};
  Plan fits = plan;
  fits.steps[1].spans[1] = span(4, "Z", "z", "inner");
  const auto changes = compose(fits, "abcdef");
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].begin == 1);
  CHECK(changes[0].end == 4);
  CHECK(changes[0].after == "-Yz");
  CHECK(changes[0].channels == std::vector<std::string>{"outer", "inner"});
  CHECK_THROWS(ChangeMap(plan, "abcdef"));  // Z is not at 3
}

TEST_CASE("ChangeMap: what was put in and taken out again is no change", "[change]") {
  const Plan plan{{{"", {span(2, "", "XX", "one")}}, {"", {span(2, "XX", "", "two")}}}};
  CHECK(compose(plan, "abcd").empty());
  const Plan back{{{"", {span(1, "b", "B", "one")}}, {"", {span(1, "B", "b", "two")}}}};
  CHECK(compose(back, "abcd").empty());
}

TEST_CASE("ChangeMap: deletions keep their place", "[change]") {
  const Plan plan{{{"", {span(1, "bc", "", "one")}},
                   {"", {span(1, "d", "D", "two"), span(3, "f", "FF", "two")}}}};
  const auto changes = compose(plan, "abcdefg");
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].begin == 1);
  CHECK(changes[0].end == 4);
  CHECK(changes[0].after == "D");
  CHECK(changes[1].begin == 5);
}

TEST_CASE("ChangeMap: a container moves the ground", "[change]") {
  const std::string observed("\xFF\xFE\x60\x4F\x7D\x59", 6);
  const ChangeMap map(Plan{{{"utf-16le", {}}, {"", {span(0, "你", "您", "one")}}}}, observed);
  CHECK(map.container() == "utf-16le");
  CHECK(map.text() == "你好");
  REQUIRE(map.changes().size() == 1);
  CHECK(map.changes()[0].after == "您");
}
