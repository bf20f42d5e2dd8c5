// GBK that a decoder of GB 2312 alone has read.

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

Restored restore(std::string_view text) {
  Options options;
  options.to = Script::keep;
  return Restorer(options).restore(text);
}

std::string damage(std::string_view text, std::string_view habit) {
  return testing::break_with("gbk-as-gb2312", text, habit);
}

}  // namespace

TEST_CASE("GB 2312: a rare name whose second byte was a letter comes back", "[gb2312_subset]") {
  const std::string text = "国务院总理朱镕基昨天下午在人民大会堂会见了来访的客人。";
  for (const char* habit : {"python", "jdk7"}) {
    const std::string broken = damage(text, habit);
    CHECK(broken ==
          "国务院总理朱\xEF\xBF\xBD"
          "F基昨天下午在人民大会堂会见了来访的客人。");
    const Restored restored = restore(broken);
    CHECK(restored.text == text);
    CHECK(restored.verdict == Verdict::inferred);
    CHECK(restored.counts.inferred == 1);
    CHECK(restored.plan.apply(broken) == text);
  }
}

TEST_CASE("GB 2312: most of a page in Traditional characters comes back", "[gb2312_subset]") {
  const std::string text =
      "這次颱風來得很快，學校下午就停課了。爸爸開車來接我們，路上的樹倒了好幾棵，到家已經晚上七點多"
      "。";
  const std::u32string clean = to_utf32(text);
  const std::u32string back = to_utf32(restore(damage(text, "python")).text);
  REQUIRE(back.size() == clean.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) right += back[i] == clean[i] ? 1 : 0;
  CHECK(right * 10 >= clean.size() * 8);
}

TEST_CASE("GB 2312: letters of words, and marks alone, are no halves of characters",
          "[gb2312_subset]") {
  const std::string mark = "\xEF\xBF\xBD";
  for (const std::string& text :
       {"我们" + mark + "APP用户可以" + mark + "Open这个文件，然后再保存一次。",
        "这次会议由" + mark + mark + "先生主持，大家都发了言。",
        "型号" + mark + "X100的价格已经下调。"}) {
    CAPTURE(text);
    CHECK(restore(text).text == text);
  }
}

// `第�k行`: in GB 2312, that would be left of 発, and `�M` of 進.
TEST_CASE("What was given up in a line of code tells of no other decoder", "[gb2312_subset]") {
  for (const std::string letter : {"g", "k", "K", "M"}) {
    const std::string code = "print(\"第5" + letter + "行出发，共8" + letter +
                             "行\", n)\nputs(\"本次列车共停留1" + letter +
                             "站\", n)\n<b>停站时间为8" + letter + "秒</b>\n";
    const std::string broken = testing::break_with("utf8-as-gbk", code, "windows");
    const std::string restored = Restorer().restore(broken).text;
    CAPTURE(broken, restored);
    CHECK(restored.find(letter + "行出发") != std::string::npos);
    CHECK(std::count(restored.begin(), restored.end(), letter[0]) ==
          std::count(code.begin(), code.end(), letter[0]));
  }
}
