#include "restore/triage/lone_marks.hpp"

#include "catch.hpp"

TEST_CASE("Marks that stand for the last byte of a hanzi", "[marks]") {
  // 文件名, 文件。 and 文件 read as GBK.
  const auto marks = fuyuan::find_lone_marks(U"鏂囦欢鍚?");
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].at == 4);
  CHECK_FALSE(marks[0].may_be_stop());
  const auto stops = fuyuan::find_lone_marks(U"鏂囦欢銆\uFFFD and ?");
  REQUIRE(stops.size() == 1);
  CHECK(stops[0].may_be_stop());
  CHECK(fuyuan::find_lone_marks(U"鏂囦欢?").empty());
  CHECK(fuyuan::find_lone_marks(U"?").empty());
}
