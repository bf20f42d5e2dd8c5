#include "restore/reading/utf16_search.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"
#include "text/utf8.hpp"

namespace {

using namespace std::string_view_literals;
using fuyuan::LanguageModel;
using fuyuan::ReadCharacter;
using fuyuan::Utf16Change;
using fuyuan::Utf16Search;

std::u32string text_of(const Utf16Search::Result& result) {
  std::u32string out;
  for (const ReadCharacter& each : result.characters) out.push_back(each.character);
  return out;
}

Utf16Search::Result search(std::string_view bytes, Utf16Change change = Utf16Change::none) {
  return Utf16Search(LanguageModel::embedded()).search(bytes, change);
}

}  // namespace

TEST_CASE("Utf16Search: all bytes are read, in order", "[utf16_search]") {
  // 你好 in UTF-8, a line end, 再见, a line end in UTF-16, and a byte too many.
  const std::string_view bytes = "\xE4\xBD\xA0\xE5\xA5\xBD\n\x8D\x51\xC1\x89\x0D\x00\x0A\x00\x0F"sv;
  const Utf16Search::Result result = search(bytes);
  std::size_t at = 0;
  for (const ReadCharacter& each : result.characters) {
    CHECK(each.begin == at);
    CHECK(each.end > at);
    at = each.end;
  }
  CHECK(at == bytes.size());
  CHECK(text_of(result).substr(0, 7) == U"你好\n再见\r\n");
  CHECK_FALSE(result.characters[0].is_wide());
  CHECK(result.characters[3].is_wide());
}

TEST_CASE("Utf16Search: nothing, and what cannot be anything", "[utf16_search]") {
  CHECK(search("").characters.empty());
  CHECK(search("\xFF").characters.size() == 1);
  CHECK_FALSE(search("\xFF").characters[0].is_text());
}

TEST_CASE("Utf16Search: bytes that changed everywhere", "[utf16_search]") {
  // 上一 and a line end: 4E0A has a line feed for its low byte, 4E00 a zero.
  CHECK(text_of(search("\x0D\x0A\x4E\x00\x4E\x0D\x00\x0D\x0A\x00"sv, Utf16Change::returns_added)) ==
        U"上一\r\n");
  // 不好 and a line end
  CHECK(text_of(search("\x4E\x7D\x59\x00\x0A\x00"sv, Utf16Change::returns_removed)) == U"不好\r\n");
  // 一个人 and "ok"
  CHECK(text_of(search("\x4E\x2A\x4E\xBA\x4E\x0C\xFFok\n"sv, Utf16Change::zeros_removed)) ==
        U"一个人，ok\n");
  CHECK(text_of(search(" \x4E\x2A\x4E\xBA\x4E\x0C\xFFo k \n "sv, Utf16Change::zeros_to_spaces)) ==
        U"一个人，ok\n");
}
