#include <cctype>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Plan;
using fuyuan::Restored;
using fuyuan::Span;
using fuyuan::Step;
using fuyuan::testing::break_with;

const std::string kText =
    "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑来跑去。\n"
    "“你吃饭了吗？”他问。“还没有。”我说，“等一会儿再去吧。”\n";

Span span(std::size_t begin, std::size_t end, std::string before, std::string after) {
  Span out;
  out.begin = begin;
  out.end = end;
  out.line = 1;
  out.channel = "test";
  out.before = std::move(before);
  out.after = std::move(after);
  return out;
}

/// Enough of a parser to say that brackets and strings of JSON match.
bool is_balanced_json(const std::string& json) {
  std::string open;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      open.push_back(c);
    } else if (c == ']' || c == '}') {
      if (open.empty() || open.back() != (c == ']' ? '[' : '{')) return false;
      open.pop_back();
    }
  }
  return open.empty() && !in_string;
}

}  // namespace

TEST_CASE("Plan: does what its steps say, one after another", "[plan]") {
  Plan plan;
  CHECK(plan.empty());
  CHECK(plan.apply("as it is") == "as it is");
  plan.steps.push_back({"", {span(0, 1, "a", "甲"), span(2, 2, "", "+"), span(3, 5, "de", "")}});
  plan.steps.push_back({"", {span(0, 3, "甲", "乙")}});
  CHECK_FALSE(plan.empty());
  CHECK(plan.apply("abcde") == "乙b+c");
}

TEST_CASE("Plan: throws on another document", "[plan]") {
  Plan plan;
  plan.steps.push_back({"", {span(2, 4, "cd", "x")}});
  CHECK(plan.apply("abcdef") == "abxef");
  for (const char* other : {"", "ab", "abc", "abXdef", "abcX", "xxxxxx"}) {
    CAPTURE(other);
    CHECK_THROWS_AS(plan.apply(other), std::runtime_error);
  }
  Plan overlapping;
  overlapping.steps.push_back({"", {span(0, 3, "abc", "x"), span(2, 4, "cd", "y")}});
  CHECK_THROWS_AS(overlapping.apply("abcdef"), std::runtime_error);
  Plan unknown;
  unknown.steps.push_back({"no-such-charset", {}});
  CHECK_THROWS_AS(unknown.apply("abc"), std::runtime_error);
}

TEST_CASE("Plan: a span that runs backwards or past the end fits no document", "[plan]") {
  for (const auto& [begin, end] : std::vector<std::pair<std::size_t, std::size_t>>{
           {4, 2}, {100, 200}, {2, static_cast<std::size_t>(-1)}}) {
    CAPTURE(begin, end);
    Plan plan;
    plan.steps.push_back({"", {span(begin, end, "cd", "x")}});
    CHECK_THROWS_AS(plan.apply("abcdef"), std::runtime_error);
  }
}

// Fails while a span that begins past the end makes std::string throw std::out_of_range.
TEST_CASE("Plan: a backward span past the end fits no document", "[plan]") {
  Plan plan;
  plan.steps.push_back({"", {span(10, 5, "cd", "x")}});
  CHECK_THROWS_AS(plan.apply("abcdef"), std::runtime_error);
}

TEST_CASE("Plan: replays exactly what restore did", "[plan]") {
  const fuyuan::Restorer restorer;
  std::vector<std::string> inputs = {"", kText, "\xEF\xBB\xBF" + kText, "a\xFF\xFE\xFD z"};
  for (const char* channel : {"utf8-as-gbk", "utf8-as-windows-1252", "gbk-as-big5", "gb18030",
                              "traditional", "gbk-frame-shift", "converted-page"}) {
    inputs.push_back(break_with(channel, kText));
  }
  inputs.push_back(break_with("utf8-as-gbk", kText, "windows"));
  inputs.push_back(break_with("utf8-as-windows-1252", break_with("utf8-as-windows-1252", kText)));
  for (const std::string& input : inputs) {
    CAPTURE(input);
    const Restored restored = restorer.restore(input);
    CHECK(restored.plan.apply(input) == restored.text);
    CHECK(restored.plan.empty() == (restored.text == input));
    CHECK(is_balanced_json(restored.plan.to_json()));
  }
}

TEST_CASE("Plan: spans are in order and say what they replaced", "[plan]") {
  const std::string input = break_with("utf8-as-gbk", kText, "windows");
  const Restored restored = fuyuan::Restorer().restore(input);
  REQUIRE_FALSE(restored.plan.empty());
  const Step& first = restored.plan.steps[0];
  std::size_t at = 0;
  for (const Span& each : first.spans) {
    CHECK(each.begin >= at);
    CHECK(each.end >= each.begin);
    CHECK(input.substr(each.begin, each.end - each.begin) == each.before);
    CHECK(fuyuan::is_valid_utf8(each.after));
    CHECK(fuyuan::Registry::instance().find(each.channel) != nullptr);
    CHECK(each.confidence >= 0);
    CHECK(each.confidence <= 1);
    CHECK((each.line == 1 || each.line == 2));
    for (const auto& inferred : each.inferred) {
      const std::u32string after = fuyuan::to_utf32(each.after);
      REQUIRE(inferred.offset < after.size());
      CHECK(after[inferred.offset] == inferred.character);
      CHECK(inferred.probability >= 0);
      CHECK(inferred.probability <= 1);
    }
    at = each.end;
  }
}

TEST_CASE("Plan: as JSON", "[plan]") {
  CHECK(Plan{}.to_json() == "[]");
  Plan plan;
  plan.steps.push_back({"utf-16le", {}});
  plan.steps.push_back({"", {span(0, 2, "\xC4\"", "ä\n")}});
  plan.steps[1].spans[0].inferred.push_back({0, U'ä', U'ä', 0.5});
  const std::string json = plan.to_json();
  CHECK(is_balanced_json(json));
  CHECK(fuyuan::is_valid_utf8(json));
  CHECK(json.find("\"decode\":\"utf-16le\"") != std::string::npos);
  CHECK(json.find("\"before\":\"\\uf8ff\\u00c4\\\"\"") != std::string::npos);
  CHECK(json.find("\"after\":\"ä\\u000a\"") != std::string::npos);
  CHECK(json.find("\"best\":\"ä\"") != std::string::npos);
  CHECK(json.find("\"probability\":0.5") != std::string::npos);
}
