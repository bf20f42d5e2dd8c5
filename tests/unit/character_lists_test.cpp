#include "restore/measure/character_lists.hpp"

#include "catch.hpp"

using fuyuan::are_in_ascending_order;
using fuyuan::are_in_table_order;
using fuyuan::is_drawn;
using fuyuan::stand_apart;

TEST_CASE("Character lists: characters that stand apart", "[character_lists]") {
  CHECK(stand_apart(U"鲈，鳎，鲨，鳊"));
  CHECK(stand_apart(U"a 鲈 b"));
  CHECK(stand_apart(U""));
  CHECK_FALSE(stand_apart(U"鲈鱼，鳊鱼"));
  // A number joins what it stands between.
  CHECK_FALSE(stand_apart(U"2009年3月4日"));
}

TEST_CASE("Character lists: rows of tables", "[character_lists]") {
  CHECK(are_in_table_order(U"氨安俺按暗岸胺案"));
  CHECK(are_in_table_order(U"忏 忤 怃 怄 怅 怆"));
  CHECK(are_in_table_order(U"一丁七万丈三上下"));  // Unicode's
  CHECK_FALSE(are_in_table_order(U"今天的会议改到下午三点"));
  CHECK_FALSE(are_in_table_order(U"鸩鸪鸫"));
  CHECK(are_in_ascending_order(U"啊阿埃挨哎唉哀皑"));
  CHECK_FALSE(are_in_ascending_order(U"皑哀唉哎挨埃阿啊"));
}

TEST_CASE("Character lists: what is drawn", "[character_lists]") {
  CHECK(is_drawn(U"══════════"));
  CHECK(is_drawn(U"// ┌──┬───┐"));
  CHECK(is_drawn(U"岸岸岸房岸岸岸"));
  CHECK(is_drawn(U"plain ASCII"));
  CHECK_FALSE(is_drawn(U"║ 菜单 ║ 退出 ║"));
  // Two symbols a character: the first bytes of many are the same.
  CHECK(is_drawn(U"©¤©¤©¤©´", 2));
  CHECK_FALSE(is_drawn(U"½ñÌìµÄ»áÒé", 2));
}

TEST_CASE("Character lists: frames and rules of tables", "[character_lists]") {
  CHECK(fuyuan::is_frame(U"  ┌──┬───┐"));
  CHECK(fuyuan::is_frame(U"═════"));
  CHECK_FALSE(fuyuan::is_frame(U"│   │  │"));
  CHECK_FALSE(fuyuan::is_frame(U"├─"));
  CHECK_FALSE(fuyuan::is_frame(U"├──名─┤"));
  CHECK_FALSE(fuyuan::is_frame(U"+----+"));
  CHECK(fuyuan::may_be_frame(U"庚岸岸房岸岸庖"));
  CHECK(fuyuan::may_be_frame(U"©°©¤©¤©Ð©¤©¤©´"));
  CHECK_FALSE(fuyuan::may_be_frame(U"对岸的房子"));
}

TEST_CASE("Character lists: signs", "[character_lists]") {
  CHECK(fuyuan::are_signs(U"┌──┐ * ★☆"));
  CHECK(fuyuan::are_signs(U"————，。"));
  CHECK_FALSE(fuyuan::are_signs(U"│第一章│"));
  CHECK_FALSE(fuyuan::are_signs(U"岸岸岸"));
}
