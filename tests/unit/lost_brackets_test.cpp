#include "restore/repair/lost_brackets.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/sign_helpers.hpp"

namespace {

std::u32string name(const std::u32string& text, const std::vector<std::size_t>& guessed,
                    double probability = 0.5) {
  return fuyuan::name_guesses(text, guessed, probability, fuyuan::name_lost_brackets);
}

}  // namespace

TEST_CASE("A bracket that is open is closed by the one sign that was guessed", "[lost_brackets]") {
  CHECK(name(U"条数（没有时为 0：</item>", {9}) == U"条数（没有时为 0）</item>");
  CHECK(name(U"条数（见(a)的说明，", {10}) == U"条数（见(a)的说明）");
}

TEST_CASE("Brackets: what is closed, or may be elsewhere, stays", "[lost_brackets]") {
  // The bracket has its partner.
  CHECK(name(U"条数（可以为 0）：见下", {9}) == U"条数（可以为 0）：见下");
  // Several may have been it.
  CHECK(name(U"条数（为 0，或者 1：", {6, 11}) == U"条数（为 0，或者 1：");
  // Other bytes are left of that sign.
  CHECK(name(U"条数（没有时为空。", {8}) == U"条数（没有时为空。");
  // It is before the bracket, or nothing was guessed.
  CHECK(name(U"条数，共（没有时为空", {2}) == U"条数，共（没有时为空");
  CHECK(name(U"条数（没有时为空，", {}) == U"条数（没有时为空，");
  // A sentence that goes on.
  CHECK(name(U"条数（没有时为空，见下", {8}, 0.95) == U"条数（没有时为空，见下");
}

TEST_CASE("Brackets of headings are closed as well, and what is closed is opened",
          "[lost_brackets]") {
  CHECK(name(U"【贮藏。", {3}, 0.98) == U"【贮藏】");
  CHECK(name(U"详见《员工手册。", {7}) == U"详见《员工手册》");
  CHECK(name(U"每日三次，饭后服用）。", {4}) == U"每日三次（饭后服用）。");
  // Speech goes on below, and items are numbered so.
  CHECK(name(U"「走吧。", {3}) == U"「走吧。");
  CHECK(name(U"步骤，1）开机", {2}) == U"步骤，1）开机");
  CHECK(name(U"每日三次，饭后服用）。", {4}, 0.9) == U"每日三次，饭后服用）。");
}

TEST_CASE("Brackets that were both guessed are a pair around a number", "[lost_brackets]") {
  CHECK(name(U"传真，9:00-17:30）", {2, 13}) == U"传真（9:00-17:30）");
  CHECK(name(U"<b>留言：36：</b>", {5, 8}, 0.75) == U"<b>留言（36）</b>");
  CHECK(name(U"热线：0591-123，8:30-17:00）", {2, 11, 22}, 0.75) ==
        U"热线：0591-123（8:30-17:00）");
  CHECK(name(U"福州，12家）", {2}, 0.95) == U"福州（12家）");
  // Values of lists, numbers of items, and what has its partner.
  CHECK(name(U"高度：30米；", {2, 6}) == U"高度：30米；");
  CHECK(name(U"步骤：1）开机", {2, 4}) == U"步骤：1）开机");
  CHECK(name(U"规格（长：30）", {2, 4, 7}) == U"规格（长：30）");
  CHECK(name(U"周末，9:00－12:00）", {7, 13}) == U"周末，9:00－12:00）");
  CHECK(name(U"比分，3：见下", {2, 4}) == U"比分，3：见下");
}

TEST_CASE("What begins a line before the number of an item opens a bracket", "[lost_brackets]") {
  CHECK(name(U"，2，负责人签字", {0, 2}) == U"（2）负责人签字");
  CHECK(name(U"　　：十一：附则", {2, 5}) == U"　　（十一）附则");
  CHECK(name(U"，\uFFFD，负责人签字", {0, 2}) == U"（\uFFFD）负责人签字");
  // Within a line it does not, and a clause is no number.
  CHECK(name(U"甲，2，负责人签字", {1, 3}) == U"甲，2，负责人签字");
  CHECK(name(U"，负责人，签字", {0, 4}) == U"，负责人，签字");
}

TEST_CASE("What is to be seen on a stage opens a bracket that nothing closes", "[lost_brackets]") {
  CHECK(name(U"　　〔老周推门进来，放下雨伞。", {14}) == U"　　〔老周推门进来，放下雨伞。");
  CHECK(name(U"发文〔2009。12号", {7}) == U"发文〔2009〕12号");
}

TEST_CASE("Brackets around the year of a document's number", "[lost_brackets]") {
  CHECK(name(U"按照市教发。2008、第16号文件办理。", {5, 10}) ==
        U"按照市教发〔2008〕第16号文件办理。");
  CHECK(name(U"按照市教发，2008〕16号", {5}) == U"按照市教发，2008〕16号");
  CHECK(name(U"共两卷。2008、16开本", {3, 8}) == U"共两卷。2008、16开本");
}
