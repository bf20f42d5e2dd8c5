#include <string>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::testing::break_by;

const std::vector<std::string> kSentences = {"雨停了以后，我们沿着河边走了很久",
                                             "先把萝卜切成丝，再放一勺盐", "明早八点在北门集合"};

/// So many lines with a broken sentence between `before` and `behind`, and what they should be.
std::pair<std::string, std::string> lines(const std::string& before, const std::string& behind) {
  std::string observed;
  std::string expected;
  for (std::size_t i = 0; i < 12; ++i) {
    const std::string& sentence = kSentences[i % kSentences.size()];
    const std::string number = std::to_string(i);
    observed +=
        before + number + "\"" + break_by("utf8-as-gbk:python", sentence) + "\"" + behind + "\n";
    expected += before + number + "\"" + sentence + "\"" + behind + "\n";
  }
  return {observed, expected};
}

}  // namespace

TEST_CASE("Quotations: fields, attributes and keys that are broken throughout come back",
          "[quotations]") {
  const std::pair<const char*, const char*> frames[] = {
      {"院子里的石榴树,", ",\"随笔\""}, {"<a 标题=\"院子里的石榴树\" n=", " 类=\"随笔\">"}};
  const auto [columns, of_columns] = lines("院子里的石榴树", ",\"随笔\"");
  CHECK(fuyuan::Restorer().restore(columns).text == of_columns);
  for (const auto& [before, behind] : frames) {
    const auto [observed, expected] = lines(before, behind);
    CHECK(fuyuan::Restorer().restore(observed).text == expected);
  }
}

TEST_CASE("Quotations: a field of a single record is not shown on purpose", "[quotations]") {
  const std::string broken = break_by("utf8-as-windows-1252", "明早八点在北门集合");
  CHECK(fuyuan::Restorer().restore("7,\"院子里的石榴树\",\"" + broken + "\",\"随笔\"\n").text ==
        "7,\"院子里的石榴树\",\"明早八点在北门集合\",\"随笔\"\n");
  const std::string prose = "打开之后，标题栏里写着\"" + broken + "\"，谁也看不懂。\n";
  CHECK(fuyuan::Restorer().restore(prose).text == prose);
}

TEST_CASE("Quotations: a title is not shown on purpose, but what it was may be said beside it",
          "[quotations]") {
  for (const char* channel :
       {"utf8-as-windows-1252", "utf8-as-gbk:python", "gbk-as-windows-1252"}) {
    CAPTURE(std::string(channel));
    const std::string broken = break_by(channel, "古代陶器的烧制与保存");
    CHECK(fuyuan::Restorer().restore("他写过一本《" + broken + "》，印了两次。\n").text ==
          "他写过一本《古代陶器的烧制与保存》，印了两次。\n");
    const std::string shown = "《古代陶器的烧制与保存》变成了《" + broken + "》，谁也看不懂。\n";
    CHECK(fuyuan::Restorer().restore(shown).text == shown);
  }
}
