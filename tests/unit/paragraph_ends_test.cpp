#include "restore/repair/paragraph_ends.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::LineSpan;
using fuyuan::Options;
using fuyuan::ParagraphEnds;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

/// A line that became two sentences, the blank between them a guess.
std::vector<LineSpan> guess_blank() {
  return {{0, 4, "utf8-as-gbk", U"了。 他", 1, {{2, U' ', U' ', 0.9}}}};
}

}  // namespace

TEST_CASE("ParagraphEnds: blanks behind full stops, guessed and shown", "[marks]") {
  ParagraphEnds ends;
  CHECK(ends.weigh() == 0);
  ends.add(U"abcd来", guess_blank());
  CHECK(ends.weigh() > 2);
  ends.add_healthy("走了。 来了。\n");
  CHECK(ends.weigh() == 0);
  ends.add(U"走了。 来了。", {});
  CHECK(ends.weigh() < 0);
}

TEST_CASE("ParagraphEnds: line ends are put back", "[marks]") {
  std::vector<LineSpan> spans = guess_blank();
  ParagraphEnds::put_back(U"abcd来", spans);
  CHECK(spans[0].after == U"了。\n他");
  CHECK(spans[0].inferred[0].character == U'\n');
}

TEST_CASE("ParagraphEnds: what is never behind a full stop was a line end as well", "[marks]") {
  const auto weigh = [](const std::u32string& text) {
    ParagraphEnds ends;
    ends.add(text, {{0, text.size(), "utf8-as-gbk", text, 1, {{2, text[2], text[2], 0.1}}}});
    return ends.weigh();
  };
  CHECK(weigh(U"了。\uFFFD辩护人说") > 2);
  CHECK(weigh(U"了。\uFFFD1995年初") > 2);
  CHECK(weigh(U"了。?他说") > 2);
  CHECK(weigh(U"了。\uFFFD月初") == 0);
  CHECK(weigh(U"了。\uFFFD名被告") == 0);
  CHECK(weigh(U"了。\uFFFD5元") == 0);
  CHECK(weigh(U"了、\uFFFD辩护人") == 0);
}

TEST_CASE("ParagraphEnds: paragraphs of prose that were run together", "[marks][restorer]") {
  const std::string text =
      "村里的小学今年秋天搬进了新校舍。\n"
      "新教室宽敞明亮，每间都装了电扇和多媒体设备。\n"
      "老校舍将改建成图书室，周末向村民开放。\n"
      "校长说，孩子们最高兴的是有了自己的操场。\n";
  const std::string broken = break_with("utf8-as-gbk", text, "php");
  const auto count = [](std::string_view in) { return std::count(in.begin(), in.end(), '\n'); };
  REQUIRE(count(broken) < count(text));
  CHECK(Restorer(Options()).restore(broken).text == text);
}
