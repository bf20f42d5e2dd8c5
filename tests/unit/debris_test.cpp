#include "restore/triage/debris.hpp"

#include <initializer_list>
#include <string>

#include "catch.hpp"
#include "unit/stopwatch.hpp"

using fuyuan::Debris;
using fuyuan::DebrisReader;
using fuyuan::match_debris;
using fuyuan::undo_debris;

TEST_CASE("Debris: how much of it there is, and what was lost", "[debris]") {
  const Debris two = match_debris(U"锟斤拷请", 0);
  CHECK(two.kind == Debris::Kind::misread_marks);
  CHECK(two.length == 3);
  CHECK(two.lost == 2);
  CHECK(two.channel == "utf8-as-gbk");
  const Debris odd = match_debris(U"锟斤拷锟斤拷锟?，", 0);
  CHECK(odd.length == 8);
  CHECK(odd.lost == 5);
  CHECK(match_debris(U"锟斤铐不", 0).lost == 2);
  CHECK(match_debris(U"ï¿½ï¿½t", 0).lost == 2);
  CHECK(match_debris(U"占쏙옙", 0).channel == "utf8-as-euc-kr");
  CHECK(match_debris(U"烫烫烫烫烫", 0).kind == Debris::Kind::memory);
  CHECK(match_debris(U"烫烫烫", 0).kind == Debris::Kind::none);
  CHECK(match_debris(U"锟铻", 0).kind == Debris::Kind::none);
  CHECK(match_debris(U"斤斤计较", 0).kind == Debris::Kind::none);
}

TEST_CASE("Debris: who writes about it means it", "[debris]") {
  const auto is_meant = [](std::u32string_view line) {
    const std::size_t at = line.find(U"锟斤拷");
    DebrisReader reader(line);
    return reader.is_meant(at, reader.match(at));
  };
  CHECK(is_meant(U"所谓“锟斤拷”就是这样来的"));
  CHECK(is_meant(U"网页上全是锟斤拷"));
  CHECK(is_meant(U"锟斤拷是怎么来的？"));
  CHECK(is_meant(U"什么是锟斤拷"));
  CHECK(is_meant(U"不知道锟斤拷三个字怎么来的"));
  CHECK(is_meant(U"两把锟斤拷，一碗烫烫烫"));
  CHECK_FALSE(is_meant(U"下载完成锟斤拷请重启"));
}

TEST_CASE("Debris: marks come back in clear text only", "[debris]") {
  const auto spans = undo_debris(U"下载锟斤拷完成锟斤拷锟斤拷请重启");
  REQUIRE(spans.size() == 2);
  CHECK(spans[0].begin == 2);
  CHECK(spans[0].end == 5);
  CHECK(spans[0].after == U"\xFFFD\xFFFD");
  CHECK(spans[1].after == U"\xFFFD\xFFFD\xFFFD\xFFFD");
  CHECK(undo_debris(U"锟斤拷锟斤拷锟斤拷好").empty());
  CHECK(undo_debris(U"输入：锟斤拷　结论：通过").empty());
  CHECK(undo_debris(U"程序打印烫烫烫烫烫").empty());
}

TEST_CASE("Debris: who reads on finds what is at each place by itself", "[debris]") {
  for (const std::u32string_view line :
       {U"锟斤拷锟斤拷锟斤拷锟斤铐请锟斤拷锟?烫烫烫烫烫烫，屯屯屯屯葺葺葺", U"ï¿½ï¿½ï¿½t锟斤拷ï¿½",
        U"烫烫烫", U"锟斤锟斤拷锟", U"锟斤拷锟斤拷占쏙옙占쏙옙锟斤拷"}) {
    DebrisReader reader(line);
    for (std::size_t at = 0; at < line.size(); ++at) {
      CAPTURE(at);
      const Debris next = reader.match(at);
      const Debris alone = match_debris(line, at);
      CHECK(next.kind == alone.kind);
      CHECK(next.length == alone.length);
      CHECK(next.lost == alone.lost);
      CHECK(next.channel == alone.channel);
    }
  }
}

TEST_CASE("Debris: a long line takes no longer than its length", "[debris]") {
  std::u32string apart;
  for (int i = 0; i < 20000; ++i) apart += U"他们锟斤拷学习汉语已经三年了，";
  std::u32string in_a_row(2000000, U'烫');
  const fuyuan::testing::Stopwatch watch;
  CHECK(undo_debris(apart).size() == 20000);
  DebrisReader reader(in_a_row);
  std::size_t found = 0;
  for (std::size_t at = 0; at < in_a_row.size(); ++at) {
    const Debris debris = reader.match(at);
    found += debris.kind == Debris::Kind::memory && !reader.is_meant(at, debris) ? 1 : 0;
  }
  CHECK(found == in_a_row.size() - 3);
  CHECK(watch.seconds() < 3);
}
