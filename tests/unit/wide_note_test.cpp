#include "channel/wide_note.hpp"

#include "catch.hpp"

using fuyuan::has_torn_wide_note;
using fuyuan::match_wide_note;

TEST_CASE("Wide note: the bytes are read wherever they were cut", "[wide_note]") {
  const auto torn = match_wide_note(U"專╮àng）挘", 0, 1);
  REQUIRE(torn);
  CHECK(torn->length == 6);
  CHECK(torn->syllable == U"ràng");
  CHECK(torn->rest.empty());

  const auto cut_inside = match_wide_note(U"（f?。┑", 0, 0);
  REQUIRE(cut_inside);
  CHECK(cut_inside->length == 5);
  CHECK(cut_inside->syllable == U"fā");
  CHECK(cut_inside->rest == std::vector<unsigned char>{0xB5});
  CHECK_FALSE(cut_inside->swallows_ascii);
}

TEST_CASE("Wide note: a mark at its end took what follows along", "[wide_note]") {
  const auto note = match_wide_note(U"（f?。?0年", 0, 0);
  REQUIRE(note);
  CHECK(note->swallows_ascii);
  const auto alone = match_wide_note(U"（f?。?。", 0, 0);
  REQUIRE(alone);
  CHECK_FALSE(alone->swallows_ascii);
}

TEST_CASE("Wide note: what is no reading is none", "[wide_note]") {
  CHECK_FALSE(match_wide_note(U"（图）", 0, 0));
  CHECK_FALSE(match_wide_note(U"（xqz）", 0, 0));
  CHECK_FALSE(has_torn_wide_note(U"框╮线）", 0));
  CHECK(has_torn_wide_note(U"專╮àng）", 0));
}
