#include "channel/familiar_signs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::BytePattern;
using fuyuan::FamiliarSigns;
using fuyuan::LanguageModel;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

/// What a program makes of UTF-8 that reads it as Windows-1252 and has `mark` for the five bytes
/// which that lacks.
std::string misread(const std::string& text, const std::string& mark) {
  std::string out;
  for (const char32_t cp : fuyuan::to_utf32(break_with("utf8-as-windows-1252", text, "whatwg"))) {
    if (cp >= 0x80 && cp < 0xA0)
      out += mark;
    else
      fuyuan::append_utf8(cp, out);
  }
  return out;
}

}  // namespace

TEST_CASE("FamiliarSigns: what a sign may be that lost a byte", "[familiar_signs]") {
  const FamiliarSigns signs(LanguageModel::embedded());
  BytePattern pattern;
  pattern.push(0xE2);
  pattern.push(fuyuan::intern(fuyuan::byte_range(0x9D, 0x9D) | fuyuan::byte_range(0x81, 0x81)));
  pattern.push(0x8C);
  REQUIRE(signs.matching(pattern).size() == 1);
  CHECK(signs.matching(pattern)[0].code_point == U'❌');
  pattern.codes[2] = 0xB0;
  CHECK(signs.matching(pattern).empty());
}

TEST_CASE("FamiliarSigns: they come back in text that is Chinese", "[familiar_signs][restorer]") {
  const std::string text =
      "❌ 登录失败，请检查账号\n"
      "❤️ 谢谢大家的支持\n"
      "⏰ 明天早上九点集合\n"
      "👍 说得很好\n";
  for (const char* mark : {"", "?", "\uFFFD"}) {
    CAPTURE(mark);
    CHECK(Restorer().restore(misread(text, mark)).text == text);
  }
}

TEST_CASE("Blanks that stand for bytes which Windows-1252 lacks", "[familiar_signs][restorer]") {
  const std::string text = "不可以把号码告诉别人，提示在这里。\n";
  std::string broken = misread(text, " ");
  CHECK(broken != misread(text, ""));
  CHECK(Restorer().restore(broken).text == text);
}

TEST_CASE("FamiliarSigns: arrows and dashes are what they are", "[familiar_signs][restorer]") {
  const std::string text = "← 返回上一页 → 下一页 — 完毕\n";
  CHECK(Restorer().restore(misread(text, "")).text == text);
}
