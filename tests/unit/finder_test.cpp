#include "cli/finder.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::Options;
using fuyuan::Restorer;
using fuyuan::Script;
using fuyuan::cli::Finding;

const std::string kText = "周末的图书馆里坐满了人，大家都在安静地看书。";

std::string misread(std::string_view text) {
  // UTF-8 read as Latin-1, C1 controls included.
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0 | (byte >> 6)));
      out.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return out;
}

std::vector<Finding> find(const std::string& text) {
  Options options;
  options.to = Script::keep;
  return fuyuan::cli::find_damage(text, Restorer(options).restore(text), false);
}

}  // namespace

TEST_CASE("Finder: nothing in healthy text, a place for each damage", "[check]") {
  CHECK(find("int main() {}\n// " + kText + "\n").empty());
  const auto found = find("// " + kText + "\n  // 好 " + misread(kText) + "; x = 1\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 2);
  CHECK(found[0].column == 8);
  CHECK(found[0].channel == "utf8-as-windows-1252");
  CHECK(found[0].before == misread(kText));
  CHECK(found[0].after == kText);
}

TEST_CASE("Finder: two rounds of damage are one finding", "[check]") {
  const auto found = find("第一行没有问题。\n" + misread(misread(kText)) + "\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 2);
  CHECK(found[0].column == 1);
  CHECK(found[0].before == misread(misread(kText)));
  CHECK(found[0].after == kText);
}

TEST_CASE("Finder: lines that say so are passed over", "[check]") {
  const std::string line = misread(kText);
  CHECK(find(kText + "\n" + line + " // fuyuan:ignore\n").empty());
  CHECK(find(kText + "\n# fuyuan:ignore-next-line\n" + line + "\n").empty());
  CHECK(find(kText + "\n# fuyuan:ignore-next-line\n" + kText + "\n" + line + "\n").size() == 1);
  CHECK(find(kText + "\n" + line + " // fuyuan:ignored\n").size() == 1);
  CHECK(find(kText + "\n# fuyuan:ignore\n" + line + "\n").size() == 1);
}

TEST_CASE("Finder: what nobody can explain is named", "[check]") {
  const auto found = find(kText + "\n  // 文件保存失败烫烫烫烫\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 2);
  CHECK(found[0].column == 12);
  CHECK_FALSE(found[0].is_explained());
  CHECK(found[0].before == "烫烫烫烫");
  CHECK(find(kText + "\n  // 文件保存失败烫烫烫烫 fuyuan:ignore\n").empty());
  CHECK(find(kText + "\n  // 文件保存失败锟斤拷锟斤拷 fuyuan:ignore\n").empty());
  // Shown on purpose; icon fonts; colours of a terminal.
  CHECK(find(kText + "\n解码失败时显示“\xEF\xBF\xBD”。\n").empty());
  CHECK(find("icon = \"\xEE\x82\xA0\"  # 图标\n").empty());
  CHECK(find("printf '\x1B[31m" + kText + "\x1B[0m'\n").empty());
}

TEST_CASE("Finder: a file in a legacy charset is one finding, a marked one none", "[check]") {
  const fuyuan::Charset* gbk = fuyuan::find_charset("gb18030");
  std::string bytes;
  for (const char32_t cp : fuyuan::to_utf32(kText + "\nabc\n" + kText + "\n" + kText + "\n")) {
    const fuyuan::EncodedChar encoded = gbk->encode(cp);
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  const auto found = find(bytes);
  REQUIRE(found.size() == 1);
  CHECK(found[0].channel == "gb18030");
  CHECK(found[0].line == 1);
  CHECK(found[0].after == kText);
  CHECK(found[0].more_lines == 2);
  CHECK(find("\xEF\xBB\xBF" + kText + "\n").empty());
  CHECK(fuyuan::cli::is_binary_to_git(std::string("\0", 1) + bytes));
  CHECK_FALSE(fuyuan::cli::is_binary_to_git(bytes));
  CHECK_FALSE(
      fuyuan::cli::is_binary_to_git(std::string("\xFF\xFE"
                                                "a\0b\0\n\0",
                                                8)));
  // In a file that is UTF-8 otherwise each such line is a finding.
  const auto mixed = find(kText + "\n" + bytes + kText + "\n");
  CHECK(mixed.size() == 3);
}

TEST_CASE("Finder: escaped text is meant, unless asked for", "[check]") {
  std::string escaped;
  for (const char32_t cp : fuyuan::to_utf32(kText))
    escaped += fmt::format("&#{};", static_cast<unsigned>(cp));
  const fuyuan::Restored restored = Restorer(Options()).restore(escaped);
  REQUIRE(restored.text == kText);
  CHECK(fuyuan::cli::find_damage(escaped, restored, false).empty());
  CHECK(fuyuan::cli::find_damage(escaped, restored, true).size() == 1);
}
