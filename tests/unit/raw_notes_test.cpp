#include "restore/repair/raw_notes.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

using fuyuan::find_torn_raw_notes;

namespace {

std::string without_torn(std::string line) {
  const auto notes = find_torn_raw_notes(line);
  for (auto note = notes.rbegin(); note != notes.rend(); ++note)
    line.erase(note->begin, note->end - note->begin);
  return line;
}

// 們把 is 82 83 | B0 D1, and 83 B0 is 儼, which the converter annotated.
const std::string kTorn = "\xBA\xA2\xD7\xD3\x82\x83\xB0(y\xA8\xA3n)\xD1\xD7\xF7\x98I";
const std::string kWhole = "\xBA\xA2\xD7\xD3\x82\x83\xB0\xD1\xD7\xF7\x98I";

}  // namespace

TEST_CASE("Raw notes: those inside of characters are found", "[raw_notes]") {
  CHECK(without_torn(kTorn) == kWhole);
  CHECK(without_torn("\x82\x83\xB0(yan)\xD1") == "\x82\x83\xB0\xD1");
  CHECK(without_torn("\x82\x83\xB0(y\xA8\xA3n)(y\xA8\xA3n)\xD1") == "\x82\x83\xB0\xD1");
  // The one tore what the other stands behind: 當(dāng)|數(shù)|地.
  CHECK(without_torn("\xAE\x94(d\xA8\xA1ng)\xB5(sh\xA8\xB4)\xD8") ==
        "\xAE\x94(d\xA8\xA1ng)\xB5\xD8");
}

TEST_CASE("Raw notes: all others stay", "[raw_notes]") {
  const char* const lines[] = {
      "",
      "plain (text)",
      "\xAE\x94(d\xA8\xA1ng)\xC7\xB0",        // behind a whole character
      "\x82\x83\xB0(m\xA8\xA1)\xD1",          // not its reading
      "\x82\x83\xB0(y\xA8\xA3n)",             // half a character stays
      "\x82\x83\xB0(y\xA8\xA3n)\xD1\xFF",     // no GBK
      "\x82\x83\xB0(y\xA8\xA3n",              // no note
      "\xE4\xBD\xA0(n\xC7\x90)\xE5\xA5\xBD",  // UTF-8
  };
  for (const char* line : lines) {
    CAPTURE(line);
    CHECK(find_torn_raw_notes(line).empty());
  }
}

TEST_CASE("Raw notes: a page as it was served", "[raw_notes]") {
  const auto restored =
      fuyuan::Restorer().restore(kTorn + "\n" + kTorn + "\xCD\xEA\xC1\xCB\xA1\xA3\n");
  CHECK(restored.text == "孩子们把作业\n孩子们把作业完了。\n");
  CHECK(restored.charset == "gb18030");
  CHECK(restored.plan.apply(kTorn + "\n" + kTorn + "\xCD\xEA\xC1\xCB\xA1\xA3\n") == restored.text);
}
