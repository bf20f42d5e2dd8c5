#include "restore/repair/layered_runs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

/// GBK read as Latin-1, and the UTF-8 of that read as GBK.
std::string break_twice(std::string_view text, std::string_view first = "gbk-as-windows-1252") {
  return break_with("utf8-as-gbk", break_with(first, text));
}

std::string restore(std::string_view text) { return Restorer().restore(text).text; }

}  // namespace

TEST_CASE("LayeredRuns: fields beside healthy text", "[layered_runs]") {
  const std::string broken = "天气预报：" + break_twice("明天有小雨");
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == "天气预报：明天有小雨");
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(restored.verdict == fuyuan::Verdict::restored);
  CHECK(restore("张老师\t" + break_twice("语文") + "\t三年级") == "张老师\t语文\t三年级");
  CHECK(restore("{\"city\": \"" + break_twice("南京") + "\", \"note\": \"已发货\"}") ==
        "{\"city\": \"南京\", \"note\": \"已发货\"}");
  CHECK(restore("我们为什么" + break_twice("要早睡早起") + "？") == "我们为什么要早睡早起？");
}

TEST_CASE("LayeredRuns: hanzi of those bytes that are meant stay", "[layered_runs]") {
  for (const std::string text :
       {"没么每毛楼梅", "猫帽枚眉每没", "他没每天看楼，茅屋旁的梅树没有了。",
        "隆重，猫咪没睡，每人一枚。", "脙脺：这两个字怎么读？", "茅楼贸易：毛帽每顶二十元"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}
