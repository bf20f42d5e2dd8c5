#include "archive/plain_format.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::Verdict;
using fuyuan::testing::break_with;
using fuyuan::testing::FormatResult;
using fuyuan::testing::restore_bytes;

const std::string kLine = "站台上的钟慢了五分钟，列车员吹响了哨子。\n";
constexpr std::size_t kLarge = std::size_t{5} << 20;

/// `line` again and again until there are `size` bytes.
std::string repeat(std::string_view line, std::size_t size) {
  std::string out;
  while (out.size() < size) out += line;
  return out;
}

std::string utf16(std::string_view utf8, bool is_little) {
  std::string out = is_little ? "\xFF\xFE" : "\xFE\xFF";
  const auto add = [&](char32_t unit) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    out += is_little ? low : high;
    out += is_little ? high : low;
  };
  for (const char32_t code_point : fuyuan::to_utf32(utf8)) {
    if (code_point > 0xFFFF) add(0xD800 + ((code_point - 0x10000) >> 10));
    add(code_point > 0xFFFF ? 0xDC00 + (code_point & 0x3FF) : code_point);
  }
  return out;
}

}  // namespace

TEST_CASE("Large text: restored in blocks, one document", "[plain]") {
  const std::string text = repeat(kLine, kLarge);
  const FormatResult result = restore_bytes("a.txt", break_with("gb18030", text));
  CHECK(result.text == text);
  REQUIRE(result.documents.size() == 1);
  CHECK(result.documents[0].verdict == Verdict::decoded);
  CHECK(result.documents[0].charset == "gb18030");
  CHECK(restore_bytes("a.txt", text).text == text);
}

TEST_CASE("Large text: UTF-16 is cut between code units", "[plain]") {
  const std::string text = repeat(kLine +
                                      "\xE4\xB8\x8A\xE4\xB8\x8A"
                                      "a\n",
                                  kLarge);  // U+4E0A
  for (const bool is_little : {true, false}) {
    const FormatResult result = restore_bytes("a.txt", utf16(text, is_little));
    CHECK(result.text == text);
    CHECK(result.documents.at(0).charset == (is_little ? "utf-16le" : "utf-16be"));
  }
}

TEST_CASE("Large text: UTF-16 behind other bytes, and out of step", "[plain]") {
  const std::string text = repeat(kLine, kLarge / 2);
  const std::string wide = utf16(text, true).substr(2);
  const FormatResult appended = restore_bytes("a.txt", text + wide);
  CHECK(appended.text == text + text);
  std::string bytes = utf16(text, true);
  bytes.erase(5001, 1);
  const FormatResult shifted = restore_bytes("a.txt", bytes);
  REQUIRE(shifted.text.size() > text.size() - 12);
  CHECK(shifted.text.substr(0, 2000) == text.substr(0, 2000));
  CHECK(shifted.text.ends_with(text.substr(text.size() - 100000)));
}

TEST_CASE("Large text: a single line", "[plain]") {
  std::string text = repeat(kLine.substr(0, kLine.size() - 1), kLarge);
  CHECK(restore_bytes("a.txt", text).text == text);
  CHECK(restore_bytes("a.txt", break_with("gb18030", text)).text == text);
}

TEST_CASE("Large binary files go through", "[plain]") {
  const std::string bytes = "\x89PNG\r\n\x1A\n"s + repeat("\0\1\2浣犲ソ\n"s, kLarge);
  const FormatResult result = restore_bytes("a.txt", bytes);
  CHECK(result.text == bytes);
  REQUIRE(result.documents.size() == 1);
  CHECK(result.documents[0].verdict == Verdict::binary);
}

TEST_CASE("Large pages: what they declare is put right wherever the change is", "[plain]") {
  const std::string head =
      "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<html><head>"
      "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"
      "</head><body>\n";
  std::string fixed_head = head;
  fixed_head.replace(fixed_head.find("GBK"), 3, "utf-8");
  fixed_head.replace(fixed_head.find("gb2312"), 6, "utf-8");
  const std::string filler = repeat("<p class=\"x\">nothing but markup</p>\n", kLarge);
  const std::string text = repeat(kLine, 1000);
  const FormatResult late =
      restore_bytes("a.html", head + filler + break_with("gb18030", text) + filler);
  CHECK(late.text == fixed_head + filler + text + filler);
  const FormatResult never = restore_bytes("a.html", head + filler + text);
  CHECK(never.text == head + filler + text);
  CHECK_FALSE(never.documents.at(0).is_changed);
  const FormatResult early = restore_bytes("a.html", head + break_with("gb18030", text) + filler);
  CHECK(early.text == fixed_head + text + filler);
}

TEST_CASE("Pages: markup, scripts and what is well stay byte for byte", "[plain]") {
  const std::string page =
      "<!DOCTYPE html>\r\n<HTML><head><META charset='GBK'><script>\r\nvar s = \"\\u4f60&#20320;\";"
      "// \t x\r\n</script></head>\r\n<body  class=a>&nbsp;&lt;&#20320;" +
      kLine + "<br/></BODY></html>\r\n\r\n";
  std::string fixed = page;
  fixed.replace(fixed.find("GBK"), 3, "utf-8");
  CHECK(restore_bytes("a.html", break_with("gb18030", page)).text == fixed);
  CHECK(restore_bytes("a.html", page).text == page);
}

TEST_CASE("Large text: a line without any ASCII is cut between characters", "[plain]") {
  const std::string line = "渡口的船夫把绳子系好，等最后一班客人上岸。";
  for (const std::string& first : {""s, "a"s, "ab"s, "abc"s, "渡a"s}) {
    const std::string text = first + repeat(line, kLarge);
    CHECK(restore_bytes("a.txt", text).text == text);
    CHECK(restore_bytes("a.txt", break_with("gb18030", text)).text == text);
  }
  // U+1F600 is two code units; a mark and one more before it, or not.
  for (const std::string& first : {""s, "a\0"s}) {
    const std::string wide = "\xFF\xFE"s + first + repeat("\x3D\xD8\0\xDE"s, kLarge);
    const std::string faces = repeat("\xF0\x9F\x98\x80", kLarge);
    CHECK(restore_bytes("a.txt", wide).text == (first.empty() ? "" : "a") + faces);
  }
}

TEST_CASE("Large text: a block that is no text makes no binary of the others", "[plain]") {
  const std::string text = repeat(kLine, std::size_t{3} << 20);
  const std::string zeros = repeat(std::string(63, '\0') + '\n', kLarge);
  const FormatResult result =
      restore_bytes("a.log", break_with("utf8-as-windows-1252", text) + zeros);
  const bool is_right = result.text == text + zeros;
  CHECK(is_right);
  REQUIRE(result.documents.size() == 1);
  CHECK(result.documents[0].verdict == Verdict::unrepaired);
  CHECK(result.documents[0].charset == "utf-8");
  CHECK(result.documents[0].is_changed);
  CHECK_FALSE(result.documents[0].has_plan);
  const FormatResult nothing = restore_bytes("a.bin", zeros + text);
  CHECK(nothing.documents.at(0).verdict == Verdict::binary);
  CHECK(nothing.documents.at(0).has_plan);
}

TEST_CASE("Large text: UTF-16 that was misread is cut between code units", "[plain]") {
  const std::string lines = repeat(kLine + "a😀b\n", std::size_t{2} << 20);
  const std::string line = repeat(kLine.substr(0, kLine.size() - 1) + "😀", std::size_t{2} << 20);
  for (const bool is_little : {true, false}) {
    const std::string& text = is_little ? line : lines;
    std::string misread;
    for (const char byte : utf16(text, is_little).substr(2)) {
      fuyuan::append_utf8(static_cast<unsigned char>(byte), misread);
    }
    const FormatResult result = restore_bytes("a.txt", misread);
    const bool is_right = result.text == text;
    CHECK(is_right);
    CHECK(result.documents.at(0).verdict == Verdict::restored);
    CHECK(result.documents.at(0).charset ==
          (is_little ? "utf-16le as iso-8859-1" : "utf-16be as iso-8859-1"));
  }
}
