#include <string>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::Explanation;
using fuyuan::testing::best_original;
using fuyuan::testing::break_with;

namespace {

fuyuan::LatticeOptions with_masked_model() {
  fuyuan::LatticeOptions options;
  options.masked = &fuyuan::MaskedModel::embedded();
  return options;
}

constexpr const char* kChannel = "utf8-as-gbk";

}  // namespace

TEST_CASE("Guesses that n-grams get wrong are looked at again", "[lattice]") {
  for (const std::string line :
       {"新款扫地机器人增加了识别地毯的功能，遇到地毯会自动抬起拖布。",
        "首次建图时请把地上的数据线和拖鞋收好，否则容易缠住主刷，影响清扫路线的规划。",
        "结果第一局一传到位率就达到七成，打得对手措手不及，十分钟便拿下了这一局。"}) {
    const std::string broken = break_with(kChannel, line, "question");
    CHECK(best_original(broken, kChannel) != line);
    CHECK(best_original(broken, kChannel, with_masked_model()) == line);
  }
}

TEST_CASE("A second look does not change how probable all candidates are together", "[lattice]") {
  const std::string broken = break_with(
      kChannel, "新款扫地机器人增加了识别地毯的功能，遇到地毯会自动抬起拖布。", "question");
  const std::u32string observed = fuyuan::to_utf32(broken);
  const Explanation once = fuyuan::testing::explain_line(observed, {kChannel});
  const Explanation twice =
      fuyuan::testing::explain_line(observed, {kChannel}, with_masked_model());
  CHECK(once.log_probability == twice.log_probability);
  REQUIRE(once.pieces.size() == twice.pieces.size());
  std::size_t guesses = 0;
  for (std::size_t i = 0; i < once.pieces.size(); ++i) {
    CHECK(once.pieces[i].begin == twice.pieces[i].begin);
    CHECK(once.pieces[i].end == twice.pieces[i].end);
    CHECK(twice.pieces[i].probability > 0);
    CHECK(twice.pieces[i].probability <= 1);
    guesses += twice.pieces[i].inferred ? 1 : 0;
  }
  CHECK(guesses > 0);
}

TEST_CASE("A swallowed mark is looked at as the mark of full width that Chinese has there",
          "[lattice]") {
  const std::string line = "他们俩为什么吵架?我也不知道是怎么回事。";
  const std::string broken = fuyuan::testing::break_by("utf8-as-gbk:windows", line);
  CHECK(fuyuan::Restorer().restore(broken).text == line);
}

TEST_CASE("Japanese is not looked at with Chinese in mind", "[lattice]") {
  const std::string line = "昨日は朝から雨が降っていたので、傘を持って駅まで歩きました。";
  const std::string broken = break_with(kChannel, line, "question");
  const std::u32string observed = fuyuan::to_utf32(broken);
  const Explanation once = fuyuan::testing::explain_line(observed, {kChannel});
  const Explanation twice =
      fuyuan::testing::explain_line(observed, {kChannel}, with_masked_model());
  REQUIRE(once.pieces.size() == twice.pieces.size());
  bool any = false;
  for (std::size_t i = 0; i < once.pieces.size(); ++i) {
    any = any || once.pieces[i].inferred;
    CHECK(once.pieces[i].code_point == twice.pieces[i].code_point);
    CHECK(once.pieces[i].probability == twice.pieces[i].probability);
  }
  CHECK(any);
}
