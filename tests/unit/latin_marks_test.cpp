#include "restore/repair/latin_marks.hpp"

#include "catch.hpp"
#include "restore/restorer.hpp"

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
  CHECK(guess(U"as they said", U' ') == U'”');
  CHECK(guess(U"  ", U' ') == U'•');
  CHECK(guess(U"left", U'q') == U'?');
}

TEST_CASE("LatinMarks: names those that were inferred between Latin words", "[latin_marks]") {
  std::vector<fuyuan::LineSpan> spans = {{5, 7, "one", U"“2", 1, {{0, U'“', U'“', 0.5}}},
                                         {9, 10, "one", U"”", 1, {{0, U'”', U'”', 0.5}}}};
  fuyuan::name_latin_marks(U"from1**0 * or more", spans);
  CHECK(spans[0].after == U"–2");
  CHECK(spans[0].inferred[0].best == U'–');
  CHECK(spans[1].after == U"—");
}

TEST_CASE("LatinMarks: a surer guess of the search stays", "[latin_marks]") {
  std::vector<fuyuan::LineSpan> spans = {{6, 7, "one", U"–", 1, {{0, U'–', U'–', 0.95}}}};
  fuyuan::name_latin_marks(U"China * and Japan", spans);
  CHECK(spans[0].after == U"–");
}

TEST_CASE("LatinMarks: the innermost quotation is closed first", "[latin_marks]") {
  CHECK(guess(U"“You ask, ‘why not?", 0) == U'’');
  CHECK(guess(U"“You ask, ‘why not?’", 0) == U'”');
  CHECK(guess(U"‘I don’t know", 0) == U'’');
  CHECK(guess(U"see index.php?id=", 0) == U'?');
}

TEST_CASE("LatinMarks: marks beside hanzi are left to the search", "[latin_marks]") {
  std::vector<fuyuan::LineSpan> spans = {{2, 3, "one", U"”", 1, {{0, U'”', U'”', 0.9}}}};
  fuyuan::name_latin_marks(U"你好*世界", spans);
  CHECK(spans[0].after == U"”");
}

TEST_CASE("LatinMarks: Windows-1252 that was read as GBK", "[latin_marks]") {
  const auto restore = [](std::string_view text) { return fuyuan::Restorer().restore(text).text; };
  CHECK(restore("It抯 a good day.") == "It’s a good day.");
  CHECK(restore("Beijing抯 Olympics") == "Beijing’s Olympics");
  CHECK(restore("揧es,?she said.") == "“Yes,” she said.");
  CHECK(restore("揃ut it抯 fine.?") == "“But it’s fine.”");
  CHECK(restore("the 揃ird抯 Nest? for 2?3 hours") == "the “Bird’s Nest” for 2–3 hours");
  CHECK(restore("It抯 open (2004?006)") == "It’s open (2004–\uFFFD006)");
  // Somebody asks, or it is code.
  CHECK(restore("揑s it late? It抯 dark.?") == "“Is it late? It’s dark.”");
  CHECK(restore("揥here have you been?? asked Tom, who抯 his son.") ==
        "“Where have you been?” asked Tom, who’s his son.");
  CHECK(restore("VALUES (?,?,?); -- don抰 change it") == "VALUES (?,?,?); -- don’t change it");
  CHECK(restore("What!? It抯 you again.") == "What!? It’s you again.");
  CHECK(restore("揌e抯 right?") == "“He’s right?");
  CHECK(restore("It抯 here: index.php?id=3. Really? Yes.") ==
        "It’s here: index.php?id=3. Really? Yes.");
  CHECK(restore("T恤抯 是什么") == "T恤抯 是什么");
  CHECK(restore("rgeg抯") == "rgeg抯");
  CHECK(restore("cp1252 decoded as GBK: it抯") == "cp1252 decoded as GBK: it抯");
}

TEST_CASE("LatinMarks: question marks of a span that were inferred are named so", "[latin_marks]") {
  fuyuan::LineSpan span{0, 14, "one", U"“Yes,?she said.", 1, {}};
  fuyuan::infer_latin_marks(0.15, span);
  CHECK(span.after == U"“Yes,” she said.");
  REQUIRE(span.inferred.size() == 2);
  CHECK(span.inferred[0].offset == 5);
  CHECK(span.confidence < 1);
  fuyuan::LineSpan doubtful{0, 14, "one", U"“Yes,?she said.", 1, {}};
  fuyuan::infer_latin_marks(0.99, doubtful);
  CHECK(doubtful.after == U"“Yes,?she said.");
}
