#include "restore/change_counter.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "channel/registry.hpp"
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

TEST_CASE("mark_inferred: marks change nothing else, whatever steps there were",
          "[change_counter]") {
  fuyuan::Options options;
  options.mark = true;
  const std::string cut = [] {
    std::string text =
        fuyuan::encode_text(*fuyuan::find_charset("gb18030"), "“你吃饭了吗？”她问。\n");
    return text.substr(1);
  }();
  const std::string misread = [] {
    std::mt19937_64 random(1);
    const auto& registry = fuyuan::Registry::instance();
    return registry.find("utf8-as-windows-1252")
        ->damage(registry.find("utf8-as-gbk")
                     ->damage("今天的会议改到下午三点，请大家准时参加。\n", "python", random),
                 "windows", random);
  }();
  for (const std::string& broken : {cut, misread}) {
    CAPTURE(broken);
    const fuyuan::Restored marked = fuyuan::Restorer(options).restore(broken);
    const fuyuan::Restored bare = fuyuan::Restorer().restore(broken);
    REQUIRE(bare.counts.inferred > 0);
    CHECK(marked.counts.inferred == bare.counts.inferred);
    CHECK(marked.plan.apply(broken) == marked.text);
    std::string without = marked.text;
    for (const std::string mark : {"⟦", "⟧"}) {
      for (std::size_t at = without.find(mark); at != std::string::npos; at = without.find(mark))
        without.erase(at, mark.size());
    }
    CHECK(without == bare.text);
  }
}

TEST_CASE("count_changes: with --strict nothing is inferred", "[change_counter]") {
  fuyuan::Options options;
  options.strict = true;
  const std::string broken =
      fuyuan::encode_text(*fuyuan::find_charset("gb18030"), "“你吃饭了吗？”她问。\n").substr(1);
  CHECK(fuyuan::Restorer(options).restore(broken).counts.inferred == 0);
}
