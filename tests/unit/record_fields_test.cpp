#include "restore/measure/record_fields.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "text/utf8.hpp"

namespace {

std::vector<std::string> split(std::u32string_view line) {
  std::vector<std::string> out;
  for (const fuyuan::RecordField& field : fuyuan::split_record(line)) {
    const std::string text = fuyuan::to_utf8(line.substr(field.begin, field.end - field.begin));
    out.push_back(field.is_quoted ? "[" + text + "]" : text);
  }
  return out;
}

}  // namespace

TEST_CASE("Record fields: quotation marks are around whole fields", "[record_fields]") {
  using Fields = std::vector<std::string>;
  CHECK(split(U"1,\"甲,乙\",丙\r") == Fields{"1", "[甲,乙]", "丙"});
  CHECK(split(U"\"甲 \"\"乙\"\"\";丙") == Fields{"[甲 \"\"乙\"\"]", "丙"});
  CHECK(split(U"甲\t他说\"乙\"\t") == Fields{"甲", "他说\"乙\"", ""});
  CHECK(split(U"甲,\"乙") == Fields{"甲", "[乙]"});
  CHECK(split(U"他说\"乙\",然后走了").empty());
  CHECK(split(U"\"甲\"乙,丙").empty());
  CHECK(split(U"没有别的").empty());
}
