#include "channel/lone_trail.hpp"

#include "catch.hpp"

using fuyuan::is_lone_trail;

TEST_CASE("Lone trail: an ASCII character alone in other script", "[lone_trail]") {
  CHECK(is_lone_trail(U"三審採行k律審", 4));
  CHECK(is_lone_trail(U"這些東西@併交給你", 4));
  CHECK_FALSE(is_lone_trail(U"這些東西,併交給你", 4));  // no second byte
  CHECK_FALSE(is_lone_trail(U"這些東西5併交給你", 4));
}

TEST_CASE("Lone trail: words, ends of the line and raw bytes stand beside none", "[lone_trail]") {
  CHECK_FALSE(is_lone_trail(U"唱卡拉OK的人", 3));
  CHECK_FALSE(is_lone_trail(U"唱卡拉OK的人", 4));
  CHECK_FALSE(is_lone_trail(U"k律審", 0));
  CHECK_FALSE(is_lone_trail(U"嚴格k", 2));
  const std::u32string raw = {U'嚴', U'k', fuyuan::raw_symbol(0xA4)};
  CHECK_FALSE(is_lone_trail(raw, 1));
}

TEST_CASE("Lone trail: a question mark in the place of the first byte", "[lone_trail]") {
  CHECK(is_lone_trail(U"三審採行?k律審", 5));
  CHECK_FALSE(is_lone_trail(U"ok?k律審", 3));
  CHECK_FALSE(is_lone_trail(U"?k律審", 1));
}

TEST_CASE("Lone trail: brackets that have a partner are brackets", "[lone_trail]") {
  CHECK_FALSE(is_lone_trail(U"請按[確定]鍵", 2));
  CHECK_FALSE(is_lone_trail(U"請按[確定]鍵", 5));
  CHECK(is_lone_trail(U"請按]確定鍵", 2));
  CHECK_FALSE(is_lone_trail(U"改變‘^’的意思", 3));
  CHECK_FALSE(is_lone_trail(U"成績是「A」的人", 4));
}
