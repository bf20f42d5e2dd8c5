// What is decided about a document as a whole: that it is no text, or in a charset of its own.

#include <random>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

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
