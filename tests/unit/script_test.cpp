#include "channel/script.hpp"

#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

std::string simplify(std::string_view text) {
  fuyuan::LatticeOptions options;
  options.to_simplified = true;
  return fuyuan::testing::text_of(
      fuyuan::testing::explain_line(fuyuan::to_utf32(text), {}, options));
}

}  // namespace

TEST_CASE("Script: text is converted character by character", "[script]") {
  CHECK(fuyuan::testing::break_with("traditional", "头发和发展，汉语 abc 123") ==
        "頭發和發展，漢語 abc 123");
  CHECK(fuyuan::testing::break_with("traditional", "人中口手").compare("人中口手") == 0);
}

TEST_CASE("Script: the model chooses among the Simplified forms", "[script]") {
  CHECK(simplify("這是一個很好的問題") == "这是一个很好的问题");
  CHECK(simplify("他看著窗外，想起了那部名著") == "他看着窗外，想起了那部名著");
  CHECK(simplify("乾燥的天氣") == "干燥的天气");
  CHECK(simplify("乾隆皇帝") == "乾隆皇帝");
  CHECK(simplify("頭髮和發展") == "头发和发展");
  CHECK(simplify("瞭解情況") == "了解情况");
}

TEST_CASE("Script: Simplified text and other languages go through", "[script]") {
  for (const char* text : {"这是一个很好的问题，后面还有干净的里程碑。", "abc", "Привет",
                           "안녕하세요", "😀", "", "皇后、乾坤"}) {
    CAPTURE(text);
    CHECK(simplify(text) == text);
  }
}
