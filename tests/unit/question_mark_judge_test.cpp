#include "restore/triage/question_mark_judge.hpp"

#include <string>

#include "catch.hpp"
#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/restorer.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::AsciiHabits;
using fuyuan::QuestionMarkJudge;
using fuyuan::testing::break_with;

const std::string kRecords =
    "(1,'充电器','广东省深圳市南山区','已付款'),\n"
    "(2,'电饭煲','山西省太原市迎泽区','待发货'),\n"
    "(3,'毛巾','江苏省无锡市','已取消'),\n"
    "(4,'笔记本','四川省成都市武侯区','已付款'),\n"
    "(5,'牛奶','浙江省杭州市','已退款');\n";

/// UTF-8 that was taken for GBK and saved as such, as bytes.
std::string resave(const std::string& text, fuyuan::Habit habit) {
  const auto& table = fuyuan::table_of(*fuyuan::find_charset("gb18030"), habit);
  std::string saved;
  for (const char32_t cp :
       fuyuan::to_utf32(fuyuan::decode_with_habit(table, fuyuan::byte_view(text), habit))) {
    const fuyuan::EncodedChar encoded = table.encode(cp);
    saved.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return saved;
}

/// As BrokenUtf8 has it: what is whole is decoded.
std::u32string read_broken(std::string_view line) {
  std::u32string out;
  while (!line.empty()) {
    const fuyuan::Utf8Char next = fuyuan::read_utf8(line);
    out.push_back(next.length > 0 ? next.code_point
                                  : fuyuan::raw_symbol(static_cast<unsigned char>(line[0])));
    line.remove_prefix(std::max<std::size_t>(next.length, 1));
  }
  return out;
}

double weigh(std::string_view text) {
  AsciiHabits habits;
  habits.learn(text);
  QuestionMarkJudge judge(habits);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::u32string line = read_broken(text.substr(begin, end - begin));
    if (line.find(U'?') != std::u32string::npos) judge.add(line, fuyuan::find_lone_marks(line));
    begin = end + 1;
  }
  return judge.weigh();
}

}  // namespace

TEST_CASE("QuestionMarkJudge: whether marks took ASCII along", "[marks]") {
  CHECK(weigh(break_with("utf8-as-gbk", kRecords, "windows")) > 1);
  CHECK(weigh(break_with("utf8-as-gbk", kRecords, "question")) < -1);
  CHECK(weigh(resave(kRecords, fuyuan::Habit::windows)) > 1);
  CHECK(weigh(resave(kRecords, fuyuan::Habit::question_mark)) < -1);
}

TEST_CASE("What marks took along comes back where text was saved as GBK again",
          "[marks][restorer]") {
  const fuyuan::Restorer restorer{fuyuan::Options()};
  const std::string broken = resave(kRecords, fuyuan::Habit::windows);
  const auto restored = restorer.restore(broken);
  CHECK(restored.text == kRecords);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(restorer.restore(resave(kRecords, fuyuan::Habit::question_mark)).text == kRecords);
}
