#include "restore/repair/spaced_words.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/sign_helpers.hpp"

using fuyuan::LineSpan;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

/// A line that came out as `text`, the characters at those places guessed.
std::u32string name(const std::u32string& text, const std::vector<std::size_t>& guessed) {
  return fuyuan::name_guesses(
      text, guessed, 0.4, [](const std::u32string& line, std::vector<LineSpan>& spans) {
        fuyuan::name_spaced_words(line, fuyuan::LanguageModel::embedded(), spans);
      });
}

}  // namespace

TEST_CASE("Titles whose characters stand apart come back as words", "[spaced_words]") {
  const std::string text =
      "会 议 纪 要\n时间：周三下午\n通 知\n各位老师：\n目 录\n一、总体情况\n个 人 简 历\n";
  for (const char* habit : {"whatwg", "question"}) {
    CAPTURE(habit);
    CHECK(Restorer().restore(break_with("utf8-as-gbk", text, habit)).text == text);
  }
  // 个人简历, by what is left of each.
  CHECK(name(U"为 二 简 去", {0, 2, 6}) == U"个 人 简 历");
}

TEST_CASE("Labels whose characters stand apart come back as words", "[spaced_words]") {
  const std::string text =
      "姓  名：李四    性  别：男\n单  位：市第二中学    职  务：教师\n"
      "合    计：3200元\n备    注：以上价格含税\n";
  for (const char* habit : {"whatwg", "question"}) {
    CAPTURE(habit);
    CHECK(Restorer().restore(break_with("utf8-as-gbk", text, habit)).text == text);
  }
  // Marks that swallowed a blank leave it open what that was.
  CHECK(name(U"姜\uFFFD 名：李四", {0, 1}) == U"姓  名：李四");
  // A field before the label is apart from it.
  CHECK(name(U"李四    怪  别：男", {6}) == U"李四    性  别：男");
}

TEST_CASE("What stands apart and is no word by itself stays as it is", "[spaced_words]") {
  // Fields, sentences, and what is known.
  CHECK(name(U"小王 男 汉", {3, 5}) == U"小王 男 汉");
  CHECK(name(U"相当 高兴", {1}) == U"相当 高兴");
  CHECK(name(U"相 当", {}) == U"相 当");
}
