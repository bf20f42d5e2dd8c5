#include "lattice/simplifier.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "channel/traditional_forms.hpp"
#include "lattice/lattice.hpp"
#include "property/corpus.hpp"
#include "text/utf8.hpp"
#include "unit/stopwatch.hpp"

namespace {

using fuyuan::LanguageModel;
using fuyuan::Simplifier;

std::u32string convert(std::u32string_view line) {
  return Simplifier(LanguageModel::embedded()).convert(line);
}

/// The plain way: the lattice.
std::u32string search(std::u32string_view line) {
  const fuyuan::Channel* channel = fuyuan::Registry::instance().find("traditional");
  fuyuan::LatticeOptions options;
  options.to_simplified = true;
  fuyuan::Lattice lattice(LanguageModel::embedded(), {&channel, 1}, options, {0});
  std::u32string out;
  for (const fuyuan::Piece& piece : lattice.explain({line}).pieces) out.push_back(piece.code_point);
  return out;
}

}  // namespace

TEST_CASE("Simplifier: the model chooses among several forms", "[simplifier]") {
  CHECK(convert(U"她看著窗外，頭髮被風吹乾了。") == U"她看着窗外，头发被风吹干了。");
  CHECK(convert(U"這本著作講的是乾隆皇帝。") == U"这本著作讲的是乾隆皇帝。");
  CHECK(convert(U"皇后在後宮等候。") == U"皇后在后宫等候。");
  CHECK(convert(U"") == U"");
  CHECK(convert(U"abc 123") == U"abc 123");
}

TEST_CASE("Simplifier: words tell what a character stays in", "[simplifier]") {
  CHECK(convert(U"瞭解這座瞭望塔的人很少，我不瞭解。") == U"了解这座瞭望塔的人很少，我不了解。");
  CHECK(convert(U"山頂上瞭望遠處") == U"山顶上瞭望远处");
  CHECK(convert(U"把麵曬乾，乾卦在前") == U"把面晒干，乾卦在前");
}

TEST_CASE("Simplifier: as the lattice does it", "[simplifier]") {
  std::size_t different = 0;
  std::size_t characters = 0;
  for (const std::string& text : fuyuan::testing::paragraphs()) {
    const std::u32string line = fuyuan::convert_by_character(fuyuan::to_utf32(text));
    const std::u32string fast = convert(line);
    const std::u32string plain = search(line);
    REQUIRE(fast.size() == line.size());
    REQUIRE(plain.size() == line.size());
    for (std::size_t i = 0; i < line.size(); ++i) different += fast[i] == plain[i] ? 0 : 1;
    characters += line.size();
  }
  // The lattice sees a line from its beginning, the fast way from three characters before.
  INFO(different << " of " << characters << " characters differ");
  CHECK(characters > 10'000);
  CHECK(different * 20'000 <= characters);
}

TEST_CASE("Simplifier: a line that never stops to be ambiguous", "[simplifier]") {
  std::u32string line;
  while (line.size() < 260'000) line += U"頭髮乾";
  const fuyuan::testing::Stopwatch watch;
  const std::u32string simplified = convert(line);
  CHECK(watch.seconds() < 20);
  CHECK(simplified.size() == line.size());
  CHECK(simplified.substr(0, 3) == U"头发干");
  CHECK(simplified.substr(130'002, 3) == U"头发干");
}

TEST_CASE("Simplifier: what is dried bears no name", "[simplifier]") {
  CHECK(convert(U"編劇：鍾乾") == U"编剧：钟乾");
  CHECK(convert(U"乙方簽名 張乾（蓋章）") == U"乙方签名 张乾（盖章）");
  CHECK(convert(U"河北乾豐橡塑製品有限公司") == U"河北乾丰橡塑制品有限公司");
  CHECK(convert(U"乾安縣的玉米豐收了") == U"乾安县的玉米丰收了");
  for (const auto& [traditional, simplified] :
       {std::pair(U"牛肉乾加工廠", U"牛肉干加工厂"), std::pair(U"黃魚乾", U"黄鱼干"),
        std::pair(U"葡萄乾批發公司", U"葡萄干批发公司"), std::pair(U"胡蘿蔔乾", U"胡萝卜干"),
        std::pair(U"沈從文著", U"沈从文著"), std::pair(U"毛豆乾", U"毛豆干"),
        std::pair(U"油炸餅乾公司", U"油炸饼干公司"), std::pair(U"王看著", U"王看着"),
        std::pair(U"黃豆乾", U"黄豆干")}) {
    CHECK(convert(traditional) == simplified);
  }
}
