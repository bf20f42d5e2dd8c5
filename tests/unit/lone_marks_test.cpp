#include "restore/triage/lone_marks.hpp"

#include "catch.hpp"

TEST_CASE("Marks that stand for the last byte of a hanzi", "[marks]") {
  // 文件名, 文件。 and 文件 read as GBK.
  const auto marks = fuyuan::find_lone_marks(U"鏂囦欢鍚?");
  REQUIRE(marks);
  REQUIRE(marks->size() == 1);
  CHECK(marks->at(0).at == 4);
  CHECK_FALSE(marks->at(0).may_be_stop());
  const auto stops = fuyuan::find_lone_marks(U"鏂囦欢銆\uFFFD and ?");
  REQUIRE(stops);
  REQUIRE(stops->size() == 1);
  CHECK(stops->at(0).may_be_stop());
  CHECK(fuyuan::find_lone_marks(U"鏂囦欢?")->empty());
  // Healthy text, and text that was misread otherwise.
  CHECK_FALSE(fuyuan::find_lone_marks(U"文件名是什么?"));
  CHECK_FALSE(fuyuan::find_lone_marks(U"ÎÄ¼þÃû?"));
  CHECK_FALSE(fuyuan::find_lone_marks(U"?"));
}
