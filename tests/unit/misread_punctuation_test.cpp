#include "restore/repair/misread_punctuation.hpp"

#include <string>

#include "catch.hpp"
#include "restore/options.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(std::string_view text) {
  fuyuan::Options options;
  options.to = fuyuan::Script::keep;
  return fuyuan::Restorer(options).restore(text).text;
}

}  // namespace

TEST_CASE("MisreadPunctuation: English with the quotation marks and dashes of GBK",
          "[misread_punctuation]") {
  CHECK(restore("It¡¯s a good day.") == "It’s a good day.");
  CHECK(restore("He said, ¡°I don¡¯t know.¡± Then he left¡ªquickly.") ==
        "He said, “I don’t know.” Then he left—quickly.");
  CHECK(restore("Chapter 1 ¡ª The Beginning") == "Chapter 1 — The Beginning");
  CHECK(restore("¡¡¡¡It¡¯s late.") == "　　It’s late.");
  CHECK(restore("l¡¯été") == "l’été");
  // Twice misread.
  CHECK(restore("itÂ¡Â¯s ok, isnÂ¡Â¯t it") == "it’s ok, isn’t it");
}

TEST_CASE("MisreadPunctuation: the same of Big5", "[misread_punctuation]") {
  CHECK(restore("It¡¦s ¡§fine¡¨, he said.") == "It’s “fine”, he said.");
  CHECK(restore("the best¡Xand worst¡Xof times¡K") == "the best—and worst—of times…");
}

TEST_CASE("MisreadPunctuation: signs of measures, bullets and brackets in healthy Chinese",
          "[misread_punctuation]") {
  CHECK(restore("水温 25¡æ 左右") == "水温 25℃ 左右");
  CHECK(restore("外形 1100¡Á550¡Á450 毫米") == "外形 1100×550×450 毫米");
  CHECK(restore("精度 ¡À0.5，粒径 5¦Ìm") == "精度 ±0.5，粒径 5μm");
  CHECK(restore("¢Ù 概述") == "① 概述");
  CHECK(restore("¡¾注意¡¿先断电。") == "【注意】先断电。");
  CHECK(restore("¡ñ Item one") == "● Item one");
}

TEST_CASE("MisreadPunctuation: Spanish, prices, and what is shown stay", "[misread_punctuation]") {
  for (const std::string text :
       {"¡Ánimo! Vamos", "¡Él es mi amigo!", "¿Qué? ¡¡Hola!!", "Dijo: ¡ñandú!", "£5 and £10",
        "5¢ and 10¢", "señor ¡hola!", "¡¿Qué haces?!", "hola¡Pedro", "bien¡Gracias por todo",
        "adiós¡Xavi", "¡¡大家好！！", "¡À 5 €", "the letters (¡¯) are shown",
        "Ver ¡Xalapa! ahora"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("MisreadPunctuation: a quick look finds the letters it may be", "[misread_punctuation]") {
  CHECK(fuyuan::MisreadPunctuation::may_be_in("it¡¯s"));
  CHECK(fuyuan::MisreadPunctuation::may_be_in("times¡K"));
  CHECK_FALSE(fuyuan::MisreadPunctuation::may_be_in("¡ £5 ©"));
  CHECK_FALSE(fuyuan::MisreadPunctuation::may_be_in("\xC2"));
}

TEST_CASE("MisreadPunctuation: marks without doubt are none of Spanish beside them",
          "[misread_punctuation]") {
  // Three marks of one line speak for others, but not for capitals that begin words.
  const std::string text = "It’s “fine”, he’s here.\n¡Árbol grande! 5¢·kg\n";
  CHECK(restore("It¡¯s ¡°fine¡±, he¡¯s here.\n¡Árbol grande! 5¢·kg\n") == text);
}

TEST_CASE("MisreadPunctuation: a line of nothing but indents takes no longer than its size",
          "[misread_punctuation]") {
  std::string line;
  for (int i = 0; i < 20'000; ++i) line += "¡¡";
  CHECK(restore(line) == line);
}
