#include "restore/change_counter.hpp"

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Counts;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

const std::string kText = "昨天下午，市图书馆举办了一场关于古代文字的讲座。";

TEST_CASE("Characters count once, however many steps bring them back", "[change_counter]") {
  std::string broken = kText;
  for (int steps = 1; steps <= 3; ++steps) {
    broken = break_with("utf8-as-windows-1252", broken);
    const Restored restored = Restorer().restore("abc\n" + broken);
    REQUIRE(restored.text == "abc\n" + kText);
    CHECK(restored.counts.characters == 28);
    CHECK(restored.counts.restored == 24);
    CHECK(restored.counts.inferred + restored.counts.lost + restored.counts.converted == 0);
  }
}

TEST_CASE("What was brought back and converted counts as both", "[change_counter]") {
  const std::string traditional = "昨天下午，市圖書館舉辦了一場關於古代文字的講座。";
  const Restored restored = Restorer().restore(break_with("utf8-as-windows-1252", traditional));
  REQUIRE(restored.text == kText);
  CHECK(restored.counts.restored == 24);
  CHECK(restored.counts.converted == 9);
}

TEST_CASE("What was inferred and what is lost is not brought back", "[change_counter]") {
  const Restored restored = Restorer().restore(break_with("utf8-as-gbk", kText, "question"));
  REQUIRE(restored.counts.inferred > 0);
  CHECK(restored.counts.restored + restored.counts.inferred + restored.counts.lost == 24);
}

}  // namespace
