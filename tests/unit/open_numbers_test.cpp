#include "restore/repair/open_numbers.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/sign_helpers.hpp"

namespace {

std::u32string withdraw(const std::u32string& text, std::size_t at, double probability = 0.5) {
  return fuyuan::name_guesses(text, {at}, probability, fuyuan::withdraw_open_numbers);
}

}  // namespace

TEST_CASE("Numbers of which nothing tells are not guessed", "[open_numbers]") {
  CHECK(withdraw(U"电话：６２３４０", 7) == U"电话：６２３４\uFFFD");
  CHECK(withdraw(U"车９退！", 3) == U"车９退\uFFFD");
  CHECK(withdraw(U"做法见图①", 4) == U"做法见图\uFFFD");
  CHECK(withdraw(U"每逢星期一休息", 4) == U"每逢星期\uFFFD休息");
  CHECK(withdraw(U"下周五见", 2) == U"下周\uFFFD见");
}

TEST_CASE("Numbers that context tells stay, and so do other signs", "[open_numbers]") {
  CHECK(withdraw(U"２０１０年", 2, 0.9) == U"２０１０年");
  CHECK(withdraw(U"共有３５人！", 5, 0.7) == U"共有３５人！");
  CHECK(withdraw(U"快来看！", 3) == U"快来看！");
  CHECK(withdraw(U"另外一个", 2) == U"另外一个");
  CHECK(withdraw(U"星期四休息", 2) == U"星期四休息");
}
