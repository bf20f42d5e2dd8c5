#include "restore/corroboration.hpp"

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
