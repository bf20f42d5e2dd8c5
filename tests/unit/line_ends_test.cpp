#include "restore/repair/line_ends.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::kReplacement;
using fuyuan::LineEnds;
using fuyuan::LineSpan;

/// The repair of a line whose last character was inferred.
std::vector<LineSpan> repair(std::u32string_view line, std::u32string after, double probability) {
  LineSpan span{0, line.size(), "gbk-as-big5", std::move(after), 1, {}};
  span.inferred.push_back(
      {span.after.size() - 1, span.after.back(), span.after.back(), probability});
  return {span};
}

constexpr std::u32string_view kLine = U"踏毞\uFFFD";

char32_t last_after_doubt(const LineEnds& ends, std::u32string after, double probability) {
  std::vector<LineSpan> spans = repair(kLine, std::move(after), probability);
  ends.doubt(kLine, spans);
  CHECK(spans[0].inferred[0].character == spans[0].after.back());
  return spans[0].after.back();
}

}  // namespace

TEST_CASE("LineEnds: lines of one length that all lack their ends were cut", "[line_ends]") {
  LineEnds ends;
  ends.add(kLine, repair(kLine, U"今天人", 0.5));
  CHECK(last_after_doubt(ends, U"今天人", 0.5) == U'人');
  ends.add(kLine, repair(kLine, U"明天人", 0.5));
  CHECK(last_after_doubt(ends, U"今天人", 0.5) == kReplacement);
  CHECK(last_after_doubt(ends, U"今天人", 0.95) == U'人');
  CHECK(last_after_doubt(ends, U"今天。", 0.5) == U'。');
  // A longer line was not.
  const std::u32string longer = U"踏毞毞ァ祥渣";
  ends.add(longer, {{0, longer.size(), "gbk-as-big5", U"今天天气不错", 1, {}}});
  CHECK(last_after_doubt(ends, U"今天人", 0.5) == U'人');
}

TEST_CASE("LineEnds: fields that were cut are not filled up", "[line_ends][restorer]") {
  std::string broken;
  std::string known;
  for (const std::string line :
       {"阳台上的花又开了几朵", "隔壁的狗叫了一整夜呢", "下班路上买了半斤栗子",
        "楼道里的灯泡总是不亮", "孩子们在操场上放风筝"}) {
    // Fifteen bytes of GBK, misread; what is left of the eighth character became a mark.
    const std::string whole = line.substr(0, 7 * 3);
    known += whole + "\uFFFD\n";
    broken += fuyuan::testing::break_with("gbk-as-big5", whole, "windows") + "\uFFFD\n";
  }
  CHECK(fuyuan::Restorer(fuyuan::Options()).restore(broken).text == known);
}

TEST_CASE("LineEnds: a list whose lines end alike is whole", "[line_ends][restorer]") {
  const std::string list = "床头灯\n洗衣机\n电饭煲\n";
  const std::string broken = fuyuan::testing::break_with("utf8-as-gbk", list, "windows");
  std::vector<std::u32string> lines;
  LineEnds ends;
  const auto repair_as_gbk = [](std::u32string_view line) {
    std::vector<LineSpan> spans = repair(line, U"电饭煲", 0.5);
    spans[0].channel = "utf8-as-gbk";
    return spans;
  };
  for (std::size_t begin = 0; begin < broken.size(); begin = broken.find('\n', begin) + 1)
    lines.push_back(fuyuan::to_utf32(broken.substr(begin, broken.find('\n', begin) - begin)));
  for (const std::u32string& line : lines) ends.add(line, repair_as_gbk(line));
  CHECK(lines.size() == 3);
  std::vector<LineSpan> spans = repair_as_gbk(lines.back());
  ends.doubt(lines.back(), spans);
  CHECK(spans[0].after == U"电饭煲");
}
