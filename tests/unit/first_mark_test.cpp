#include "restore/steps/first_mark.hpp"

#include <string>

#include "catch.hpp"
#include "restore/document.hpp"

namespace {

using fuyuan::Document;
using fuyuan::FirstMark;
using fuyuan::Options;
using fuyuan::Step;

}  // namespace

TEST_CASE("FirstMark takes out what a decoder left of a byte-order mark") {
  const Options options;
  const Document document("锘?import os\nprint(os.name)\n", options);
  FirstMark mark;
  const Step step = mark.remove(document);
  REQUIRE(step.spans.size() == 1);
  CHECK(step.spans[0].before == "锘?");
  CHECK(step.spans[0].after.empty());
}

TEST_CASE("FirstMark fills in what the mark took along, as far as the line tells") {
  const Options options;
  const Document before("锘?!DOCTYPE html>\n<p>正文</p>\n", options);
  FirstMark mark;
  REQUIRE_FALSE(mark.remove(before).spans.empty());
  const Document after("!DOCTYPE html>\n<p>正文</p>\n", options);
  const Step step = mark.fill(after);
  REQUIRE(step.spans.size() == 1);
  CHECK(step.spans[0].after == "<!");
  REQUIRE(step.spans[0].inferred.size() == 1);
}

TEST_CASE("FirstMark leaves a document that has none") {
  const Options options;
  const Document document("锘是一种化学元素。\n", options);
  FirstMark mark;
  CHECK(mark.remove(document).spans.empty());
  CHECK(mark.fill(document).spans.empty());
}
