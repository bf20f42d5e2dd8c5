#include "text/area_code.hpp"

#include "catch.hpp"

using fuyuan::area_code_without_zero;

TEST_CASE("Area codes: 010, 02x and those of four digits, without the first 0", "[area_code]") {
  CHECK(area_code_without_zero(U"10-65551234") == 2);
  CHECK(area_code_without_zero(U"21-65551234") == 2);
  CHECK(area_code_without_zero(U"571-88886666") == 3);
  CHECK(area_code_without_zero(U"38-65551234") == 0);
  CHECK(area_code_without_zero(U"11-65551234") == 0);
  CHECK(area_code_without_zero(U"271-88886666") == 0);
  CHECK(area_code_without_zero(U"5718-8886") == 0);
  CHECK(area_code_without_zero(U"") == 0);
}
