#include "restore/repair/numeric_entities.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::list_entity_lines;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

std::string as_paragraph(std::string_view text) {
  std::string out = "<p>";
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    if (cp < 0x80)
      out.push_back(static_cast<char>(cp));
    else
      out += "&#" + std::to_string(static_cast<unsigned>(cp)) + ";";
  }
  return out + "</p>\n";
}

}  // namespace

TEST_CASE("EntityLine: what numeric entities stand for", "[numeric_entities]") {
  const auto lines =
      list_entity_lines("<b>a</b>\n<p>&#20320;&#x597D;&lt;&nbsp;&#160;&#9;b</p>\r\n");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text == U"<p>你好&lt;&nbsp;&#160;&#9;b</p>");
  CHECK(lines[0].named == 2);
  REQUIRE(lines[0].spans.size() == 1);
  CHECK(lines[0].spans[0].before == "&#20320;&#x597D;");
  CHECK(lines[0].spans[0].after == "你好");
  CHECK(lines[0].spans[0].line == 2);
}

TEST_CASE("Entities of misread text in markup come back", "[numeric_entities][restorer]") {
  const std::string text = "这家店的面条很好吃，价格也不贵，周末再去一次。";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr", "utf8-as-gbk"}) {
    CAPTURE(channel);
    const std::string broken = as_paragraph(break_with(channel, text, "whatwg"));
    CHECK(Restorer().restore(broken).text.find("价格也不贵，周末再去一次") != std::string::npos);
  }
}

TEST_CASE("Entities of healthy text in markup stay", "[numeric_entities][restorer]") {
  for (const char* text :
       {"这家店的面条很好吃，价格也不贵，周末再去一次。", "店の麺はとても美味しいです。",
        "오늘은 날씨가 참 좋습니다.", "鼃黽龘靐齉爩麤灪", "Сегодня хорошая погода"}) {
    CAPTURE(text);
    CHECK(Restorer().restore(as_paragraph(text)).plan.empty());
  }
}
