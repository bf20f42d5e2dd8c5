#include "restore/repair/survivors.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "lattice_helpers.hpp"
#include "restore/decode/pair_trellis.hpp"
#include "text/utf8.hpp"

using fuyuan::bring_back_survivors;
using fuyuan::LanguageModel;
using fuyuan::LineSpan;
using fuyuan::PairTrellis;
using fuyuan::to_utf32;
using fuyuan::to_utf8;
using fuyuan::testing::break_with;

namespace {

constexpr char kNotice[] =
    "图书馆周末延长开放时间，读者可以凭证件借阅新书。自习室的座位需要提前一天预约，"
    "请大家按时到场，没有预约的同学先在门口登记，由值班老师统一安排。";

std::vector<LineSpan> bring_back(std::u32string_view line, bool is_habitual = false) {
  return bring_back_survivors(line, is_habitual);
}

/// Whether `letters` are in the text, in this order.
bool has_in_order(std::u32string_view text, std::u32string_view letters) {
  std::size_t found = 0;
  for (const char32_t cp : text) {
    if (found < letters.size() && letters[found] == cp) ++found;
  }
  return found == letters.size();
}

/// What is neither lost nor a letter made of two halves.
std::u32string without_lost(std::u32string text) {
  constexpr char32_t kFirstOfChinese = 0x2E80;
  std::erase_if(text, [](char32_t cp) { return cp == 0xFFFD || cp < kFirstOfChinese; });
  return text;
}

}  // namespace

TEST_CASE("Survivors: what came through stands where it stood", "[survivors]") {
  for (const char* habit : {"whatwg", "python", "java", "jdk7"}) {
    CAPTURE(habit);
    const std::u32string line = to_utf32(break_with("gbk-as-utf8", kNotice, habit));
    std::u32string back;
    for (const LineSpan& span : bring_back(line)) {
      CHECK(span.end == span.begin + 1);
      CHECK(span.confidence >= 0.9);
      back += span.after;
    }
    std::erase(back, U'\uFFFD');
    CAPTURE(to_utf8(back));
    CHECK(back.size() >= 8);
    CHECK(has_in_order(to_utf32(kNotice), back));
  }
}

TEST_CASE("Survivors: characters around them are inferred", "[survivors]") {
  const std::u32string original = to_utf32(kNotice);
  for (const char* habit : {"whatwg", "java", "question"}) {
    CAPTURE(habit);
    const std::u32string line = to_utf32(break_with("gbk-as-utf8", kNotice, habit));
    const std::vector<LineSpan> spans = fuyuan::infer_around_survivors(line, 0);
    for (const LineSpan& span : spans) {
      for (const fuyuan::InferredCharacter& guess : span.inferred)
        CHECK((guess.character == 0xFFFD) == (guess.probability < 0.6));
    }
    const std::u32string back = without_lost(fuyuan::apply_spans(line, spans));
    CAPTURE(to_utf8(back));
    CHECK(has_in_order(original, back));
    CHECK(back.size() > without_lost(fuyuan::apply_spans(line, bring_back(line))).size());
    CHECK(back.size() * 4 > original.size());
  }
  CHECK(fuyuan::infer_around_survivors(to_utf32(break_with("gbk-as-utf8", kNotice, "whatwg")), 1)
            .size() >= 1);
}

TEST_CASE("Survivors: a line longer than what is looked at together", "[survivors]") {
  std::string text;
  for (int i = 0; i < 10; ++i) text += kNotice;
  const std::u32string line = to_utf32(break_with("gbk-as-utf8", text, "whatwg"));
  REQUIRE(line.size() > 1000);
  const std::u32string back = fuyuan::apply_spans(line, fuyuan::infer_around_survivors(line, 0));
  CHECK(has_in_order(to_utf32(text), without_lost(back)));
  CHECK(
      std::all_of(back.begin(), back.end(), [](char32_t cp) { return cp < 0x80 || cp >= 0x2E80; }));
}

TEST_CASE("Survivors: question marks that stand for bytes become U+FFFD", "[survivors]") {
  const std::u32string line = to_utf32(break_with("gbk-as-utf8", kNotice, "question"));
  std::u32string back;
  for (const LineSpan& span : bring_back(line)) {
    if (line[span.begin] == U'?')
      CHECK(span.after == std::u32string(span.end - span.begin, 0xFFFD));
    back += span.after;
  }
  CHECK(std::count(back.begin(), back.end(), U'\xFFFD') >=
        std::count(line.begin(), line.end(), U'?'));
  std::erase(back, U'\xFFFD');
  CHECK(back.size() >= 8);
  CHECK(has_in_order(to_utf32(kNotice), back));
  CHECK(bring_back(U"真的吗？？真的??? ǰ ??? ﾃ").empty());
}

TEST_CASE("Survivors: letters that may be text stay", "[survivors]") {
  CHECK(bring_back(U"Сегодня хоро\uFFFD\uFFFD погода").empty());
  CHECK(bring_back(U"caf\uFFFD, na\uFFFDve, ǰ").empty());
  CHECK(bring_back(U"\uFFFD\uFFFD\uFFFD\uFFFD").empty());
  CHECK(bring_back(U"").empty());
  // One alone proves nothing, but where other lines show what happened it is as good as any.
  CHECK(bring_back(U"\uFFFD\uFFFDǰ\uFFFD\uFFFD").empty());
  REQUIRE(bring_back(U"\uFFFD\uFFFDǰ\uFFFD\uFFFD", true).size() == 1);
  CHECK(bring_back(U"\uFFFD\uFFFDǰ\uFFFD\uFFFD", true)[0].after == U"前");
}

TEST_CASE("Survivors: other charsets of pairs are told from GBK", "[survivors]") {
  // 図書館は週末の開館時間を延長し、読者は身分証で新しい本を借りられる。 in EUC-JP
  CHECK(
      bring_back(
          U"\uFFFD޽\uFFFDۤϽ\uFFFD\uFFFD\uFFFD\uFFFDγ\uFFFD\uFFFDۻ\uFFFD\uFFFD֤\uFFFD\uFFFDĹ"
          U"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDɼԤϿ\uFFFDʬ\uFFFDڤǿ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
          U"\uFFFDܤ\uFFFDڤ\uFFFD\uFFFD\uFFFD롣")
          .empty());
}

TEST_CASE("PairTrellis: halves are told apart by what is around them", "[survivors]") {
  const PairTrellis trellis(LanguageModel::embedded(), *fuyuan::find_charset("gb18030"));
  // 前, two lost hanzi, 图: each begins where a hanzi does.
  const auto whole = trellis.find_beginnings(U"ǰ\uFFFD\uFFFD\uFFFD\uFFFDͼ");
  REQUIRE(whole.size() == 6);
  CHECK(whole[0] > 0.99);
  CHECK(whole[5] > 0.99);
  // One mark before it and one behind it: its halves belong to two hanzi.
  const auto halves = trellis.find_beginnings(U"\uFFFDã\uFFFD");
  CHECK(halves[1] < 0.1);
  CHECK(trellis.log_probability(U"ǰ\uFFFD\uFFFD\uFFFD\uFFFDͼ") > -60);
}
