#include "restore/triage/mark_judge.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/library_notice.hpp"

namespace {

using fuyuan::AsciiHabits;
using fuyuan::MarkHabit;
using fuyuan::MarkJudge;
using fuyuan::testing::break_with;

const std::string kText(fuyuan::testing::kLibraryNotice);

/// `habits`: have to live as long as what is returned.
MarkJudge judge(std::string_view text, AsciiHabits& habits) {
  habits.learn(text);
  MarkJudge out(habits);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::u32string line = fuyuan::to_utf32(text.substr(begin, end - begin));
    out.add(line, fuyuan::find_lone_marks(line),
            static_cast<std::size_t>(std::count(line.begin(), line.end(), U'?')));
    begin = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("MarkJudge: what marks stand for", "[marks]") {
  const auto habit_of = [](const char* habit) {
    AsciiHabits habits;
    return judge(break_with("utf8-as-gbk", kText, habit), habits).judge();
  };
  CHECK(habit_of("java") == MarkHabit::swallows_pairs);
  CHECK(habit_of("windows") == MarkHabit::swallows);
  CHECK(habit_of("php") == MarkHabit::swallows);
  CHECK(habit_of("python") == MarkHabit::byte_by_byte);
  CHECK(habit_of("whatwg") == MarkHabit::spares_ascii);
}

TEST_CASE("MarkJudge: what question marks stand for where there is no Euro sign", "[marks]") {
  // No byte 80 stays in them, but strict decoders lack GBK's areas for characters of one's own too.
  const std::string groups = "前端组，修改网站\n后端服务组，负责数据\n测试组，检查质量\n";
  for (const char* habit : {"windows", "php", "question"}) {
    CAPTURE(habit);
    AsciiHabits habits;
    const MarkJudge found =
        judge(break_with("utf8-as-gbk", groups + groups + groups, habit), habits);
    const bool swallows = std::string_view(habit) != "question";
    CHECK(found.judge() == (swallows ? MarkHabit::swallows : MarkHabit::byte_by_byte));
    CHECK(found.may_swallow_ascii() == swallows);
  }
}

TEST_CASE("MarkJudge: Euro signs that are no bytes tell nothing", "[marks]") {
  const std::string prices = "门票：€12.50\n套餐：€30.00\n押金：€5.00\n运费：€8.00\n";
  const std::string letters = break_with("utf8-as-windows-1252", "“一”，二。\n一起去\n", "whatwg");
  CHECK(letters.find("€") != std::string::npos);
  for (const char* habit : {"windows", "question", "python"}) {
    CAPTURE(habit);
    const std::string broken = break_with("utf8-as-gbk", kText, habit);
    AsciiHabits alone;
    AsciiHabits beside;
    CHECK(judge(broken, alone).judge() ==
          judge(prices + broken + letters + prices, beside).judge());
  }
}
