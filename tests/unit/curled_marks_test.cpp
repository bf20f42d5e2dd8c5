#include "restore/repair/curled_marks.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("CurledMarks: quotation marks whose last byte was lost, in a line of English",
          "[curled_marks]") {
  CHECK(restore("鈥淵es,鈥?she said.") == "“Yes,” she said.");
  CHECK(restore("鈥淵es鈥? she said.") == "“Yes” she said.");
  CHECK(restore("The 鈥淏ird鈥檚 Nest鈥?is open.") == "The “Bird’s Nest” is open.");
  CHECK(restore("left鈥斺€淚 know鈥�she said") == "left—“I know” she said");
  CHECK(restore("他说 鈥淵es鈥?。") == "他说 “Yes”。");
}

TEST_CASE("CurledMarks: what follows from the text around", "[curled_marks]") {
  CHECK(restore("the students鈥?books aren鈥檛 cheap") == "the students’ books aren’t cheap");
  CHECK(restore("鈥? the second point, that鈥檚 it") == "• the second point, that’s it");
  // The digit went with the mark, and is gone.
  CHECK(restore("from 10鈥?0 people, it鈥檚 fine") == "from 10–\uFFFD0 people, it’s fine");
}

TEST_CASE("CurledMarks: beside signs that were misread as well", "[curled_marks]") {
  CHECK(restore("It鈥檚 25掳C") == "It’s 25°C");
  CHECK(restore("It鈥檚 a board of 3脳5 feet.") == "It’s a board of 3×5 feet.");
}

TEST_CASE("CurledMarks: where nothing tells which mark it was it is named as lost",
          "[curled_marks]") {
  CHECK(restore("It鈥檚 the 鈥�60s") == "It’s the \uFFFD60s");
}

TEST_CASE("CurledMarks: a single mark that is lost stays, and is no holmium", "[curled_marks]") {
  for (const std::string text :
       {"Wait鈥?what?", "students鈥?books", "cp1252 shows it鈥檚 instead"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
  CHECK(fuyuan::find_curled_marks(U"Er 鉺、Ho 鈥?").empty());
  CHECK(fuyuan::find_curled_marks(U"鈥雷射是一種醫療雷射。").empty());
}

TEST_CASE("CurledMarks: what is inferred is said, and strict infers nothing", "[curled_marks]") {
  const auto spans = fuyuan::find_curled_marks(U"鈥淵es,鈥?she said.");
  REQUIRE(spans.size() == 2);
  CHECK(spans[0].after == U"“Y");
  CHECK(spans[0].inferred.empty());
  CHECK(spans[1].after == U"” ");
  CHECK(spans[1].inferred.size() == 2);
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(fuyuan::Restorer(strict).restore("鈥淵es,鈥?she said.").text.find("”") ==
        std::string::npos);
}
