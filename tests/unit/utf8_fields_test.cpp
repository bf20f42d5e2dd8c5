#include "restore/repair/utf8_fields.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::LanguageModel;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

std::string utf8_as_latin(std::string_view text) {
  return break_with("utf8-as-windows-1252", text);
}
std::string gbk_as_latin(std::string_view text) { return break_with("gbk-as-windows-1252", text); }

std::string restore(std::string_view text) { return Restorer().restore(text).text; }

}  // namespace

TEST_CASE("Utf8Fields: two kinds of damage in one line", "[utf8_fields]") {
  CHECK(restore(utf8_as_latin("地址") + "\t" + gbk_as_latin("人民路十二号")) ==
        "地址\t人民路十二号");
  CHECK(restore("{\"name\": \"" + utf8_as_latin("春天的故事") + "\", \"text\": \"" +
                gbk_as_latin("这本书我已经看完了") + "\"}") ==
        "{\"name\": \"春天的故事\", \"text\": \"这本书我已经看完了\"}");
  CHECK(restore(utf8_as_latin("学校通知") + "," +
                break_with("gbk-as-cp437", "明天上午九点开家长会")) ==
        "学校通知,明天上午九点开家长会");
}

TEST_CASE("Utf8Fields: lines of one kind are left to be looked at as a whole", "[utf8_fields]") {
  const LanguageModel& model = LanguageModel::embedded();
  const auto find = [&](const std::string& line) {
    return fuyuan::find_utf8_fields(fuyuan::to_utf32(line), model);
  };
  CHECK(find(utf8_as_latin("学校通知")).empty());
  CHECK(find("题目：" + utf8_as_latin("学校通知")).empty());
  CHECK(find(utf8_as_latin("学校") + "\t" + gbk_as_latin("通知大家明天开会")).size() == 1);
  CHECK(find("Über São Paulo — “naïve” café").empty());
  CHECK(find(gbk_as_latin("学校") + "\t" + gbk_as_latin("通知大家明天开会")).empty());
}
