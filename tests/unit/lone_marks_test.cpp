#include "restore/triage/lone_marks.hpp"

#include "catch.hpp"

using fuyuan::find_lone_marks;

TEST_CASE("Marks that stand for the last byte of a hanzi", "[marks]") {
  // 文件名, 文件。 and 文件 read as GBK.
  const auto found = find_lone_marks(U"鏂囦欢鍚?");
  CHECK(found.is_misread);
  REQUIRE(found.marks.size() == 1);
  CHECK(found.marks[0].at == 4);
  CHECK_FALSE(found.marks[0].may_be_stop());
  const auto stops = find_lone_marks(U"鏂囦欢銆\uFFFD and ?");
  CHECK(stops.is_misread);
  REQUIRE(stops.marks.size() == 1);
  CHECK(stops.marks[0].may_be_stop());
  const auto none = find_lone_marks(U"鏂囦欢?");
  CHECK(none.is_misread);
  CHECK(none.marks.empty());
}

TEST_CASE("Marks of text that was not misread, or otherwise", "[marks]") {
  for (const char32_t* text : {U"文件名是什么?", U"ÎÄ¼þÃû?", U"?"}) {
    CHECK_FALSE(find_lone_marks(text).is_misread);
    CHECK(find_lone_marks(text).marks.empty());
  }
}

TEST_CASE("Two marks for the two bytes that a character lacks", "[marks]") {
  CHECK(find_lone_marks(U"鍩庡競閾惰\?\?").doubled == 1);
  CHECK(find_lone_marks(U"鏂囦欢鍚?").doubled == 0);
  CHECK(find_lone_marks(U"鏂囦欢???").doubled == 0);
}
