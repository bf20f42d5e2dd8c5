// GBK that a decoder has read as UTF-8 where that was valid, and rightly elsewhere.

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

TEST_CASE("Guessed among GBK: letters that were hanzi come back", "[guessed_among_gbk]") {
  const std::string text = "内相关函数的说明如下，请在使用前仔细阅读，图片和时间都在前面的目录里。";
  const std::string broken = testing::break_with("gbk-guessed-among-gbk", text);
  CHECK(broken == "内相关函数的˵明如下，请在ʹ用ǰ仔ϸ阅读，ͼƬ和ʱ间都在ǰ面的Ŀ¼里。");
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == text);
  CHECK(restored.verdict == Verdict::restored);
  CHECK(restored.counts.inferred == 0);
  CHECK(restored.plan.apply(broken) == text);
}

TEST_CASE("Guessed among GBK: letters that are meant stay", "[guessed_among_gbk]") {
  for (const std::string text :
       {"单位：5′8″、45°N、±0.5℃、10µm、½杯、¼勺、²次方、³次方、ª、º、§12、¶3、©2025、®、™",
        "拼音：ā á ǎ à，ē é ě è，ü 要加两点，例如 lǜ、nǚ。",
        "设 α、β 为锐角，Δ 表示增量，Ω 是电阻的单位，μ 表示摩擦系数。",
        "国际音标：[ɑː]、[ə]、[ʃ]、[θ] 和 [ŋ]，重音符号是 ˈ 和 ˌ。",
        "他叫 Šime Vrsaljko，来自克罗地亚的 Zadar，队友是 Čop 和 Ćorluka。"}) {
    CAPTURE(text);
    CHECK(Restorer().restore(text).text == text);
  }
}

TEST_CASE("Guillemets in one line after another are quotation marks", "[guessed_among_gbk]") {
  std::string text;
  for (const char* word : {"fast boot", "fast startup", "boot", "restart"})
    text += "Windows offers a feature called «" + std::string(word) + "», described as «" + word +
            "» elsewhere.\n";
  CHECK(Restorer().restore(text).text == text);
}
