#include "restore/measure/repetition.hpp"

#include "catch.hpp"

TEST_CASE("Repetition: what is distinct is counted once", "[repetition]") {
  CHECK(fuyuan::count_distinct(U"矢文矢文文") == 2);
}

TEST_CASE("Repetition: runs count as two", "[repetition]") {
  CHECK(fuyuan::collapse_runs(U"────────│──") == U"──│──");
  CHECK(fuyuan::collapse_runs(U"") == U"");
}
