#include "restore/repair/misread_entities.hpp"

#include <string>

#include "catch.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::MisreadEntities;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

std::string replace_all(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (;;) {
    const std::size_t at = text.find(what);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += by;
    text.remove_prefix(at + what.size());
  }
}

std::string undo(std::string_view text) {
  const MisreadEntities finder(fuyuan::LanguageModel::embedded(), fuyuan::Registry::instance());
  return fuyuan::replace_spans(text, finder.find(text));
}

/// As serialisers of markup write it.
std::string serialise(const std::string& text, std::string_view entity = "&nbsp;") {
  return replace_all(text, "\u00A0", entity);
}

constexpr std::string_view kLabel = "<li><a href=\"/\">返回首页</a></li>\n";

}  // namespace

TEST_CASE("MisreadEntities: a no-break space that completes a hanzi", "[misread_entities]") {
  const std::string text =
      "<p>钾钙钠镁铝，锌铁锡铅氢。</p>\n<p>进程无法访问此文件，标题没有纠正。</p>\n";
  for (const char* channel :
       {"utf8-as-windows-1252", "utf8-as-windows-1251", "utf8-as-iso-8859-2"}) {
    const std::string broken = break_with(channel, text);
    REQUIRE(serialise(broken) != broken);
    for (const char* entity : {"&nbsp;", "&#160;", "&#xa0;", "&#xA0;"}) {
      CAPTURE(channel, entity);
      const std::string escaped = serialise(broken, entity);
      CHECK(undo(escaped) == broken);
      const Restored restored = Restorer().restore(escaped);
      CHECK(restored.text == text);
      CHECK(restored.verdict == fuyuan::Verdict::restored);
      CHECK(restored.plan.apply(escaped) == text);
    }
  }
}

TEST_CASE("MisreadEntities: bytes of pairs", "[misread_entities]") {
  const std::string gbk =
      break_with("gbk-as-windows-1252", "<p>前任会长是王嫚女士，请登記。</p>\n");
  CHECK(undo(serialise(gbk)) == gbk);
  const std::string big5 =
      break_with("big5-as-windows-1252", "<p>請按上面的連結返回首頁，謝謝您的光臨。</p>\n");
  const std::string escaped = replace_all(big5, "\u00AD", "&shy;");
  REQUIRE(escaped != big5);
  CHECK(undo(escaped) == big5);
}

TEST_CASE("MisreadEntities: what is meant stays", "[misread_entities]") {
  // Between whole hanzi, broken or not.
  const std::string text = "<p>图书馆\u00A0周末延长\u00A0\u00A0开放时间</p>\n";
  std::string spaced = break_with("utf8-as-windows-1252", "<p>图书馆|周末延长||开放时间</p>\n");
  spaced = replace_all(spaced, "|", "&nbsp;");
  CHECK(undo(spaced) == spaced);
  CHECK(Restorer().restore(spaced).text == serialise(text));
  for (const std::string healthy :
       {"<p>L'&eacute;t&eacute; ‘d\u00E9j\u00E0 vu\u00E9’&nbsp;» &agrave; la for\u00EAt</p>\n",
        "<p>&copy;&nbsp;2021&nbsp;&raquo;&nbsp;&laquo;&nbsp;图书馆&nbsp;&middot;&nbsp;首页</p>\n",
        "<td>&Agrave;&Aacute;&Acirc;&Atilde;&Auml;&Aring;&AElig;&Ccedil;&Egrave;&Eacute;</td>\n",
        "<p>&#1055;&#1088;&#1080;&#1074;&#1077;&#1090;,&nbsp;мир</p>\n"}) {
    CAPTURE(healthy);
    CHECK(undo(healthy) == healthy);
  }
  const std::string about = "<p>乱码的例子：</p>\n" +
                            serialise(break_with("utf8-as-windows-1252", "<p>钾钙钠镁铝</p>\n"));
  CHECK(undo(about) == about);
}

TEST_CASE("MisreadEntities: signs in pairs stay where bytes are characters", "[misread_entities]") {
  for (const char* entity : {"&mdash;", "&hellip;", "&nbsp;", "&middot;", "&#8212;", "&ldquo;"}) {
    const std::string pair = std::string(entity) + entity;
    const std::string text = "<p>雨下了一夜" + pair + "路上都是积水，<br>公交车停运了" + pair +
                             "</p>\n<p>" + entity + "我们只好走着去车站" + pair + "。</p>\n";
    for (const char* channel : {"gbk-as-windows-1252", "gbk-as-windows-1251", "gbk-as-koi8-r"}) {
      CAPTURE(entity, channel);
      const std::string broken = break_with(channel, text);
      CHECK(undo(broken) == broken);
      CHECK(Restorer().restore(broken).text == text);
      const std::string line = break_with(channel, "雨下了一夜" + pair + "路上都是积水");
      CHECK(Restorer().restore(line).text == "雨下了一夜" + pair + "路上都是积水");
    }
  }
}

TEST_CASE("MisreadEntities: signs are bytes where only they have names", "[misread_entities]") {
  // Letters of Cyrillic have none in HTML 4; signs are second bytes of many hanzi.
  const std::string text = "<p>大堂经理说明天上午会停水，请住在高层的客人们提前准备。</p>\n";
  const std::string broken = break_with("gbk-as-windows-1251", text);
  std::string escaped = broken;
  for (const auto& [sign, entity] :
       {std::pair("\u00AB", "&laquo;"), std::pair("\u00BB", "&raquo;"),
        std::pair("\u00B1", "&plusmn;"), std::pair("\u00B0", "&deg;"),
        std::pair("\u00B7", "&middot;"), std::pair("\u00B5", "&micro;"),
        std::pair("\u00B6", "&para;"), std::pair("\u00AC", "&not;"), std::pair("\u00A7", "&sect;")})
    escaped = replace_all(escaped, sign, entity);
  REQUIRE(escaped != broken);
  CHECK(undo(escaped) == broken);
}

TEST_CASE("MisreadEntities: signs that complete a pair are bytes", "[misread_entities]") {
  // The first byte of 棲 and the second one of 織 are 97, a dash in Windows-1252.
  const std::string broken = break_with(
      "gbk-as-windows-1252", "<p>我们每天都能看到河边棲息的水鸟，也能看到紡織厂的工人。</p>\n");
  const std::string escaped = replace_all(broken, "\u2014", "&mdash;");
  REQUIRE(escaped != broken);
  CHECK(undo(escaped) == broken);
}

TEST_CASE("MisreadEntities: misread text in entities beside healthy text", "[misread_entities]") {
  const std::string text =
      "<p>昨天下午，市图书馆举办了一场关于古代文字的讲座，来了许多听众。</p>\n";
  for (const char* channel : {"gbk-as-windows-1252", "utf8-as-windows-1252"}) {
    for (const char* habit : {"named", "decimal", "hex"}) {
      CAPTURE(channel, habit);
      const std::string broken = break_with(channel, text);
      const std::string escaped =
          std::string(kLabel) +
          replace_all(replace_all(replace_all(break_with("entities", broken, habit), "&lt;", "<"),
                                  "&gt;", ">"),
                      "&amp;", "&");
      CHECK(undo(escaped) == std::string(kLabel) + broken);
      // Lines of nothing but entities are undone before the others.
      const std::string lines = replace_all(escaped, "<p>", "") + escaped;
      CHECK(Restorer().restore(lines).text ==
            replace_all(std::string(kLabel) + text, "<p>", "") + std::string(kLabel) + text);
      CHECK(Restorer().restore(escaped).text == std::string(kLabel) + text);
    }
  }
}
