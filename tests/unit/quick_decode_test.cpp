#include "restore/decode/quick_decode.hpp"

#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

fuyuan::QuickDecode decode(std::string_view channel, std::string_view text) {
  const auto* misread =
      dynamic_cast<const fuyuan::Misread*>(fuyuan::Registry::instance().find(channel));
  REQUIRE(misread != nullptr);
  return fuyuan::quick_decode(*misread, fuyuan::to_utf32(text), fuyuan::LanguageModel::embedded());
}

}  // namespace

TEST_CASE("Quick decoding of lossless misreads", "[quick_decode]") {
  const std::string text = "当前位置：首页，公司坚持以质量求生存。abc 123";
  for (const fuyuan::Misread* channel : fuyuan::Registry::instance().misreads()) {
    const std::string name(channel->name());
    const std::string damaged = fuyuan::testing::break_with(name, text, "");
    const auto& from = channel->original();
    bool can_hold = true;
    for (const char32_t cp : fuyuan::to_utf32(text)) {
      can_hold = can_hold && from.encode(cp).length != 0;
    }
    if (!can_hold || damaged.find('?') != std::string::npos ||
        damaged.find("\xEF\xBF\xBD") != std::string::npos || name == "gbk-guessed" ||
        name == "gbk-as-big5" || damaged == text) {  // see below
      continue;
    }
    CAPTURE(name, damaged);
    const fuyuan::QuickDecode result = decode(name, damaged);
    CHECK(fuyuan::to_utf8(result.text) == text);
    CHECK(result.is_lossless());
    CHECK(result.failures == 0);
    CHECK(result.marks == 0);
    CHECK(result.log_probability < 0);
    CHECK(result.characters == 19);
  }
}

// The tables of Big5 have some symbols at different codes: ゴ is C7B0 in browsers, and 前 with it.
TEST_CASE("Quick decoding of GBK as any table of Big5 has it", "[quick_decode]") {
  const std::string text = "当前位置";
  for (const char* habit : {"whatwg", "windows", "python"}) {
    CAPTURE(habit);
    const std::string damaged = fuyuan::testing::break_with("gbk-as-big5", text, habit);
    const char* channel = habit == std::string("whatwg") ? "gbk-as-big5-hkscs" : "gbk-as-big5";
    CHECK(fuyuan::to_utf8(decode(channel, damaged).text) == text);
  }
}

TEST_CASE("Quick decoding counts marks and failures", "[quick_decode]") {
  const fuyuan::QuickDecode marked = decode("utf8-as-gbk", "浣犲ソ鍚?");
  CHECK(marked.marks == 1);
  CHECK_FALSE(marked.is_lossless());
  CHECK(fuyuan::to_utf8(marked.text) == "你好\xEF\xBF\xBD");
  const fuyuan::QuickDecode strange = decode("utf8-as-gbk", "浣犲ソ한涓栫晫");
  CHECK(strange.failures >= 1);
  CHECK_FALSE(strange.is_lossless());
  // A question mark after a whole character is one.
  const fuyuan::QuickDecode question = decode("utf8-as-gbk", "浣犲ソ?");
  CHECK(question.is_lossless());
  CHECK(fuyuan::to_utf8(question.text) == "你好?");
}

// Three bytes in pairs: a mark may have swallowed the end of one character and the beginning of the
// next, or each may have lost a byte without a trace.
TEST_CASE("Quick decoding: UTF-8 finds its way back from lost bytes", "[quick_decode]") {
  const std::string text = "周末的集市上人来人往，卖花的老人把最后两盆茉莉送给了邻居家的孩子。";
  for (const char* habit : {"whatwg", "python", "question", "iconv-c"}) {
    CAPTURE(habit);
    const std::string damaged = fuyuan::testing::break_with("utf8-as-euc-kr", text, habit);
    const fuyuan::QuickDecode result = decode("utf8-as-euc-kr", damaged);
    CHECK(result.characters >= 10);
    CHECK_FALSE(result.is_lossless());
    CHECK(result.log_probability > decode("gbk-as-euc-kr", damaged).log_probability);
  }
}

TEST_CASE("Quick decoding gives up on what does not fit", "[quick_decode]") {
  const fuyuan::QuickDecode hopeless = decode(
      "utf8-as-windows-1252", "今天天气很好，我们去公园散步。公园里有很多人，孩子们跑来跑去。");
  CHECK(hopeless.characters == 0);
  const fuyuan::QuickDecode nothing = decode("utf8-as-gbk", "");
  CHECK(nothing.text.empty());
  CHECK(nothing.is_lossless());
}

TEST_CASE("Quick decoding gives up on what is less probable than asked for", "[quick_decode]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const std::string text = "周末的集市上人来人往，卖花的老人把最后两盆茉莉送给了邻居家的孩子。";
  for (const char* name : {"utf8-as-gbk:python", "gbk-as-big5:whatwg", "gbk-as-windows-1252:"}) {
    CAPTURE(name);
    const std::string_view both(name);
    const std::string_view channel = both.substr(0, both.find(':'));
    const std::u32string damaged = fuyuan::to_utf32(
        fuyuan::testing::break_with(channel, text, both.substr(both.find(':') + 1)));
    const auto* misread =
        dynamic_cast<const fuyuan::Misread*>(fuyuan::Registry::instance().find(channel));
    REQUIRE(misread != nullptr);
    const auto whole = fuyuan::quick_decode(*misread, damaged, model);
    REQUIRE(whole.characters > 20);
    const auto enough =
        fuyuan::quick_decode(*misread, damaged, model, whole.log_probability - 0.01);
    CHECK(enough.text == whole.text);
    CHECK(enough.log_probability == whole.log_probability);
    CHECK(enough.characters == whole.characters);
    CHECK(fuyuan::quick_decode(*misread, damaged, model, whole.log_probability / 4).characters ==
          0);
  }
}

TEST_CASE("Quick decoding: who guesses leaves no characters of UTF-8 unread", "[quick_decode]") {
  // `Ã»` are the bytes of a character of UTF-8, and `Ò»` of another.
  const std::string latin = fuyuan::testing::break_with("gbk-as-windows-1252", "我没听清一句");
  REQUIRE(latin.find("Ã»") != std::string::npos);
  CHECK(decode("gbk-guessed", latin).characters == 0);
  const std::string guessed = fuyuan::testing::break_with("gbk-guessed", "我没听清一句");
  CHECK(decode("gbk-guessed", guessed).characters > 0);
}

TEST_CASE("Quick decoding: Chinese text beside letters for bytes is none of them",
          "[quick_decode]") {
  const std::string label = "这里是收货人的详细地址：";
  const std::string value = fuyuan::testing::break_with("gbk-as-windows-1252", "河边路");
  const fuyuan::QuickDecode result = decode("gbk-as-windows-1252", label + value);
  CHECK(fuyuan::to_utf8(result.text) == label + "河边路");
  CHECK(result.bystanders == 12);
  CHECK(result.failures == 12);
  CHECK_FALSE(result.is_lossless());
}

TEST_CASE("Healthy text around UTF-8 read as letters does not hide it", "[quick_decode]") {
  const std::string word = fuyuan::testing::break_with("utf8-as-windows-1252", "李明", "");
  const std::string around = "电话：三楼会议室东侧第二个房间找前台的值班同志登记";
  const fuyuan::QuickDecode result = decode("utf8-as-windows-1252", around + word + around);
  CHECK(result.characters == 2);
  CHECK(fuyuan::to_utf8(result.text) == around + "李明" + around);
}
