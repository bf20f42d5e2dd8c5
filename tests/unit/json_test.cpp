#include "text/json.hpp"

#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"

using fuyuan::json_string;
using namespace std::string_literals;

TEST_CASE("JSON strings", "[json]") {
  CHECK(json_string("") == "\"\"");
  CHECK(json_string("abc 中文😀") == "\"abc 中文😀\"");
  CHECK(json_string("a\"b\\c/") == "\"a\\\"b\\\\c/\"");
  CHECK(json_string("\n\t\r"s + '\0') == "\"\\u000a\\u0009\\u000d\\u0000\"");
  CHECK(json_string("\x1B") == "\"\\u001b\"");
  CHECK(json_string("\xC4\xE3") == "\"\\uf8ff\\u00c4\\uf8ff\\u00e3\"");
  CHECK(json_string("中\xE4\xB8") == "\"中\\uf8ff\\u00e4\\uf8ff\\u00b8\"");
  CHECK(json_string("\uF8FFü") == "\"\\uf8ff\\u00ef\\uf8ff\\u00a3\\uf8ff\\u00bfü\"");
}

TEST_CASE("JSON strings are always valid UTF-8 without control characters", "[json]") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  const std::string json = json_string(all);
  CHECK(fuyuan::is_valid_utf8(json));
  for (const char c : json) CHECK(static_cast<unsigned char>(c) >= 0x20);
}
