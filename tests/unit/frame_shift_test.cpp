#include "channel/frame_shift.hpp"

#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::best_original;
using fuyuan::testing::break_with;

TEST_CASE("Frame shift: one lost byte cuts the pairs after it wrongly", "[frame_shift]") {
  const std::string text = "推动经济社会高质量发展取得新的成绩";
  for (const char* habit : {"drop", "replace"}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(habit, seed);
      const std::string damaged = break_with("gbk-frame-shift", text, habit, seed);
      CHECK(fuyuan::is_valid_utf8(damaged));
      CHECK(damaged != text);
    }
  }
  CHECK(break_with("gbk-frame-shift", "plain ASCII", "drop") == "plain ASCII");
  CHECK(break_with("gbk-frame-shift", "", "drop").empty());
}

TEST_CASE("Frame shift: most accidents in ordinary text are undone", "[frame_shift]") {
  const std::string text = "各地要认真贯彻会议精神，推动经济社会高质量发展取得新的成绩。";
  int right = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::string damaged = break_with("gbk-frame-shift", text, "drop", seed);
    right += best_original(damaged, "gbk-frame-shift") == text ? 1 : 0;
  }
  CHECK(right >= 6);
}

TEST_CASE("Frame shift: aligned text is left to identity", "[frame_shift]") {
  const std::string text = "各地要认真贯彻会议精神，推动经济社会高质量发展。";
  CHECK(best_original(text, "gbk-frame-shift") == text);
}
