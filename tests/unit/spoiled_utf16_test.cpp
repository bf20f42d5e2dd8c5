#include "channel/spoiled_utf16.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::SpoiledUtf16;
using fuyuan::testing::break_with;

}  // namespace

TEST_CASE("SpoiledUtf16: plain UTF-16 has a mark", "[spoiled_utf16]") {
  CHECK(break_with(SpoiledUtf16::kLittleEndian, "好a") == "\xFF\xFE\x7D\x59\x61\0"s);
  CHECK(break_with(SpoiledUtf16::kBigEndian, "好a") == "\xFE\xFF\x59\x7D\0\x61"s);
}

TEST_CASE("SpoiledUtf16: what each kind leaves", "[spoiled_utf16]") {
  const std::string text = "上午开会。\r\n不许迟到！\r\nOK\r\n";
  const std::string added = break_with(SpoiledUtf16::kTextMode, text, "add");
  for (std::size_t at = added.find('\n'); at != std::string::npos; at = added.find('\n', at + 1))
    CHECK(added[at - 1] == '\r');
  CHECK(break_with(SpoiledUtf16::kTextMode, text, "remove").find('\r') == std::string::npos);
  for (const std::string habit : {"removed", "spaces"})
    CHECK(break_with(SpoiledUtf16::kLostZeros, text, habit).find('\0') == std::string::npos);
  CHECK(break_with(SpoiledUtf16::kFrameShift, text, "lose").size() % 2 == 1);
  CHECK(break_with(SpoiledUtf16::kFrameShift, text, "gain").size() % 2 == 1);
  const std::string appended =
      break_with(SpoiledUtf16::kAppended, text + text + text, "utf-16le-after-utf-8");
  CHECK(appended.starts_with("上午开会。"));
  CHECK(appended.find('\0') != std::string::npos);
}
