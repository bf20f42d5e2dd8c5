// What is decided about a document as a whole: that it is no text, or in a charset of its own.

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::Restored;
using fuyuan::Verdict;

const std::string kText =
    "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑来跑去。\n"
    "“你吃饭了吗？”他问。“还没有。”我说，“等一会儿再去吧。”\n";

Restored restore(std::string_view bytes) { return fuyuan::Restorer().restore(bytes); }

}  // namespace

TEST_CASE("Restorer: an image is left as found, whatever is in it", "[restorer]") {
  std::mt19937_64 random(1);
  std::string image = "\xFF\xD8\xFF\xE0\0\x10JFIF"s;
  for (int i = 0; i < 20000; ++i) image.push_back(static_cast<char>(random()));
  image += "\x1B$B01\x1B(B";
  for (const std::string& bytes : {image, image.substr(3)}) {
    CHECK(restore(bytes).text == bytes);
    CHECK(restore(bytes).verdict == Verdict::binary);
  }
}

TEST_CASE("Restorer: Chinese text that cites escapes of other charsets stays", "[restorer]") {
  for (const char* cited : {"\x1B$B$\"$$\x1B(B", "\x1B$)C",
                            "\x1B$)A\x0E"
                            "Dc:C\x0F"}) {
    CAPTURE(cited);
    const std::string text = kText + cited + "\n";
    CHECK(restore(text).text == text);
  }
}

TEST_CASE("Restorer: of what is lost nothing is certain", "[restorer]") {
  const Restored lost = restore("\x1B$B\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x7F\x1B(B\n");
  CAPTURE(lost.text, lost.charset);
  REQUIRE(lost.counts.lost > 0);
  CHECK(lost.confidence < 0.5);
  std::string utf16 = "\xFF\xFE"s;
  for (const char32_t cp : fuyuan::to_utf32(kText)) {
    utf16.push_back(static_cast<char>(cp & 0xFF));
    utf16.push_back(static_cast<char>(cp >> 8));
  }
  CHECK(restore(utf16).confidence == 1);
  utf16 += "\0\xD8"s;
  CHECK(restore(utf16).counts.lost == 1);
  CHECK(restore(utf16).confidence < 1);
  CHECK(restore(utf16).confidence > 0.9);
}

TEST_CASE("Restorer: lines that were joined and come apart again do not mix up the others",
          "[restorer]") {
  const std::string joined =
      "今天上午，市图书馆在三楼报告厅办了一场旧书修补的公开课。\n"
      "主讲的老师傅干这一行已经四十多年了，手上的功夫没有人不服。\n"
      "他先把一页虫蛀的纸放在灯下，让大家看清楚洞在什么地方。\n"
      "然后用毛笔蘸着很稀的糨糊，一点一点地沿着边缘涂过去。\n"
      "补上去的纸要和原来的颜色差不多，厚薄也不能差得太远。\n"
      "有位读者问，为什么不干脆用胶带粘起来，又快又省事。\n"
      "老师傅笑了笑说，胶带过几年就发黄变脆，反而会害了书。\n";
  const std::string twice = "想来听课的人请提前一天打电话到服务台登记，每人限报一场。";
  std::string broken = fuyuan::testing::break_with("utf8-as-gbk", joined, "java") + "\n";
  broken += fuyuan::testing::break_with(
      "utf8-as-windows-1251", fuyuan::testing::break_with("utf8-as-windows-1252", twice, "windows"),
      "windows");
  // Nothing is to be done in these: one of them has the number that the line before will have.
  for (int i = 0; i < 6; ++i) broken += "\n锟斤拷锟斤拷锟斤拷锟斤拷。";
  const Restored restored = restore(broken);
  CAPTURE(restored.text);
  REQUIRE(std::count(restored.text.begin(), restored.text.end(), '\n') >
          std::count(broken.begin(), broken.end(), '\n'));
  CHECK(restored.text.find(twice) != std::string::npos);
}

TEST_CASE("Restorer: a log that begins with zeros is text", "[restorer]") {
  const std::string zeros(5000, '\0');
  CHECK(restore(zeros + kText).text == zeros + kText);
  CHECK(restore(zeros + kText).verdict == Verdict::clean);
  std::mt19937_64 random(1);
  const std::string gbk =
      fuyuan::Registry::instance().find("gb18030")->damage(kText, "whatwg", random);
  CHECK(restore(zeros + gbk).text == zeros + kText);
  CHECK(restore(zeros).verdict == Verdict::binary);
  CHECK(restore(zeros + "\x01\x02\xFF\x03\x04").verdict == Verdict::binary);
}
