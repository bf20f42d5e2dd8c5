#include "restore/triage/mark_judge.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::AsciiHabits;
using fuyuan::MarkHabit;
using fuyuan::MarkJudge;
using fuyuan::testing::break_with;

const std::string kText =
    "市图书馆昨天发布通知，从下周一起延长开放时间。\n"
    "周一到周五的开放时间为早上八点到晚上十点，周末提前半个小时关门\n"
    "读者可以在一楼大厅办理借书证，需要带上身份证\n"
    "儿童阅览室位于二楼，请家长陪同孩子一起进入。\n"
    "自习室的座位要提前一天预约，每人每天只能预约一个座位\n"
    "如果预约之后没有来，一个月内不能再次预约。\n"
    "馆内禁止吸烟，也不要大声说话\n"
    "手机请调成静音，接电话请到走廊里去\n"
    "借出的图书应当在三十天之内归还，可以续借一次。\n"
    "图书如有损坏或者丢失，需要按照原价赔偿\n"
    "地下停车场对读者免费开放两个小时\n"
    "电子资源可以在家里通过网站使用，账号就是借书证的号码。\n"
    "有问题请拨打服务电话，或者在网站上留言\n"
    "感谢大家长期以来的支持，欢迎来馆阅读\n";

/// `habits`: have to live as long as what is returned.
MarkJudge judge(std::string_view text, AsciiHabits& habits) {
  habits.learn(text);
  MarkJudge out(habits);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::u32string line = fuyuan::to_utf32(text.substr(begin, end - begin));
    out.add(line, static_cast<std::size_t>(std::count(line.begin(), line.end(), U'?')));
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
