#include "restore/repair/lost_blanks.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/sign_helpers.hpp"

namespace {

std::u32string name(const std::u32string& text, const std::vector<std::size_t>& guessed,
                    double probability = 0.5, const std::string& channel = "utf8-as-gbk") {
  return fuyuan::name_guesses(text, guessed, probability, fuyuan::name_lost_blanks, channel);
}

}  // namespace

TEST_CASE("A line begins with a blank and no mark that ends something", "[lost_blanks]") {
  CHECK(name(U"。1. 用清水冲洗干净", {0}) == U"　1. 用清水冲洗干净");
  CHECK(name(U"「2. 晾干以后收好（勿晒）", {0}) == U"　2. 晾干以后收好（勿晒）");
  CHECK(name(U"　、二、报名办法", {1}) == U"　　二、报名办法");
  CHECK(name(U"、、二、报名办法", {0, 1}) == U"　　二、报名办法");
  // A quotation, one that may be closed by another guess, and what is sure.
  CHECK(name(U"「你来了」他说。", {0}) == U"「你来了」他说。");
  CHECK(name(U"《山路、第三集", {0, 3}) == U"《山路、第三集");
  CHECK(name(U"「2. 晾干以后收好", {0}, 0.97) == U"「2. 晾干以后收好");
  CHECK(name(U"。1. 用清水冲洗干净", {0}, 0.5, "gbk-as-big5") == U"。1. 用清水冲洗干净");
}

TEST_CASE("A line that blanks set apart has one before its number", "[lost_blanks]") {
  CHECK(name(U"◎产　　地。2003", {5}) == U"◎产　　地　2003");
  CHECK(name(U"周　岩、0571-8800", {3}) == U"周　岩　0571-8800");
  // Names in a row, a sentence, and a line without such blanks.
  CHECK(name(U"周　岩、王　平", {3}) == U"周　岩、王　平");
  CHECK(name(U"周　岩到了，一共、3人", {8}) == U"周　岩到了，一共、3人");
  CHECK(name(U"　　产地。2003", {4}) == U"　　产地。2003");
  CHECK(name(U"春　天　来　了。", {7}) == U"春　天　来　了。");
}
