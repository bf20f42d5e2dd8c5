#include "restore/hypotheses/kept_words.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

bool keeps(std::string_view channel, std::string_view text) {
  const fuyuan::LanguageModel& model = fuyuan::LanguageModel::embedded();
  const std::u32string line = fuyuan::to_utf32(text);
  const fuyuan::Misread* misread = fuyuan::Registry::instance().find_misread(channel);
  REQUIRE(misread != nullptr);
  return fuyuan::keeps_words(*misread, line, fuyuan::scan_line(line, model), model);
}

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("Kept words: a label reads well as it stands, and would not undone", "[kept_words]") {
  const std::string value = "理发店下午不开门";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr"}) {
    const std::string broken = fuyuan::testing::break_with(channel, value);
    CAPTURE(channel, broken);
    CHECK(keeps(channel, "正文：" + broken));
    CHECK(keeps(channel, broken + "（来自我的手机）"));
    CHECK_FALSE(keeps(channel, broken));
    CHECK_FALSE(keeps(channel, "12. " + broken));
  }
  // Letters for bytes leave hanzi alone in any case.
  CHECK_FALSE(keeps("gbk-as-windows-1252", "正文：ÄãºÃ"));
}

// A template around a value of a database.
TEST_CASE("A healthy label stays beside a broken value, which comes back whole",
          "[restorer][kept_words]") {
  const std::string values[] = {"翡翠手镯的保养方法", "我没听清，他又说了一遍，才明白",
                                "港口码头的夜班渡轮", "谁不想早点下班",
                                "区里新开了一家书店", "源源不断的泉水"};
  const char* channels[] = {"gbk-as-windows-1252", "gbk-as-koi8-r", "gbk-as-windows-1251",
                            "gbk-as-macroman",     "gbk-as-cp437",  "gbk-as-big5-hkscs",
                            "gbk-as-big5",         "gbk-as-euc-kr", "utf8-as-windows-1252"};
  const std::pair<const char*, const char*> around[] = {{"标题：", ""},
                                                        {"内容: ", ""},
                                                        {"收货地址,", ",已发货"},
                                                        {"2021-05-06 管理员 说：", ""},
                                                        {"", " （来自我的手机）"},
                                                        {"处理失败：", "，请重试"}};
  for (const char* channel : channels) {
    for (const std::string& value : values) {
      const std::string broken = fuyuan::testing::break_with(channel, value);
      if (broken.find('?') != std::string::npos ||
          broken.find("\xEF\xBF\xBD") != std::string::npos) {
        continue;
      }
      for (const auto& [before, after] : around) {
        CAPTURE(channel, value, broken);
        CHECK(restore(before + broken + after + "\n") == before + value + after + "\n");
      }
    }
  }
}

TEST_CASE("A healthy label stays in a template of several lines", "[restorer][kept_words]") {
  const std::string texts[] = {"光线穿过树叶的缝隙", "火车站前的旧旅馆", "明天上午停水两小时"};
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr", "gbk-as-windows-1252"}) {
    std::string broken;
    std::string healthy;
    for (const std::string& text : texts) {
      broken += "正文：" + fuyuan::testing::break_with(channel, text) + "\n作者：小王\n";
      healthy += "正文：" + text + "\n作者：小王\n";
    }
    CAPTURE(channel, broken);
    CHECK(restore(broken) == healthy);
  }
}
