#include "restore/repair/control_signs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

using fuyuan::Restorer;

TEST_CASE("control signs: those of Windows-1252 read as Latin-1", "[control_signs]") {
  const std::string broken =
      "他说：\u0093今天不去了\u0094，然后就走了。\nIt\u0092s fine \u0096 really \u008015\n";
  const auto restored = Restorer().restore(broken);
  CHECK(restored.text == "他说：“今天不去了”，然后就走了。\nIt’s fine – really €15\n");
  CHECK(restored.verdict == fuyuan::Verdict::decoded);
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(Restorer().restore(restored.text).plan.empty());
}

TEST_CASE("control signs: ends of lines, bytes of others and what has no sign stay",
          "[control_signs]") {
  CHECK(fuyuan::find_control_signs(U"caf\u00E9\u0092").empty());
  for (const char* text :
       {"\u009B31mred\u009B0m", "中文\u009B1m红色\u009B0m", "s.replace(\"\u0092\", \"’\")",
        "case '\u0096':", "U+0092 is \u0092 here", "a\u0085b\u0096x", "one\u0085two\u0085three",
        "a\u0081b", "a\u0093\u0094b", "\u0092 and \u008D"}) {
    CAPTURE(text);
    CHECK(Restorer().restore(text).text == text);
  }
}
