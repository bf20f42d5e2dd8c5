#include "restore/repair/lost_months.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(const std::string& text) {
  std::mt19937_64 random(1);
  const std::string broken =
      fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, "python", random);
  return fuyuan::Restorer(fuyuan::Options()).restore(broken).text;
}

}  // namespace

TEST_CASE("Months of dates that programs write come back", "[lost_months][restorer]") {
  for (const std::string text :
       {"一月 07, 2016 8:15:30 下午 org.example.Pool close\n信息: 连接池已经关闭\n",
        "07-一月-2016 20:15:30.412 信息 [main] org.example.Pool 连接池已经关闭\n",
        "十一月 7, 2016 8:15:30 下午 org.example.Pool close\n信息: 连接池已经关闭\n"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("Months: elsewhere nothing is named so", "[lost_months]") {
  fuyuan::LineSpan span{0, 4, "utf8-as-gbk", U"中有", 1, {}};
  span.inferred = {{0, U'中', U'中', 0.5}, {1, U'有', U'有', 0.5}};
  const auto name = [&](std::u32string_view line) {
    std::vector<fuyuan::LineSpan> spans = {span};
    fuyuan::name_lost_months(line, spans);
    return spans[0].after;
  };
  CHECK(name(U"abcd 07, 2016 8:15") == U"一月");
  CHECK(name(U"abcd 07 项，共 2016") == U"中有");
  CHECK(name(U"abcd，2016") == U"中有");
}
