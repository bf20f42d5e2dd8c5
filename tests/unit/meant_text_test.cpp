#include "restore/verdict/meant_text.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "unit/stopwatch.hpp"

namespace {

std::vector<fuyuan::LineSpan> drop(std::u32string_view line, std::vector<fuyuan::LineSpan> spans) {
  fuyuan::drop_those_among_their_like(line, spans);
  return spans;
}

}  // namespace

TEST_CASE("Meant text: letters among others of their alphabet are meant", "[meant_text]") {
  const auto span = [](std::size_t begin, std::size_t end) {
    return fuyuan::LineSpan{begin, end, "utf8-as-windows-1252", U"好", 1, {}};
  };
  CHECK(drop(U"été ÄãºÃ déjà vécu", {span(4, 8)}).empty());
  CHECK(drop(U"his ÄãºÃ and nothing", {span(4, 8)}).size() == 1);
  // Those within spans do not speak for each other.
  CHECK(drop(U"ÄãºÃ, ÄãºÃ, ÄãºÃ", {span(0, 4), span(6, 10), span(12, 16)}).size() == 3);
}

TEST_CASE("Meant text: many spans take no longer than the line's length", "[meant_text]") {
  constexpr std::size_t kSpans = 20000;
  std::u32string line;
  std::vector<fuyuan::LineSpan> spans;
  for (std::size_t i = 0; i < kSpans; ++i) {
    line += U"key:\"ÄãºÃ\",";
    spans.push_back({line.size() - 6, line.size() - 2, "utf8-as-windows-1252", U"好", 1, {}});
  }
  const fuyuan::testing::Stopwatch watch;
  CHECK(drop(line, std::move(spans)).size() == kSpans);
  CHECK(watch.seconds() < 3);
}

TEST_CASE("Meant text: lists of letters in programs and grammars stay", "[meant_text]") {
  for (const char* line :
       {"var re = new RegExp('[À-ÖØ-öø-ÿ]+');", "grep \"[äöüßÄÖÜ]\" liste.txt", "c in \"åäöÅÄÖ\"",
        "s = s.replace(/[éèêë]/g, \"e\"); // 去掉重音", "[ÀÈÉÌÒÙ]", "[Ää][Öö][Üü]", "[ãõçÃÕÇ]",
        "[őűŐŰ]", "[а-яёА-ЯЁ]", "ÁÉÍÓÚ", "àèìòù", "[äöü]", "[ÅÄÖ]",
        "\" The list has these operators: '%&*+-/<=>\\^|~¬±×÷'"}) {
    CHECK(fuyuan::Restorer().restore(line).text == line);
  }
}

TEST_CASE("Meant text: faces drawn with frames and kana stay", "[meant_text]") {
  for (const char* line :
       {"┬─┬ ノ( ゜-゜ノ)", "┬─┬ノ( º _ ºノ)", "ヽ(゜ロ゜)ノ", "他回了一个：┬─┬ ノ( ゜-゜ノ)"}) {
    CHECK(fuyuan::Restorer().restore(line).text == line);
  }
}

TEST_CASE("Meant text: letters of formulas and phonetics beside hanzi stay", "[meant_text]") {
  const std::string notes =
      "设ξ与η相互独立，λ、μ为常数。\n若ε是σ的函数，则σ不一定是ε的函数。\n"
      "免疫球蛋白的重链分为μ链、δ链、γ链、α链和ε链。\nΠ表示求积，Σ表示求和，Φ表示磁通。\n"
      "古音里ŋ母归疑，ɣ母归匣，ʔ母归影。\n送气写作ʰ，唇化写作ʷ。\nא、ב、ג、ד是四个字母。\n";
  CHECK(fuyuan::Restorer().restore(notes).text == notes);
  for (std::size_t begin = 0; begin < notes.size();) {
    const std::size_t end = notes.find('\n', begin);
    const std::string line = notes.substr(begin, end - begin);
    CHECK(fuyuan::Restorer().restore(line).text == line);
    begin = end + 1;
  }
  // What nobody writes beside them tells: 前, 时 and 图.
  CHECK(fuyuan::Restorer().restore("从ǰ有一座山，那ʱ候没有路，地ͼ上找不到，ͬʱ也Ϊ此发愁。").text ==
        "从前有一座山，那时候没有路，地图上找不到，同时也为此发愁。");
}

TEST_CASE("Meant text: bopomofo stays, and brackets that became two signs of it do not",
          "[meant_text]") {
  const fuyuan::Restorer restorer;
  for (const char* line : {"ㄅㄆㄇㄈ ㄉㄊㄋㄌ\n", "注音：ㄨㄛˇ ㄏㄣˇ ㄏㄠˇ\n"})
    CHECK(restorer.restore(line).text == line);
  CHECK(restorer.restore("ㄗ笭葩 ℅2ㄘ\n").text == "（重复 ×2）\n");
}

TEST_CASE("Meant text: a syllable of pinyin is no half of a hanzi", "[meant_text]") {
  const std::string lines = fuyuan::testing::break_by(
      "utf8-as-gbk:python",
      "白菜\tbái cài\t名词\t一种常见的蔬菜\n打水\tdǎ shuǐ\t动词\t从井里取水\n");
  const std::string healthy = "哦\tō\t叹词\t表示明白了\n";
  CHECK(fuyuan::Restorer().restore(lines + healthy).text.ends_with(healthy));
}

TEST_CASE("Meant text: a mark beside a digit may have been a digit", "[meant_text]") {
  const std::string line = "本周的缓存命中率\uFFFD127%，比上周高。\n";
  CHECK(fuyuan::Restorer().restore(line).text == line);
}
