#include "restore/line/latin_byte.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

/// What the only raw byte of the line is; `-`: nothing.
std::string read(std::string_view before, unsigned char byte, std::string_view after) {
  std::u32string line = fuyuan::to_utf32(before);
  const std::size_t at = line.size();
  line.push_back(fuyuan::raw_symbol(byte));
  line += fuyuan::to_utf32(after);
  const auto found = fuyuan::read_latin_byte(line, at);
  return found ? fuyuan::to_utf8({&*found, 1}) : "-";
}

}  // namespace

TEST_CASE("A raw byte beside ASCII is a letter or a sign", "[latin_byte]") {
  CHECK(read("客厅 30 m", 0xB2, " 上下") == "²");
  CHECK(read("Surface", 0xAE, "平板") == "®");
  CHECK(read("", 0xA9, " 2021 版权") == "©");
  CHECK(read("fa", 0xE7, "ade 的拼法") == "ç");
  CHECK(read("2 ", 0xB5, "m") == "µ");
  CHECK(read("Chlo", 0xEB, "，早") == "ë");
  CHECK(read("d\u00E9j\u00E0 ", 0xE0, "") == "-");
  CHECK(read("vu ", 0xE0, " Lyon") == "à");
  CHECK(read("6 ", 0xD7, " 8") == "×");
  CHECK(read("won", 0x92, "t") == "’");
}

TEST_CASE("A raw byte beside hanzi is none, nor is one where its sign makes no sense",
          "[latin_byte]") {
  CHECK(read("前", 0xB7, "后") == "-");
  CHECK(read("前", 0xE9, "后") == "-");
  CHECK(read("前", 0xE9, "abc") == "-");
  CHECK(read("abc", 0xE9, "后") == "-");
  CHECK(read("abc", 0x81, "d") == "-");
  CHECK(read("", 0xAE, " abc") == "-");
  CHECK(read("前 ", 0xE5, "") == "-");
}

TEST_CASE("Letters of Windows-1252 in a document of UTF-8", "[latin_byte][restorer]") {
  const std::string around = "本店出售各种家电。\n";
  const auto restore = [&](const std::string& line) {
    const std::string text = fuyuan::Restorer().restore(around + line + "\n").text;
    return text.substr(around.size(), text.size() - around.size() - 1);
  };
  CHECK(restore("客厅 30 m\xB2 \xE4\xB8\x8A\xE4\xB8\x8B") == "客厅 30 m² 上下");
  CHECK(restore("Chlo\xEB，早") == "Chloë，早");
  CHECK(restore("cr\xE8me br\xFBl\xE9"
                "e 甜点") == "crème brûlée 甜点");
  CHECK(restore("前文\xB7后文") == "前文\uFFFD后文");
}
