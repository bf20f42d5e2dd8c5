#include "model/vocabulary.hpp"

#include <string>

#include "catch.hpp"
#include "text/char_class.hpp"

namespace {

using fuyuan::CharClass;
using fuyuan::Token;
using fuyuan::Vocabulary;

Token class_token(CharClass which) { return static_cast<Token>(1 + static_cast<int>(which)); }

constexpr std::size_t kReserved = 1 + fuyuan::kCharClassCount;

}  // namespace

TEST_CASE("Vocabulary: frequent characters have tokens of their own", "[vocabulary]") {
  const Vocabulary vocabulary(U"的的的的一一一国国人\n", 2);
  CHECK(vocabulary.size() == kReserved + 3);
  CHECK(vocabulary.token(U'的') == kReserved);
  CHECK(vocabulary.token(U'一') == kReserved + 1);
  CHECK(vocabulary.token(U'国') == kReserved + 2);
  CHECK(vocabulary.code_points()[vocabulary.token(U'国')] == U'国');
  CHECK(vocabulary.token(U'人') == class_token(CharClass::han));
  CHECK(vocabulary.token(U'龘') == class_token(CharClass::han));
  CHECK(vocabulary.token(U'α') == class_token(CharClass::greek));
  CHECK(vocabulary.token(0x10FFFF) == class_token(fuyuan::char_class(0x10FFFF)));
}

TEST_CASE("Vocabulary: letters fold, digits share, line ends are the boundary", "[vocabulary]") {
  const Vocabulary vocabulary(U"aAaAbBbB11112222\n\r\n", 2);
  CHECK(vocabulary.token(U'a') == vocabulary.token(U'A'));
  CHECK(vocabulary.token(U'a') != vocabulary.token(U'b'));
  for (char32_t cp = U'0'; cp <= U'9'; ++cp) {
    CHECK(vocabulary.token(cp) == class_token(CharClass::digit));
  }
  CHECK(vocabulary.token(U'\n') == fuyuan::kBoundary);
  CHECK(vocabulary.token(U'\r') == fuyuan::kBoundary);
}

TEST_CASE("Vocabulary: signs of damage never get a token of their own", "[vocabulary]") {
  std::u32string text;
  for (int i = 0; i < 50; ++i) text += U"\xFFFD\xE000\x81\x01";
  const Vocabulary vocabulary(text, 1);
  CHECK(vocabulary.size() == kReserved);
  CHECK(vocabulary.token(0xFFFD) == class_token(CharClass::replacement));
  CHECK(vocabulary.token(0xE000) == class_token(CharClass::pua));
  CHECK(vocabulary.token(0x81) == class_token(CharClass::c1));
}

TEST_CASE("Vocabulary: its size is bounded", "[vocabulary]") {
  std::u32string text;
  for (char32_t cp = 0x4E00; cp < 0x9FFF; ++cp) text.push_back(cp);
  const Vocabulary vocabulary(text, 1);
  CHECK(vocabulary.size() == Vocabulary::kMaxTokens);
  const auto spreads = vocabulary.spreads();
  REQUIRE(spreads.size() == vocabulary.size());
  CHECK(spreads[class_token(CharClass::han)] < 0);
  CHECK(spreads[vocabulary.token(U'一')] == 0);
}
