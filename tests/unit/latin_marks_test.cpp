#include "restore/repair/latin_marks.hpp"

#include "catch.hpp"

namespace {

/// What is guessed behind `before`.
char32_t guess(std::u32string_view before, char32_t behind) {
  fuyuan::LatinMarks marks;
  for (const char32_t cp : before) marks.add(cp);
  const auto found = marks.guess(behind);
  return found ? found->mark : U'?';
}

}  // namespace

TEST_CASE("LatinMarks: what stands around a mark tells which it was", "[latin_marks]") {
  CHECK(guess(U"“Yes,", U' ') == U'”');
  CHECK(guess(U"“Yes", 0) == U'”');
  CHECK(guess(U"said ‘yes", U' ') == U'’');
  CHECK(guess(U"of his own.", U' ') == U'”');  // the line before opened it
  CHECK(guess(U"the students", U' ') == U'’');
  CHECK(guess(U"from 10", U'2') == U'–');
  CHECK(guess(U"from $10", U'$') == U'–');
  CHECK(guess(U"this ", U' ') == U'—');
  CHECK(guess(U"and so on", U' ') == U'…');
  CHECK(guess(U"  ", U' ') == U'•');
  CHECK(guess(U"left", U'q') == U'?');
}

TEST_CASE("LatinMarks: names those that were inferred between Latin words", "[latin_marks]") {
  std::vector<fuyuan::LineSpan> spans = {{5, 7, "one", U"“2", 1, {{0, U'“', U'“', 0.5}}},
                                         {9, 10, "one", U"”", 1, {{0, U'”', U'”', 0.9}}}};
  fuyuan::name_latin_marks(U"from1**0 *or more", spans);
  CHECK(spans[0].after == U"–2");
  CHECK(spans[0].inferred[0].best == U'–');
  CHECK(spans[1].after == U"—");
}

TEST_CASE("LatinMarks: marks beside hanzi are left to the search", "[latin_marks]") {
  std::vector<fuyuan::LineSpan> spans = {{2, 3, "one", U"”", 1, {{0, U'”', U'”', 0.9}}}};
  fuyuan::name_latin_marks(U"你好*世界", spans);
  CHECK(spans[0].after == U"”");
}
