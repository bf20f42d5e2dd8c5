#include "restore/repair/misread_pictographs.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::find_misread_pictographs;
using fuyuan::Restorer;

std::string break_with(const std::string& text, const char* habit) {
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, habit, random);
}

}  // namespace

TEST_CASE("Pictographs come back in English text", "[pictographs]") {
  const std::string notes =
      "# Release notes\n\n- 🚀 Start-up is faster\n- ⚠️ Old keys no longer work\n"
      "log(\"🔧 repairing\");\n";
  const std::string broken = break_with(notes, "windows");
  REQUIRE(broken.find("🚀") == std::string::npos);
  const auto restored = Restorer().restore(broken);
  CHECK(restored.text == notes);
  CHECK(restored.verdict == fuyuan::Verdict::restored);
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(Restorer().restore(restored.text).text == notes);
}

TEST_CASE("Pictographs of which a byte is lost are inferred where there are several",
          "[pictographs]") {
  const std::string notes = "| Linux | ✅ | ❌ |\n- ✅ tests pass\n- ❌ no documentation\n";
  const std::string broken = break_with(notes, "windows");
  REQUIRE(broken.find("鉁?tests") != std::string::npos);
  const auto restored = Restorer().restore(broken);
  CHECK(restored.text == notes);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(Restorer(strict).restore(broken).text == broken);
  const std::string one = "one 鉁?done\n";  // may be anything
  CHECK(Restorer().restore(one).text == one);
}

TEST_CASE("Pictographs: dashes, bullets and arrows of English comments", "[pictographs]") {
  const std::string program =
      "// openStore(path) — opens it, or makes it\n//   • never blocks\n"
      "//   • closes itself\nconst flow = \"read → check → write\";\n";
  for (const char* habit : {"windows", "python"}) {
    CAPTURE(habit);
    const std::string broken = break_with(program, habit);
    REQUIRE(broken.find("—") == std::string::npos);
    const auto restored = Restorer().restore(broken);
    CHECK(restored.text == program);
    CHECK(restored.verdict == fuyuan::Verdict::inferred);
  }
}

TEST_CASE("Pictographs: hanzi that are meant stay", "[pictographs]") {
  for (const char* text :
       {"馃子是北方的一种油炸面食，又叫馃饼。\n", "腊月里家家蒸花馍，炸油馃，磨豆腐。\n",
        "鉁是砷的旧称吗？不是。\n", "鈥、鈹皆罕用字，谁认得鈥?谁认得鈹?\n"}) {
    CAPTURE(text);
    CHECK(find_misread_pictographs(fuyuan::to_utf32(text)).empty());
    CHECK(Restorer().restore(text).text == text);
  }
}
