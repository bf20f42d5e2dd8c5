#include "channel/saved_as_gbk.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::SavedAsGbk;

constexpr const char* kSource =
    "# 读取配置文件，如果文件不存在则返回错误\n"
    "def load(path):\n"
    "    print(\"今天我们开始处理数据\")  # 输出日志\n"
    "    return path  # 请输入用户名和密码\n";

std::string damage(const std::string& text) {
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find(SavedAsGbk::kName)->damage(text, "", random);
}

/// UTF-8 read as GBK by the habit, saved as GB 18030 and read as UTF-8.
std::string save(std::string_view text, fuyuan::Habit habit) {
  static const fuyuan::Charset& gb18030 = *fuyuan::find_charset("gb18030");
  std::string saved;
  for (const char32_t cp :
       fuyuan::to_utf32(fuyuan::decode_with_habit(gb18030, fuyuan::byte_view(text), habit))) {
    const fuyuan::EncodedChar encoded = gb18030.encode(cp);
    saved.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return fuyuan::decode_with_habit(*fuyuan::find_charset("utf-8"), fuyuan::byte_view(saved),
                                   fuyuan::Habit::python);
}

}  // namespace

TEST_CASE("SavedAsGbk: comments come back, and code stays", "[saved_as_gbk]") {
  const std::string broken = damage(kSource);
  REQUIRE(broken.find("我们\uFFFD?始\uFFFD?\uFFFD理") != std::string::npos);
  REQUIRE(broken.find("错\uFFFD??\n") != std::string::npos);  // two bytes of one character
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == kSource);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  CHECK(restored.counts.restored == 0);
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(Restorer().restore(restored.text).text == restored.text);
}

TEST_CASE("SavedAsGbk: knows which byte was left over", "[saved_as_gbk]") {
  using Lost = SavedAsGbk::Lost;
  const auto lost_in = [](std::u32string_view line) {
    const auto remnant = SavedAsGbk::match(line, line.find(U'\uFFFD'));
    REQUIRE(remnant);
    return remnant->lost;
  };
  CHECK(lost_in(U"用密\uFFFD?") == Lost::third);
  // 3 + 2 bytes before it: a pair would have held it, unless the second one is by itself.
  CHECK(lost_in(U"密\uFFFD?") == Lost::behind_euro);
  CHECK(lost_in(U"处\uFFFD?\uFFFD") == Lost::second);
  CHECK(lost_in(U"用处\uFFFD?\uFFFD") == Lost::unexplained);
  CHECK(lost_in(U"误\uFFFD??") == Lost::both);
  CHECK(lost_in(U"时候时\uFFFD?") == Lost::third);  // E6 97, B6 E5, 80, 99 E6, 97 B6
  CHECK_FALSE(SavedAsGbk::match(U"\uFFFD\uFFFD?", 0));
}

TEST_CASE("SavedAsGbk: what was read as GBK once more comes back", "[saved_as_gbk]") {
  std::mt19937_64 random(1);
  const std::string broken =
      fuyuan::Registry::instance().find("utf8-as-gbk")->damage(damage(kSource), "windows", random);
  REQUIRE(broken.find("锟?") != std::string::npos);
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == kSource);
  CHECK(restored.plan.apply(broken) == restored.text);
}

TEST_CASE("SavedAsGbk: marks that are out of step are something else", "[saved_as_gbk]") {
  // GBK text in which a byte became a question mark.
  const std::string text =
      "阅览室每天\uFFFD?上九点开门，\n请大家保持\uFFFD?静。\n图书当天借\uFFFD?天还。\n";
  for (const fuyuan::Step& step : Restorer().restore(text).plan.steps) {
    for (const fuyuan::Span& span : step.spans) CHECK(span.channel != SavedAsGbk::kName);
  }
}

TEST_CASE("SavedAsGbk: invents no ASCII where none was taken along", "[saved_as_gbk]") {
  const std::string page =
      "课程 = {\"数学\": 90, \"语文\": 85, \"体育\": 70}\n"
      "print(\"课程表 (上午)\")  # 打印今天的课程 (如果有)\n"
      "print(\"平均分数\", 总和)  # 没有数据时不打印\n"
      "print(\"及格人数\", 人数)  # 六十分以上\n"
      "return \"不及格\"  # 其他情况都是这样\n";
  const std::string broken = damage(page);
  REQUIRE(broken.find("\uFFFD?") != std::string::npos);
  const std::string restored = Restorer().restore(broken).text;
  const auto ascii = [](const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (static_cast<unsigned char>(c) < 0x80 && c != '?') out.push_back(c);
    }
    return out;
  };
  CHECK(ascii(restored) == ascii(page));
}

TEST_CASE("SavedAsGbk: U+FFFD that was saved comes back as what it stood for", "[saved_as_gbk]") {
  const std::string text =
      "// 读取配置文件，没有就退出\n"
      "int load(const char *path); // 返回记录的条数\n"
      "// 按照名称对所有节点进行排序\n"
      "void sort_nodes(); // 从大到小\n";
  const std::string broken = save(text, fuyuan::Habit::python);
  REQUIRE(broken.find("1\uFFFD7") != std::string::npos);
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == text);
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  CHECK(restored.plan.apply(broken) == restored.text);
  CHECK(Restorer().restore(restored.text).text == restored.text);
}

TEST_CASE("SavedAsGbk: a Euro sign that was saved is the byte 80", "[saved_as_gbk]") {
  const std::string text = "// 开始读取数据\n// 每行一个名称，用逗号分开\n";
  const std::string broken = save(text, fuyuan::Habit::whatwg);
  REQUIRE(broken.find("弢\uFFFD始") != std::string::npos);
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text == text);
  CHECK(restored.plan.apply(broken) == restored.text);
  // Who lost something is no Euro sign.
  const std::string lost = "他把钥匙弄丢\uFFFD了，钱包也弄丢\uFFFD了。\n";
  CHECK(Restorer().restore(lost).text.find("一") == std::string::npos);
}

TEST_CASE("SavedAsGbk: pairs that look so in what was misread as a whole", "[saved_as_gbk]") {
  const std::string text =
      "原告人徐某甲。被告人梁某某，被告人在法庭上辩称自己无罪，原告人要求被告人赔偿损失。";
  const std::string broken = fuyuan::testing::break_with("gbk-as-big5", text, "whatwg");
  REQUIRE(broken.find("豢\uFFFD") != std::string::npos);
  CHECK(Restorer().restore(broken).text == text);
}

TEST_CASE("SavedAsGbk: of many characters side by side nothing is guessed", "[saved_as_gbk]") {
  const std::string broken = damage(
      "患者姓名：陈小梅，　　　　　　　　门诊号：2031\n"
      "三天前受凉后开始发热，伴有咳嗽和头痛，自己吃了感冒药，没有好转。\n"
      "建议多喝水，注意休息，三天以后再来复查。\n");
  const Restored restored = Restorer().restore(broken);
  CHECK(restored.text.find("\uFFFD?\uFFFD?\uFFFD?\uFFFD?") != std::string::npos);
  CHECK(Restorer().restore(restored.text).text == restored.text);
}

TEST_CASE("SavedAsGbk: no lost byte of GBK explains what is left", "[saved_as_gbk]") {
  const Restored restored =
      Restorer().restore(damage("处方：党参15g 黄芪20g 白术12g 茯苓15g 远志6g\n"
                                "用法：水煎服，每日一剂，早晚分服，忌食生冷油腻。\n"
                                "复诊：睡眠好转，仍觉腰酸，上方加杜仲12g、川断12g。\n"));
  for (const fuyuan::Step& step : restored.plan.steps) {
    for (const fuyuan::Span& span : step.spans) CHECK(span.channel == SavedAsGbk::kName);
  }
}
