#include "restore/repair/blanked_letters.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("Letters whose no-break space became a blank come back", "[blanked_letters]") {
  CHECK(restore("这个字读作 guÃ n，拼音 hÃ n zÃ¬ 就是汉字。\n他会说 vis-Ã -vis 和 voilÃ \n") ==
        "这个字读作 guàn，拼音 hàn zì 就是汉字。\n他会说 vis-à-vis 和 voilà\n");
  // Where one blank is left, it stood between words.
  CHECK(restore("他说“dÃ©jÃ vu”是法语。\n") == "他说“déjà vu”是法语。\n");
  CHECK(restore("他说“dÃ©jÃ  vu”是法语。\n") == "他说“déjà vu”是法语。\n");
}

TEST_CASE("What ends in a capital stays", "[blanked_letters]") {
  for (const char* text : {"葡萄牙语的 MAÇÃ 是苹果。\n", "葡萄牙语的 Ã 读鼻音。\n"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
  CHECK(restore("葡萄牙语的 MAÇÃ 是苹果。\n葡萄牙语的 Ã 读鼻音。\n他在 cafÃ© 里喝咖啡。\n") ==
        "葡萄牙语的 MAÇÃ 是苹果。\n葡萄牙语的 Ã 读鼻音。\n他在 café 里喝咖啡。\n");
}

TEST_CASE("Phonetic letters of a document that was misread come back", "[blanked_letters]") {
  CHECK(restore("water 读 /ËˆwÉ”Ë\u0090tÉ™/，cafÃ© 是咖啡。\n") ==
        "water 读 /ˈwɔːtə/，café 是咖啡。\n");
  CHECK(restore("LIBERTÉ™ 是商标，cafÃ© 是咖啡。\n") == "LIBERTÉ™ 是商标，café 是咖啡。\n");
}
