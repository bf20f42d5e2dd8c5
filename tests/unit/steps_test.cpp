#include "restore/steps/steps.hpp"

#include <string>

#include "catch.hpp"
#include "restore/decode/replace_spans.hpp"
#include "restore/document.hpp"

// That each step tells what it would change of a document, and leaves it as it is. What comes of
// all of them together: restorer_test.cpp and the tests of their finders.

namespace {

using fuyuan::Document;
using fuyuan::Options;
using fuyuan::Step;

template <typename Find>
std::string after(const std::string& text, Find find) {
  const Options options;
  const Document document(text, options);
  const Step step = find(document);
  CHECK(document.text() == text);
  return fuyuan::replace_spans(text, step.spans);
}

}  // namespace

TEST_CASE("simplify turns Traditional lines into Simplified ones") {
  CHECK(after("圖書館從下週一開始延長開放時間，請讀者留意門口的告示。\n", fuyuan::simplify) ==
        "图书馆从下周一开始延长开放时间，请读者留意门口的告示。\n");
  const std::string quoted = "招牌上写着“龍門客棧”四个字，店里却只卖面条。\n";
  CHECK(after(quoted, fuyuan::simplify) == quoted);
}

TEST_CASE("infer_lost fills in a character of which no byte is left, unless strict") {
  const std::string torn = "中华人民共和\uFFFD宪法规定，公民在法律面前一律平等。\n";
  CHECK(after(torn, fuyuan::infer_lost) == "中华人民共和国宪法规定，公民在法律面前一律平等。\n");
  Options strict;
  strict.strict = true;
  const Document document(torn, strict);
  CHECK(fuyuan::infer_lost(document).spans.empty());
}

TEST_CASE("undo_saving_as_gbk needs more than one remnant") {
  const std::string one = "这个词组\uFFFD，其余都好。\n";
  CHECK(after(one, fuyuan::undo_saving_as_gbk) == one);
}

TEST_CASE("undo_layered_fields undoes both steps, the last one first") {
  const Options options;
  const Document document("编号,名称\n1001,陈静\n1002,刘洋\n", options);
  const fuyuan::LayeredSteps steps = fuyuan::undo_layered_fields(document);
  CHECK(steps.above.spans.empty());
  CHECK(steps.below.spans.empty());
}

TEST_CASE("Steps find nothing in healthy text") {
  const std::string text =
      "周末我们去了郊外的水库，沿着环湖步道走了大约两个小时。\n"
      "| 项目 | 时间 |\n| --- | --- |\n| 集合 | 8:30 |\n"
      "printf(\"剩余 %d 项\\n\", count); // 输出剩余数量\n";
  for (const auto step : {fuyuan::undo_misread_entities,
                          fuyuan::remove_raw_notes,
                          fuyuan::mend_utf8_fields,
                          fuyuan::join_characters,
                          fuyuan::fill_blanked_bytes,
                          fuyuan::undo_saving_as_gbk,
                          fuyuan::undo_best_fit,
                          fuyuan::undo_misread_of_best_fit,
                          fuyuan::undo_alterations,
                          fuyuan::rejoin_lines,
                          fuyuan::compose_accents,
                          fuyuan::remove_backslashes,
                          fuyuan::undo_utf8_layer,
                          fuyuan::mend_pictographs,
                          fuyuan::repair_code_points,
                          fuyuan::mend_units,
                          fuyuan::infer_interpuncts,
                          fuyuan::fill_marks,
                          fuyuan::infer_lost,
                          fuyuan::simplify}) {
    CHECK(after(text, step) == text);
  }
}
