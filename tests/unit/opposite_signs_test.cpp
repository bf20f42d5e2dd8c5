#include "restore/repair/opposite_signs.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/sign_helpers.hpp"

namespace {

using fuyuan::OppositeSigns;

std::u32string name(const std::u32string& text, std::size_t at, double probability = 0.7,
                    const std::vector<std::u32string>& others = {}) {
  return fuyuan::name_sign<OppositeSigns>(text, at, probability, others);
}

}  // namespace

TEST_CASE("OppositeSigns: what may mean the opposite is not guessed", "[opposite_signs]") {
  CHECK(name(U"尿酸\t480\t→", 7) == U"尿酸\t480\t\uFFFD");
  CHECK(name(U"钢铁板块 1200.5 ■ 3.2", 12) == U"钢铁板块 1200.5 \uFFFD 3.2");
  CHECK(name(U"∶ 已寄出", 0) == U"\uFFFD 已寄出");
  CHECK(name(U"年龄≥18岁", 2) == U"年龄\uFFFD18岁");
}

TEST_CASE("OppositeSigns: the line tells, or the document", "[opposite_signs]") {
  CHECK(name(U"开始 → 设置", 3) == U"开始 → 设置");
  CHECK(name(U"■ 联系我们", 0) == U"■ 联系我们");
  CHECK(name(U"按1∶3兑水", 2) == U"按1∶3兑水");
  CHECK(name(U"尿酸\t480\t→", 7, 0.99) == U"尿酸\t480\t→");
  CHECK(name(U"尿酸\t480\t→", 7, 0.7, {U"血糖\t7.2\t↑"}) == U"尿酸\t480\t↑");
  CHECK(name(U"尿酸\t480\t→", 7, 0.7, {U"血糖\t7.2\t↑", U"血钾\t3.0\t↓"}) == U"尿酸\t480\t\uFFFD");
}
