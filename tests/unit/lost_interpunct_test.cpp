#include "channel/lost_interpunct.hpp"

#include <random>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

using fuyuan::LostInterpunct;

namespace {

std::string restored(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("LostInterpunct: names get their dots back", "[lost_interpunct]") {
  CHECK(restored("展览展出了文森特?梵高和保罗?塞尚的作品。") ==
        "展览展出了文森特·梵高和保罗·塞尚的作品。");
  CHECK(restored("小说的作者是列夫??托尔斯泰。") == "小说的作者是列夫·托尔斯泰。");
  CHECK(restored("小说的作者是列夫???托尔斯泰。") == "小说的作者是列夫·托尔斯泰。");
  const auto result = fuyuan::Restorer().restore("小说的作者是列夫?托尔斯泰。");
  CHECK(result.verdict == fuyuan::Verdict::inferred);
  CHECK(result.counts.inferred == 1);
}

TEST_CASE("LostInterpunct: questions stay questions", "[lost_interpunct]") {
  for (const char* text : {"你去不去?我不去。", "你见过托尔斯泰?没有。", "真的??我不相信",
                           "谁说的?约翰说的。", "约翰?你怎么来了?", "他是史蒂夫?乔布斯是他老板?",
                           "加缪?萨特?", "http://example.com/搜索?关键词"}) {
    CHECK(restored(text) == text);
  }
}

TEST_CASE("LostInterpunct: asked to guess nothing, it guesses nothing", "[lost_interpunct]") {
  fuyuan::Options options;
  options.strict = true;
  const std::string text = "小说的作者是列夫?托尔斯泰。";
  CHECK(fuyuan::Restorer(options).restore(text).text == text);
}

TEST_CASE("LostInterpunct: only between Han characters", "[lost_interpunct]") {
  const fuyuan::LostInterpunct channel(fuyuan::LanguageModel::embedded());
  CHECK(channel.best_gain(U"作者是列夫?托尔斯泰") > 8);
  CHECK(channel.best_gain(U"作者是列夫???托尔斯泰") > 8);
  CHECK(channel.best_gain(U"作者是列夫????托尔斯泰") == 0);
  CHECK(channel.best_gain(U"作者是列夫? 托尔斯泰") == 0);
  CHECK(channel.best_gain(U"作者是Lew?托尔斯泰") == 0);
  CHECK(channel.best_gain(U"?托尔斯泰?") == 0);
  CHECK(channel.best_gain(U"你去不去?我不去") == 0);
}

TEST_CASE("LostInterpunct: breaking leaves one question mark, or one a byte", "[lost_interpunct]") {
  const fuyuan::Channel& channel = *fuyuan::Registry::instance().find(LostInterpunct::kName);
  std::mt19937_64 random(1);
  CHECK(channel.damage("列夫·托尔斯泰、约翰•列侬", "one", random) == "列夫?托尔斯泰、约翰?列侬");
  CHECK(channel.damage("列夫·托尔斯泰、约翰•列侬", "bytes", random) ==
        "列夫??托尔斯泰、约翰???列侬");
}
