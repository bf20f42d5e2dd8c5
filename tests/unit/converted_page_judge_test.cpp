#include "restore/steps/converted_page_judge.hpp"

#include <string>

#include "catch.hpp"
#include "restore/document.hpp"

namespace {

using fuyuan::ConvertedPageJudge;
using fuyuan::Document;
using fuyuan::Options;

bool is_converted(const std::string& text, fuyuan::Script to = fuyuan::Script::zh_hans) {
  Options options;
  options.to = to;
  const Document document(text, options);
  return ConvertedPageJudge(document).is_converted(fuyuan::collect_notes(document));
}

}  // namespace

TEST_CASE("ConvertedPageJudge knows a page whose notes stand behind what was converted") {
  CHECK(is_converted(
      "當(dāng)前位置：首頁(yè) > 設(shè)備維護(hù)\n"
      "車(chē)間每周對(duì)設(shè)備檢(jiǎn)查一次，發(fā)現(xiàn)問(wèn)題及時(shí)處理。\n"));
}

TEST_CASE("ConvertedPageJudge leaves the readings of who teaches") {
  CHECK_FALSE(is_converted("漢(hàn)字的讀音：學(xué)、習(xí)、國(guó)。請同學們跟老師一起讀。\n"));
  CHECK_FALSE(is_converted("她姓鄭(zhèng)，在村裡住了三十年。\n"));
}

TEST_CASE("ConvertedPageJudge counts notes, and finds what was not converted beside them") {
  const Options options;
  const Document document("當(dāng)前位置：首頁(yè)\n后院里有一口井。當(dāng)天來的人很多。\n",
                          options);
  CHECK(ConvertedPageJudge(document).notes() == 3);
  const std::u32string unconverted = fuyuan::find_unconverted(document);
  CHECK(unconverted.find(U'后') != std::u32string::npos);
  CHECK(unconverted.find(U'井') == std::u32string::npos);
}
