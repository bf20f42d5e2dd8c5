#include "restore/triage/disguised_words.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

std::size_t count(const std::string& line) {
  return fuyuan::find_disguised_words(fuyuan::to_utf32(line), fuyuan::LanguageModel::embedded())
      .size();
}

}  // namespace

TEST_CASE("Disguised words: GBK read as Big5 beside healthy text", "[disguised]") {
  const std::string word = fuyuan::testing::break_with("gbk-as-big5", "地址", "whatwg");
  const std::string other = fuyuan::testing::break_with("gbk-as-big5", "客户", "whatwg");
  CHECK(count(word + "：人民路十二号") == 1);
  CHECK(count(word + "=1; " + other + "=2") == 2);
  // It stays as it is, Traditional or not, and is not said to be right.
  const std::string line = word + "\t青年活动中心\n";
  const fuyuan::Restored restored = fuyuan::Restorer().restore(line);
  CHECK((restored.text == line || restored.text == "地址\t青年活动中心\n"));
  if (restored.text == line) CHECK(restored.verdict == fuyuan::Verdict::unrepaired);
}

TEST_CASE("Disguised words: names and Traditional words are what they are", "[disguised]") {
  for (const char* line : {"黃瑞華、林志玲、齊藤", "億桶原油", "廠號：十二", "鎳礦與銅礦",
                           "陳濬、郗琰、冼嘉", "葺葺葺", "萊奧諾蕾·魏森貝格",
                           "繁體中文，臺灣，龍門，憂鬱", "地址：人民路十二号", "吨吨吨"}) {
    CAPTURE(line);
    CHECK(count(line) == 0);
  }
}
