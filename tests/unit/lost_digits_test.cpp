#include "restore/repair/lost_digits.hpp"

#include "catch.hpp"

using fuyuan::guess_by_unit;

namespace {

/// What stands for the U+FFFD of `text`, or `?`.
char32_t named(std::u32string_view text) {
  const auto guess = guess_by_unit(text.substr(text.find(fuyuan::kReplacement) + 1));
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
  CHECK(guess_by_unit(U"018年起")->share > 0.99);
}

TEST_CASE("Lost digits: area codes begin with 0, and mobile numbers with 1", "[lost_digits]") {
  const auto named_telephone = [](std::u32string_view text) {
    const auto guess = fuyuan::guess_telephone_digit(text, text.find(fuyuan::kReplacement));
    return guess ? guess->digit : U'?';
  };
  CHECK(named_telephone(U"电话：\uFFFD731-8888 1234") == U'0');
  CHECK(named_telephone(U"传真\uFFFD551-6288123") == U'0');
  CHECK(named_telephone(U"热线：\uFFFD10-65551234转8") == U'0');
  CHECK(named_telephone(U"热线：\uFFFD21-6555-1234") == U'0');
  CHECK(named_telephone(U"手机\uFFFD38-0013-8000") == U'1');
  // Of another form, or no telephone number.
  CHECK(named_telephone(U"电话\uFFFD50-555-1234") == U'?');
  CHECK(named_telephone(U"电话\uFFFD131-655512345") == U'?');
  CHECK(named_telephone(U"编号：\uFFFD998-20010203") == U'?');
  CHECK(named(U"（\uFFFD731-1888）") == U'1');
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

TEST_CASE("Lost digits: numbers with dashes that are no years", "[lost_digits]") {
  CHECK(named(U"文章编号：\uFFFD001-9081(2011)") == U'?');
  CHECK(named(U"热线：\uFFFD005-8899") == U'?');
  CHECK(named(U"薪资：\uFFFD000-9000元") == U'?');
  CHECK(named(U"时间：\uFFFD001-2005年") == U'2');
  CHECK(named(U"时间：\uFFFD001-06-07") == U'2');
  CHECK(named(U"时间：\uFFFD001至今") == U'2');
}

TEST_CASE("Lost digits: inferred ones are named, with their share of the certainty",
          "[lost_digits]") {
  std::vector<fuyuan::LineSpan> spans(2);
  spans[0] = {1, 3, "one", U"二三四", 1, {}};
  spans[1] = {
      5, 7, "two", U"于\uFFFD018", 1, {{1, fuyuan::kReplacement, fuyuan::kReplacement, 0.5}}};
  CHECK(fuyuan::lacks_digits(spans));
  fuyuan::name_lost_digits(U"一**五六??年起", 1, {}, spans);
  CHECK_FALSE(fuyuan::lacks_digits(spans));
  CHECK(spans[1].after == U"于2018");
  CHECK(spans[1].inferred[0].character == U'2');
  CHECK(spans[1].inferred[0].probability < 0.5);
  CHECK(spans[1].inferred[0].probability > 0.49);
}

TEST_CASE("Lost digits: those of lists are named by the document", "[lost_digits]") {
  std::vector<fuyuan::LineSpan> spans = {
      {1, 2, "one", U"\uFFFD", 1, {{0, fuyuan::kReplacement, fuyuan::kReplacement, 1}}}};
  fuyuan::ListNumbers lists;
  lists.add(1, U"（1）分析");
  lists.add(2, U"（\uFFFD）防范");
  lists.add(3, U"（3）处置");
  fuyuan::name_lost_digits(U"（?）防范", 2, lists, spans);
  CHECK(spans[0].after == U"2");
}
