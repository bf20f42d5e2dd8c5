#include "restore/repair/survivor_share.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::LineSpan;
using fuyuan::Options;
using fuyuan::Restorer;
using fuyuan::SurvivorShare;
using fuyuan::testing::break_with;

LineSpan span_of(std::u32string_view line, std::string channel) {
  return {0, line.size(), std::move(channel), U"", 1, {}};
}

bool may_be(std::u32string_view line, std::string channel, std::size_t times) {
  SurvivorShare share;
  const LineSpan span = span_of(line, std::move(channel));
  for (std::size_t i = 0; i < times; ++i) {
    share.add_line(line);
    share.add_span(line, span);
  }
  return share.may_be(span);
}

std::string restore_kept(const std::string& text) {
  Options options;
  options.to = fuyuan::Script::keep;
  return Restorer(options).restore(text).text;
}

}  // namespace

TEST_CASE("SurvivorShare: a few letters may be all that there is, many are an alphabet",
          "[survivor-share]") {
  CHECK(may_be(U"ͬʱ", "gbk-as-utf8", 1));
  CHECK_FALSE(may_be(U"ͬʱ", "gbk-as-utf8", 10));
  CHECK(
      may_be(U"ͬʱ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", "gbk-as-utf8", 10));
  CHECK(may_be(U"ͬʱ??????????", "gbk-as-utf8", 10));
  CHECK_FALSE(may_be(U"a? ͬʱ", "gbk-as-utf8", 10));
  CHECK_FALSE(may_be(U"ͬʱ", "gbk-guessed", 10));
  CHECK(may_be(U"ͬʱÕâ¸öÍ¼Êé", "gbk-guessed", 10));
  CHECK(may_be(U"ͬʱ", "utf8-as-windows-1252", 10));
}

TEST_CASE("SurvivorShare: texts of other alphabets stay", "[survivor-share][restorer]") {
  // The strings of a program in Danish, and a table of Hebrew letters.
  std::string menu;
  for (const char* word : {"Hjælp", "Åbn", "Gem søgning", "Fortryd ændring", "Vælg alt", "Indsæt",
                           "Gå til", "Næste fejl", "Forrige fejl på listen", "Luk alle øvrige"}) {
    menu += std::string("menut &Entry\t") + word + "\n";
  }
  CHECK(restore_kept(menu) == menu);
  std::string table;
  for (char32_t letter = U'א'; letter <= U'ת'; ++letter)
    table += "        " + std::to_string(letter % 97) + ": 3,  # '" +
             fuyuan::to_utf8(std::u32string(1, letter)) + "'\n";
  CHECK(restore_kept(table) == table);
}

TEST_CASE("SurvivorShare: what marks speak for comes back", "[survivor-share][restorer]") {
  const std::string text =
      "图书馆周末延长开放时间，读者可以凭证件借阅新书。自习室的座位需要提前一天预约，"
      "请大家按时到场，没有预约的同学先在门口登记，由值班老师统一安排。\n";
  const std::string restored = restore_kept(break_with("gbk-as-utf8", text, "python"));
  CHECK(restored.find("同学") != std::string::npos);
}
