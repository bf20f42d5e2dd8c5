#include "channel/decomposed.hpp"

#include <random>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Decomposed;
using fuyuan::testing::break_with;

TEST_CASE("Decomposed: there and back", "[decomposed]") {
  const std::string text = "café Zoë 가각 ガ 你好";
  const std::string apart = break_with("decomposed", text);
  CHECK(apart.size() > text.size());
  CHECK_FALSE(Decomposed::is_in(fuyuan::to_utf32(text)));
  CHECK(Decomposed::is_in(fuyuan::to_utf32(apart)));
  CHECK(fuyuan::to_utf8(Decomposed::compose(fuyuan::to_utf32(apart))) == text);
}

TEST_CASE("Misread text that a file system took apart comes back", "[decomposed][restorer]") {
  const std::string text = "关于召开年度总结大会的通知，请各部门负责人准时参加。\n";
  for (const char* misread : {"utf8-as-windows-1252", "gbk-as-windows-1252", "utf8-as-macroman",
                              "gbk-as-macroman", "utf8-as-windows-1251", "gbk-as-windows-1251"}) {
    CAPTURE(misread);
    const std::string broken = break_with("decomposed", break_with(misread, text));
    const fuyuan::Restored restored = fuyuan::Restorer(fuyuan::Options()).restore(broken);
    CHECK(restored.text == text);
    CHECK(restored.verdict == fuyuan::Verdict::restored);
    CHECK(restored.plan.apply(broken) == text);
  }
}

TEST_CASE("Healthy text that was taken apart stays as it is", "[decomposed][restorer]") {
  for (const char* text : {"Voilà, déjà vu: un café naïve.\n", "Tiếng Việt có nhiều dấu thanh.\n",
                           "ガラスの仮面を読んだ。\n", "오늘 날씨가 좋습니다.\n"}) {
    const std::string apart = break_with("decomposed", text);
    CHECK(fuyuan::Restorer(fuyuan::Options()).restore(apart).text == apart);
  }
}
