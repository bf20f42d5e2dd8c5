#include "restore/repair/list_numbers.hpp"

#include "catch.hpp"
#include "text/symbols.hpp"

namespace {

/// What stands for each U+FFFD of the lines of `text`, or `?`.
std::u32string named(std::u32string_view text) {
  fuyuan::ListNumbers lists;
  std::vector<std::u32string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    lists.add(lines.size(), lines.back());
    begin = end + 1;
  }
  std::u32string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t at = 0; at < lines[i].size(); ++at) {
      if (lines[i][at] != fuyuan::kReplacement) continue;
      const auto guess = lists.guess(i + 1, at);
      out.push_back(guess ? guess->digit : U'?');
    }
  }
  return out;
}

}  // namespace

TEST_CASE("ListNumbers: lists are counted through", "[list_numbers]") {
  CHECK(named(U"措施：（1）分析；（\uFFFD）防范；（3）处置。") == U"2");
  CHECK(named(U"措施：（\uFFFD）分析；（2）防范。") == U"1");
  CHECK(named(U"8、甲；9、乙；\uFFFD0、丙；11、丁。") == U"1");
  CHECK(named(U"提出：1、甲；2、乙；\uFFFD、丙。") == U"3");
  CHECK(named(U"提出：1、甲；\uFFFD、乙。") == U"2");
}

TEST_CASE("ListNumbers: several that were lost", "[list_numbers]") {
  CHECK(named(U"提出：1、甲；2、乙；\uFFFD、丙；\uFFFD、丁；\uFFFD、戊。") == U"345");
  CHECK(named(U"（1）甲；（\uFFFD）乙；（\uFFFD）丙；（4）丁。") == U"23");
  CHECK(named(U"（\uFFFD）甲；（\uFFFD）乙；（3）丙。") == U"12");
  CHECK(named(U"（\uFFFD）甲；（\uFFFD）乙；（\uFFFD）丙。") == U"123");
  CHECK(named(U"提出：\uFFFD、甲。") == U"1");
  CHECK(named(U"见（\uFFFD）。") == U"?");
}

TEST_CASE("ListNumbers: from line to line", "[list_numbers]") {
  CHECK(named(U"（1）分析\n（\uFFFD）防范\n（3）处置") == U"2");
  CHECK(named(U"（1）甲\n（2）乙\n（\uFFFD）丙\n（\uFFFD）丁\n（3）戊") == U"12");
  CHECK(named(U"1、甲\n2、乙\n\uFFFD、丙\n1、丁") == U"3");
}

TEST_CASE("ListNumbers: no guess where there is no order", "[list_numbers]") {
  // Of another list, the other digit does not agree, or there is no order.
  CHECK(named(U"8、甲；9、乙；\uFFFD1、丙；11、丁。") == U"?");
  CHECK(named(U"（5）分析；（\uFFFD）防范；（9）处置。") == U"?");
  CHECK(named(U"1、甲；（\uFFFD）乙；2、丙。") == U"?");
  // Fractions and rows of numbers are no lists.
  CHECK(named(U"预期为1.5；\uFFFD.6；3.7亿") == U"?");
}
