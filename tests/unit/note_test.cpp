#include "channel/note.hpp"

#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"

using fuyuan::match_note;
using fuyuan::match_torn_note;

TEST_CASE("Notes in all their forms", "[note]") {
  struct Row {
    const char32_t* text;
    const char32_t* syllable;
  };
  const Row rows[] = {{U"(dāng)", U"dāng"},       {U"（dāng）", U"dāng"}, {U"(dāng）", U"dāng"},
                      {U"(dang1)", U"dang1"},     {U"(dang)", U"dang"},   {U"(huì )", U"huì"},
                      {U"( huì)", U"huì"},        {U"(　huì　)", U"huì"}, {U"（lü4）", U"lü4"},
                      {U"(lv4)", U"lv4"},         {U"(lǜ)", U"lǜ"},       {U"(ér)", U"ér"},
                      {U"(zhuang4)", U"zhuang4"}, {U"(Dāng)", U"Dāng"}};
  for (const Row& row : rows) {
    const std::u32string text = row.text;
    CAPTURE(fuyuan::to_utf8(text));
    const auto note = match_note(text, 0);
    REQUIRE(note.has_value());
    CHECK(note->length == text.size());
    CHECK(note->syllable == row.syllable);
    const std::u32string inside = U"當" + text + U"前";
    const auto later = match_note(inside, 1);
    REQUIRE(later.has_value());
    CHECK(later->length == text.size());
    CHECK_FALSE(match_note(inside, 0).has_value());
    CHECK_FALSE(match_note(inside, 2).has_value());
  }
}

TEST_CASE("A note said twice is one", "[note]") {
  const auto note = match_note(U"会(hui)(hui)议", 1);
  REQUIRE(note.has_value());
  CHECK(note->length == 10);
  CHECK(note->syllable == U"hui");
  const auto different = match_note(U"会(hui)(yi)", 1);
  REQUIRE(different.has_value());
  CHECK(different->length == 5);
}

TEST_CASE("What is no note", "[note]") {
  for (const char32_t* text :
       {U"", U"(", U"()", U"( )", U"(dāng", U"(dāng前)", U"(P<0.05)", U"(SOC)", U"(12)", U"(xyz)",
        U"(hàn zì)", U"(挨揍)", U"[dāng]", U"dāng)", U"(dang9)", U"(dāng,)"}) {
    CAPTURE(fuyuan::to_utf8(text));
    CHECK_FALSE(match_note(text, 0).has_value());
  }
  CHECK_FALSE(match_note(U"(dāng)", 6).has_value());
  CHECK_FALSE(match_note(U"(dāng)", 60).has_value());
}

TEST_CASE("Notes whose parenthesis was swallowed", "[note]") {
  const auto note = match_torn_note(U"溫?zé)峤饷", 1);
  REQUIRE(note.has_value());
  CHECK(note->length == 4);
  CHECK(note->syllable == U"zé");
  CHECK_FALSE(match_torn_note(U"真的?好)", 2).has_value());
  CHECK_FALSE(match_torn_note(U"真的?", 2).has_value());
  CHECK_FALSE(match_torn_note(U"?zé", 0).has_value());
  CHECK_FALSE(match_torn_note(U"?", 0).has_value());
}

TEST_CASE("Notes on half a character and a letter", "[note]") {
  using fuyuan::has_straddling_note;
  CHECK(has_straddling_note(U"皖I(lǐng)CP", 2));
  CHECK_FALSE(has_straddling_note(U"皖I(líng)CP", 2));  // 領 is read otherwise
  CHECK_FALSE(has_straddling_note(U"字母A(ā)", 3));     // no such character
  CHECK_FALSE(has_straddling_note(U"皖領(lǐng)", 2));   // a note on a character
  CHECK_FALSE(has_straddling_note(U"I(lǐng)CP", 1));
  CHECK_FALSE(has_straddling_note(U"皖I(領)CP", 2));
}

TEST_CASE("Notes on words", "[note]") {
  using fuyuan::match_word_note;
  using fuyuan::NoteLetters;
  const auto word = match_word_note(U"[漢字(hàn zì)]", 3, NoteLetters::pinyin);
  REQUIRE(word.has_value());
  CHECK(word->length == 8);
  CHECK(word->characters == 2);
  CHECK_FALSE(word->repeated);
  const auto joined = match_word_note(U"漢字(hànzì)", 2, NoteLetters::pinyin);
  REQUIRE(joined.has_value());
  CHECK(joined->characters == 2);
  const auto bopomofo = match_word_note(U"漢(ㄏㄢˋ)", 1, NoteLetters::bopomofo);
  REQUIRE(bopomofo.has_value());
  CHECK(bopomofo->length == 5);
  const auto repeated = match_word_note(U"的(de)(de)(de)", 1, NoteLetters::pinyin);
  REQUIRE(repeated.has_value());
  CHECK(repeated->length == 12);
  CHECK(repeated->repeated);
  for (const char32_t* text :
       {U"字(hàn zì)", U"漢字(zì hàn)", U"漢字(hàn zì", U"漢字()", U"(hàn)"}) {
    CAPTURE(fuyuan::to_utf8(text));
    const std::u32string symbols = text;
    CHECK_FALSE(match_word_note(symbols, symbols.find(U'('), NoteLetters::pinyin).has_value());
  }
}

TEST_CASE("A line without its notes", "[note]") {
  CHECK(fuyuan::without_notes(U"當(dāng)前（一）") == U"當前（一）");
  CHECK(fuyuan::without_notes(U"他們?yǎn)褨|西(舊)") == U"他們褨|西(舊)");
  CHECK(fuyuan::without_notes(U"會(hui)(hui)議?") == U"會議?");
  CHECK(fuyuan::without_notes(U"").empty());
}
