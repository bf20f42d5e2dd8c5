#include "restore/line/corroboration.hpp"

#include "catch.hpp"

TEST_CASE("Corroboration: sure of what both sides ask for, and of nothing else", "[corroborate]") {
  const fuyuan::LanguageModel& model = fuyuan::LanguageModel::embedded();
  const fuyuan::MaskedModel& masked = fuyuan::MaskedModel::embedded();
  CHECK(fuyuan::corroborate(U"中华人", U'民', U"共和国", model, masked) > 0.9);
  CHECK(fuyuan::corroborate(U"中华人", U'们', U"共和国", model, masked) < 0.01);
  CHECK(fuyuan::corroborate(U"昨天去了", U'苏', U"州", model, masked) < 0.9);
  const double nothing_known = fuyuan::corroborate(U"", U'民', U"", model, masked);
  CHECK(nothing_known >= 0);
  CHECK(nothing_known < 0.1);
}

TEST_CASE("Corroboration: what is less sure than asked for is nothing", "[corroborate]") {
  const fuyuan::LanguageModel& model = fuyuan::LanguageModel::embedded();
  const fuyuan::MaskedModel& masked = fuyuan::MaskedModel::embedded();
  const auto ask = [&](char32_t guess, double least) {
    return fuyuan::corroborate(U"昨天去了", guess, U"州", model, masked, least);
  };
  for (const char32_t guess : std::u32string_view(U"苏杭广3")) {
    const double sure = ask(guess, 0);
    CHECK(sure > 0);
    CHECK(ask(guess, sure * 0.999) == sure);
    CHECK(ask(guess, sure * 1.001) == 0);
    CHECK(ask(guess, 1) == 0);
  }
}
