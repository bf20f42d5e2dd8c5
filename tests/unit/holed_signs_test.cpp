#include "restore/repair/holed_signs.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::HoledSigns;
using fuyuan::Restorer;

std::u32string mend(std::u32string_view line) {
  static const HoledSigns signs(fuyuan::LanguageModel::embedded());
  return fuyuan::apply_spans(line, signs.find(line, HoledSigns::Need::none));
}

/// UTF-8 read as Windows-1252; what it has nothing for becomes `hole`.
std::string misread(const std::string& text, const std::string& hole) {
  std::mt19937_64 random(1);
  std::string out;
  const auto* channel = fuyuan::Registry::instance().find("utf8-as-windows-1252");
  for (const char32_t cp : fuyuan::to_utf32(channel->damage(text, "whatwg", random)))
    out += cp >= 0x80 && cp < 0xA0 ? hole : fuyuan::to_utf8(std::u32string(1, cp));
  return out;
}

}  // namespace

TEST_CASE("HoledSigns: pictographs whose invisible controls were lost", "[holed_signs]") {
  const std::string note =
      "⚠️ 注意：磁盘已满\nI ❤️ you\n❌ failed, ✅ "
      "passed\n他点了个👍就走了。\n● "
      "第一点\n⭐ "
      "star\n";
  for (const char* hole : {"", "\uFFFD"}) {
    std::string broken;
    for (std::size_t at = 0; at < note.size();) {  // the signs alone
      const std::size_t end = at + fuyuan::read_utf8(note.substr(at)).length;
      const std::string one = note.substr(at, end - at);
      const char32_t cp = fuyuan::to_utf32(one)[0];
      const bool is_text = cp < 0x80 || fuyuan::is_han(cp) || cp == U'：' || cp == U'。';
      broken += is_text ? one : misread(one, hole);
      at = end;
    }
    CAPTURE(broken);
    REQUIRE(broken.find("âœ…") != std::string::npos);
    REQUIRE(broken.find("❌") == std::string::npos);
    const auto restored = Restorer().restore(broken);
    CHECK(restored.text == note);
    CHECK(restored.verdict == fuyuan::Verdict::inferred);
    CHECK(restored.plan.apply(broken) == note);
    CHECK(Restorer().restore(note).text == note);
  }
}

TEST_CASE("HoledSigns: a selector leaves no doubt, so that nothing is inferred", "[holed_signs]") {
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(Restorer(strict).restore("âš ï¸ 注意：磁盘已满\n").text ==
        "⚠️ 注意：磁盘已满\n");
  CHECK(Restorer(strict).restore("- 完成 âœ”ï¸\n").text == "- 完成 ✔️\n");
  CHECK(Restorer(strict).restore("很好ðŸ‘\n").text == "很好ðŸ‘\n");
}

TEST_CASE("HoledSigns: the closing quotation mark, and marks behind it", "[holed_signs]") {
  CHECK(mend(U"say â€œyesâ€\uFFFD or no") == U"say â€œyes” or no");
  CHECK(mend(U"say â€œyesâ€? or no") == U"say â€œyes” or no");
  CHECK(mend(U"Did he say â€œyesâ€?") == U"Did he say â€œyes”?");
}

TEST_CASE("HoledSigns: letters of words, whole signs and what is shown stay", "[holed_signs]") {
  for (const std::u32string_view line :
       {U"Le châ­teau", U"mâ—le", U"\"âŒ\"", U"â†’ next", U"ðŸ€ or ðŸ†", U"âœ… done",
        U"Der Buchstabe „â“ steht im Wort.", U"写作„â“的字母", U"the letter â— used in Romanian",
        U"土耳其语的â—如kâğıt", U"âš\u00A0ï¸\u008F warning"}) {
    CAPTURE(fuyuan::to_utf8(line));
    CHECK(mend(line) == line);
  }
}

TEST_CASE("HoledSigns: lines with letters of another misread are left to it", "[holed_signs]") {
  CHECK(mend(U"ÄãºÃ âŒ") == U"ÄãºÃ âŒ");
}
