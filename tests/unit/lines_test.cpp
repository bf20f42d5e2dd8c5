#include "text/lines.hpp"

#include <string>

#include "catch.hpp"

namespace {

std::string list(std::string_view text) {
  std::string out;
  for (const fuyuan::Lines::Line& line : fuyuan::Lines(text)) {
    CHECK(text.substr(line.begin, line.end - line.begin) == line.bytes);
    out += std::to_string(line.number) + "[" + std::string(line.bytes) + "]";
  }
  return out;
}

}  // namespace

TEST_CASE("Lines of a text", "[text]") {
  CHECK(list("").empty());
  CHECK(list("a") == "1[a]");
  CHECK(list("a\n") == "1[a]");
  CHECK(list("\n") == "1[]");
  CHECK(list("a\r\n\nbc") == "1[a\r]2[]3[bc]");
  CHECK(list("a\n\n") == "1[a]2[]");
}
