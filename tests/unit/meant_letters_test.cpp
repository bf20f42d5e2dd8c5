#include "restore/verdict/meant_letters.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::break_with;

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

std::string as_latin1(const std::string& text) { return break_with("gbk-as-windows-1252", text); }

}  // namespace

TEST_CASE("Meant letters: rows of inverted question marks are what is left of lost text",
          "[meant_letters]") {
  std::string broken;
  std::string healthy;
  for (const char* comment : {"联系地址，可以留空", "订单编号，不能重复", "备用电话"}) {
    broken += "'¿¿¿¿¿¿', // " + as_latin1(comment) + "\n";
    healthy += std::string("'¿¿¿¿¿¿', // ") + comment + "\n";
  }
  broken += "'¿¿¿¿',\n";
  healthy += "'¿¿¿¿',\n";
  CHECK(restore(broken) == healthy);
  // One character of it is one.
  CHECK(restore(as_latin1("依靠大家的力量") + "\n" + as_latin1("把自行车靠在墙边") + "\n") ==
        "依靠大家的力量\n把自行车靠在墙边\n");
}

TEST_CASE("Meant letters: Vietnamese in an 8-bit font beside what was misread", "[meant_letters]") {
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string line = "-- " + as_latin1("读取物品编号") +
                           " mµu ®á, hµng r\u00F5, dø l\u00FDng\n-- " + as_latin1("打开仓库窗口") +
                           "\n";
  CHECK(restore(line) == "-- 读取物品编号 mµu ®á, hµng r\u00F5, dø l\u00FDng\n-- 打开仓库窗口\n");
  // Hanzi whose second byte is ASCII, where no word of letters is before them.
  CHECK(fuyuan::Restorer(keep).restore(as_latin1("強颱風預計明天登陸") + "\n").text ==
        "強颱風預計明天登陸\n");
  CHECK(restore(as_latin1("朱镕基总理在北京会见外宾") + "\n" + as_latin1("镕铸与浇注") + "\n") ==
        "朱镕基总理在北京会见外宾\n镕铸与浇注\n");
}
