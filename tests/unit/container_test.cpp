#include "restore/reading/container.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::is_binary;
using fuyuan::open_container;

const std::string kText =
    "今天天气很好，我们去公园散步。\n公园里有很多人，孩子们在草地上跑来跑去。\r\nhello 😀\n";

std::string utf16(std::string_view text, const char* charset) {
  std::string out;
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    const fuyuan::EncodedChar encoded = fuyuan::find_charset(charset)->encode(cp);
    out.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return out;
}

std::string utf32(std::string_view text, bool little) {
  std::string out;
  for (const char32_t cp : fuyuan::to_utf32(text)) {
    for (int i = 0; i < 4; ++i) {
      out.push_back(static_cast<char>(cp >> (8 * (little ? i : 3 - i)) & 0xFF));
    }
  }
  return out;
}

void check_opens(const std::string& bytes, const std::string& charset, const std::string& text,
                 std::string_view hint = "") {
  CAPTURE(charset);
  const auto opened = open_container(bytes, hint);
  REQUIRE(opened.has_value());
  CHECK(opened->charset == charset);
  CHECK(opened->text == text);
  CHECK(fuyuan::decode_container(charset, bytes) == text);
}

}  // namespace

TEST_CASE("Container: byte-order marks", "[container]") {
  check_opens("\xEF\xBB\xBF" + kText, "utf-8 with byte-order mark", kText);
  check_opens("\xEF\xBB\xBF", "utf-8 with byte-order mark", "");
  check_opens("\xFF\xFE" + utf16(kText, "utf-16le"), "utf-16le", kText);
  check_opens("\xFE\xFF" + utf16(kText, "utf-16be"), "utf-16be", kText);
  check_opens("\xFF\xFE\0\0"s + utf32(kText, true), "utf-32le", kText);
  check_opens("\0\0\xFE\xFF"s + utf32(kText, false), "utf-32be", kText);
  const auto gb = open_container("\x84\x31\x95\x33\xC4\xE3\xBA\xC3", "");
  REQUIRE(gb.has_value());
  CHECK(gb->charset == "gb18030 with byte-order mark");
  CHECK(gb->text == "\xC4\xE3\xBA\xC3");
}

TEST_CASE("Container: UTF-16 without a mark", "[container]") {
  check_opens(utf16(kText, "utf-16le"), "utf-16le", kText);
  check_opens(utf16(kText, "utf-16be"), "utf-16be", kText);
  const std::string han = "今天天气很好我们去公园散步公园里有很多人孩子们在草地上跑来跑去";
  check_opens(utf16(han, "utf-16le"), "utf-16le", han);
  check_opens(utf16(han, "utf-16be"), "utf-16be", han);
  const std::string english = "The quick brown fox jumps over the lazy dog, and so on.\n";
  check_opens(utf16(english, "utf-16le"), "utf-16le", english);
  check_opens(utf16(english, "utf-16be"), "utf-16be", english);
}

TEST_CASE("Container: UTF-32 without a mark", "[container]") {
  for (const bool little : {true, false}) {
    const std::string name = little ? "utf-32le" : "utf-32be";
    check_opens(utf32(kText, little), name, kText);
    check_opens(utf32("你好", little), name, "你好");
    const std::string cut = utf32(kText, little) + "\x60";
    check_opens(cut, name, kText + "\uFFFD");
  }
  // Numbers of four bytes are data.
  std::string numbers;
  for (const char c : "\x01\x07\x1Fx\x02\x09-") numbers += std::string{c, 0, 0, 0};
  CHECK_FALSE(open_container(numbers, "").has_value());
}

TEST_CASE("Container: a hint helps", "[container]") {
  const std::string text = "你好";
  check_opens(utf16(text, "utf-16be"), "utf-16be", text, "utf-16be");
}

TEST_CASE("Container: HZ and ISO-2022-CN", "[container]") {
  check_opens("~{<:Ky2;S{~}", "hz-gb-2312", "己所不欲");
  check_opens("This is ~{<:Ky2;S{NpJ)l6HK~}.\n", "hz-gb-2312", "This is 己所不欲勿施於人.\n");
  check_opens(
      "\x1B$)A\x0E"
      "Dc:C\x0F\n",
      "iso-2022-cn", "你好\n");
  // The dash and the fullwidth comma of both charsets; a character of CNS plane 2, one by one.
  check_opens(
      "\x1B$)A\x0E"
      "Dc!*:C#,\x0F\x1B$)G\x0E!\"\x0F\x1B$*H\x1BN!!\n",
      "iso-2022-cn", "你—好，，乂\n");
  check_opens("\x1B$)A\x0E\x21", "iso-2022-cn", "!");
}

TEST_CASE("Container: ISO-2022-JP and ISO-2022-KR", "[container]") {
  check_opens("\x1B$B$3$s\x1B(B.\n", "iso-2022-jp", "こん.\n");
  check_opens("\x1B$)C\x0E\x31\x5B\x0F!\n", "iso-2022-kr", "글!\n");
}

TEST_CASE("Container: escapes among eight bits are cited, or chance", "[container]") {
  for (const std::string& escapes : {"\x1B$B$\"$$\x1B(B"s, "\x1B$)C"s,
                                     "\x1B$)A\x0E"
                                     "Dc:C\x0F"s,
                                     "~{<:Ky2;S{~}"s}) {
    CAPTURE(escapes);
    CHECK(open_container(escapes + "\n", "").has_value());
    CHECK_FALSE(open_container(kText + escapes + "\n", "").has_value());
    CHECK_FALSE(open_container("\xC4\xE3\xBA\xC3 " + escapes + "\n", "").has_value());
    CHECK_FALSE(open_container("\xFF\xD8\xFF\xE0\x10JFIF" + escapes, "").has_value());
  }
}

TEST_CASE("Container: programs and pages with tildes of their own", "[container]") {
  const std::string lisp =
      "(defun report (items)\n  (format t \"The following items were found, all of them ~\n"
      "             one by one.\")\n";
  std::string words;
  while (words.size() < 5000) words += "Some words about nothing, as long as it takes.\n";
  for (const std::string& text :
       {lisp + words + "  (format nil \"~{~a~^, ~}\" items))\n",
        lisp + words + "  (format nil \"~{ab~}\" items))\n",
        "~~gone~~ words are here.\n" + words + "Use ~{a, b~} and so on.\n",
        "~~~~\nlet a = 1;\n~~~~\n\n" + words + "Use ~{a, b~} and so on.\n",
        "a line~\nSee Fig. one.\n" + words + "See Fig.~{\\em one} and two, or also~}.\n",
        "See Fig.~{\\em one} and two, see also~{\\bf three~} and more.\n"s}) {
    CAPTURE(text);
    CHECK_FALSE(open_container(text, "").has_value());
  }
}

TEST_CASE("Container: HZ with something else in it", "[container]") {
  const std::string run = "~{<:Ky2;S{NpJ)l6HK~}";
  const std::string text = "己所不欲勿施於人";
  check_opens("a ~~ b\n" + run + "~\n.\n", "hz-gb-2312", "a ~ b\n" + text + ".\n");
  // A page of somebody, and a character that was cut.
  check_opens(run + "\nhttp://a.example/~user\n" + run, "hz-gb-2312",
              text + "\nhttp://a.example/~user\n" + text);
  check_opens(run + "\n" + run + "\n~{<:K", "hz-gb-2312", text + "\n" + text + "\n己K");
  check_opens("Hi, ~{Dc:C~}!\n", "hz-gb-2312", "Hi, 你好!\n");
}

TEST_CASE("Container: bytes that are to be taken as they are", "[container]") {
  for (const std::string& bytes :
       {""s, "a"s, "ab"s, "abcd"s, "plain text, even longer than that\n"s, kText,
        "\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7"s, "Bush hid the facts"s, "~{ and ~}"s,
        "x = {~a, ~{b}};"s, "今天~{天气~}很好"s}) {
    CAPTURE(bytes);
    CHECK_FALSE(open_container(bytes, "").has_value());
  }
}

TEST_CASE("Container: other documents are never named", "[container]") {
  CHECK_THROWS_AS(fuyuan::decode_container("", kText), std::runtime_error);
  CHECK_THROWS_AS(fuyuan::decode_container("no-such", kText), std::runtime_error);
}

TEST_CASE("Container: cut short is no reason to fail", "[container]") {
  for (const std::string& whole :
       {"\xFF\xFE" + utf16(kText, "utf-16le"), "\xFE\xFF" + utf16(kText, "utf-16be"),
        "\xFF\xFE\0\0"s + utf32(kText, true), "\0\0\xFE\xFF"s + utf32(kText, false),
        "~{<:Ky2;S{~}"s,
        "\x1B$)A\x0E"
        "Dc:C\x0F\n"s}) {
    for (std::size_t size = 0; size < whole.size() && size < 24; ++size) {
      const auto opened = open_container(whole.substr(0, size), "");
      if (opened) {
        CHECK((opened->charset.find("gb18030") == 0 || fuyuan::is_valid_utf8(opened->text)));
      }
    }
  }
}

TEST_CASE("Container: binary files", "[container]") {
  for (const std::string& bytes :
       {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s,
        "\x7F"
        "ELF\x02\x01\x01\0"s,
        "GIF89a\1\0\1\0"s, "\xFF\xD8\xFF\xE0\0\x10JFIF"s, "PK\x03\x04\x14\0"s, "%PDF-1.4\n"s,
        "\x1F\x8B\x08\0"s, std::string(64, '\0'), "\x01\x02\x03\x04\x05\x06"s}) {
    CHECK(is_binary(bytes));
  }
  for (const std::string& bytes :
       {""s, "text"s, kText, "\xC4\xE3\xBA\xC3"s, "tab\tand\fform feed\r\n"s,
        "one \x01 control in a long line of quite ordinary text"s, "\x1B[31mred\x1B[0m"s}) {
    CAPTURE(bytes);
    CHECK_FALSE(is_binary(bytes));
  }
}

TEST_CASE("Container: text about files may begin as they do", "[container]") {
  for (const std::string& magic : {"GIF89a"s, "%PDF-1.4"s, "BZh"s}) {
    CAPTURE(magic);
    const auto with = [&](std::string_view rest) { return std::string(magic).append(rest); };
    CHECK_FALSE(is_binary(with(" 的文件头是这样开始的。\n")));
    CHECK(is_binary(with(" 的文件头\0"s)));
    CHECK(is_binary(with(" 的文件头\x01")));
    CHECK(is_binary(with(" \xC4\xE3\xBA\xC3")));
    // The beginning of a long text, cut within a character.
    std::string text = magic;
    while (text.size() < 4099) text += "头";
    CHECK_FALSE(is_binary(text.substr(0, 4096)));
    CHECK_FALSE(is_binary(text.substr(0, 4097)));
    CHECK_FALSE(is_binary(text.substr(0, 4098)));
  }
}
