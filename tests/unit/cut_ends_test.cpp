#include "restore/line/cut_ends.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace {

using fuyuan::LineSpan;
using fuyuan::Restorer;

LineSpan guess(std::size_t begin, double probability) {
  LineSpan span{begin, begin + 1, std::string(fuyuan::kRawUtf8), U"的", probability, {}};
  span.inferred.push_back({0, U'的', U'的', probability});
  return span;
}

}  // namespace

TEST_CASE("cut ends: guesses there are less sure than inside of a line", "[cut_ends]") {
  const std::u32string line = U"从前有一座山";
  std::vector<LineSpan> spans = {guess(0, 0.8), guess(3, 0.8), guess(5, 0.99)};
  fuyuan::weigh_cut_ends(line, spans);
  CHECK(spans[0].after == U"\uFFFD");
  CHECK(spans[0].inferred[0].probability < fuyuan::kLeastOfRawUtf8);
  CHECK(spans[1].after == U"的");
  CHECK(spans[1].inferred[0].probability == 0.8);
  CHECK(spans[2].after == U"的");
  CHECK(spans[2].inferred[0].probability < 0.98);
}

TEST_CASE("cut ends: fields of a database that were too short", "[cut_ends]") {
  const std::string cut =
      "拼音 huà shé tiān z\xC3\n已经完成了，就是这样，没有什\xE4\n"
      "双方于年底签订合同，约定双方\xE7\n其余的行都是完整的，没有问题。\n";
  CHECK(Restorer().restore(cut).text ==
        "拼音 huà shé tiān z\uFFFD\n已经完成了，就是这样，没有什么\n"
        "双方于年底签订合同，约定双方\uFFFD\n其余的行都是完整的，没有问题。\n");
}

TEST_CASE("cut ends: a file all of whose lines were cut is UTF-8 nevertheless", "[cut_ends]") {
  // 愢 ends in A2; with E3, of 。 behind it, this looks like the Euro sign of GBK.
  std::string cut;
  for (const char* line :
       {"孩子们在湖边放风筝，笑声传得很远\xE3", "雨停了，山里的空气特别清新\xE3",
        "他把信折好，放进了抽屉，写的是愢\xE3", "奶奶煮了一锅腊八粥，香气扑鼻\xE3\x80"})
    cut += std::string(line) + "\n";
  CHECK_FALSE(fuyuan::count_utf8(cut).has_marks);
  const auto restored = Restorer().restore(cut);
  CHECK(restored.charset == "utf-8");
  CHECK(fuyuan::is_valid_utf8(restored.text));
  CHECK(restored.text.find("写的是愢") != std::string::npos);
}

TEST_CASE("cut ends: a letter of Latin-1 behind a word was not cut", "[cut_ends]") {
  CHECK(Restorer().restore("Je l’ai fait, c’est un caf\xE9\n").text ==
        "Je l’ai fait, c’est un café\n");
  CHECK(Restorer().restore("中文与caf\xE9\n").text == "中文与café\n");
}
