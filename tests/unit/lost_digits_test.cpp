#include "restore/lost_digits.hpp"

#include "catch.hpp"

using fuyuan::guess_digit;

namespace {

/// What stands for the U+FFFD of `text`, or `?`.
char32_t named(std::u32string_view text) {
  const auto guess = guess_digit(text, text.find(fuyuan::kReplacement));
  return guess ? guess->digit : U'?';
}

}  // namespace

TEST_CASE("Lost digits: what the unit tells", "[lost_digits]") {
  CHECK(named(U"自\uFFFD018年起") == U'2');
  CHECK(named(U"自\uFFFD998年起") == U'1');
  CHECK(named(U"最新型号\uFFFD019还是") == U'2');
  CHECK(named(U"（\uFFFD857-1929）") == U'1');
  CHECK(named(U"于\uFFFD1月开幕") == U'1');
  CHECK(named(U"第\uFFFD1世纪") == U'2');
  CHECK(named(U"营业\uFFFD4小时") == U'2');
  CHECK(guess_digit(U"自\uFFFD018年起", 1)->share > 0.99);
}

TEST_CASE("Lost digits: most numbers tell nothing", "[lost_digits]") {
  CHECK(named(U"买了\uFFFD000个") == U'?');
  CHECK(named(U"买了\uFFFD个") == U'?');
  CHECK(named(U"于\uFFFD月开幕") == U'?');
  CHECK(named(U"共\uFFFD000") == U'?');
  CHECK(named(U"共\uFFFD018个") == U'?');
  CHECK(named(U"共\uFFFD0185") == U'?');
  CHECK(named(U"共\uFFFD") == U'?');
}

TEST_CASE("Lost digits: lists are counted through", "[lost_digits]") {
  CHECK(named(U"措施：（1）分析；（\uFFFD）防范；（3）处置。") == U'2');
  CHECK(named(U"措施：（\uFFFD）分析；（2）防范。") == U'1');
  CHECK(named(U"8、甲；9、乙；\uFFFD0、丙；11、丁。") == U'1');
  CHECK(named(U"提出：1、甲；2、乙；\uFFFD、丙。") == U'3');
  // Of another list, the other digit does not agree, or there is no order.
  CHECK(named(U"（1）分析；\uFFFD、防范；（3）处置。") == U'?');
  CHECK(named(U"8、甲；9、乙；\uFFFD1、丙；11、丁。") == U'?');
  CHECK(named(U"（5）分析；（\uFFFD）防范；（9）处置。") == U'?');
  // Fractions and rows of numbers are no lists.
  CHECK(named(U"预期为1.5；\uFFFD.6；3.7亿") == U'?');
}

TEST_CASE("Lost digits: inferred ones are named, with their share of the certainty",
          "[lost_digits]") {
  std::vector<fuyuan::LineSpan> spans(2);
  spans[0] = {1, 3, "one", U"二三四", 1, {}};
  spans[1] = {
      5, 7, "two", U"于\uFFFD018", 1, {{1, fuyuan::kReplacement, fuyuan::kReplacement, 0.5}}};
  fuyuan::name_lost_digits(U"一**五六??年起", spans);
  CHECK(spans[1].after == U"于2018");
  CHECK(spans[1].inferred[0].character == U'2');
  CHECK(spans[1].inferred[0].probability < 0.5);
  CHECK(spans[1].inferred[0].probability > 0.49);
}
