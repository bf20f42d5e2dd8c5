#include "restore/triage/line_scan.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

fuyuan::LineScan scan(std::u32string_view line) {
  return fuyuan::scan_line(line, fuyuan::LanguageModel::embedded());
}

}  // namespace

TEST_CASE("Line scan: counts", "[line_scan]") {
  const auto plain = scan(U"今天 ok，天气好");
  CHECK(plain.non_ascii == 6);
  CHECK(plain.raw_bytes == 0);
  CHECK(plain.broken == 0);
  CHECK(plain.marks == 0);
  CHECK(plain.log_probability < 0);
  const auto broken = scan(U"好\xFFFD\xFFFD\xE5E5\x81?好");
  CHECK(broken.broken == 4);
  CHECK(broken.replacements == 2);
  CHECK(broken.marks == 1);
  const auto ascii = scan(U"really? yes?");
  CHECK(ascii.marks == 0);
  CHECK(ascii.non_ascii == 0);
  CHECK_FALSE(ascii.is_suspicious());
  const auto script = scan(U"發展发展ひらがな한국");
  CHECK(script.traditional_only == 1);
  CHECK(script.simplified_only == 1);
  CHECK(script.kana == 4);
  CHECK(script.hangul == 2);
  const std::u32string raw = {U'a', fuyuan::raw_symbol(0xC4), fuyuan::raw_symbol(0xE3)};
  CHECK(scan(raw).raw_bytes == 2);
  CHECK(scan(raw).is_suspicious());
}

TEST_CASE("Line scan: notes", "[line_scan]") {
  const auto converted = scan(U"當(dāng)前發(fā)展，溫?zé)峤");
  CHECK(converted.notes == 2);
  CHECK(converted.notes_on_traditional == 2);
  CHECK(converted.notes_on_neutral == 0);
  CHECK(converted.torn_notes == 1);
  const auto school = scan(U"人(rén)口(kǒu)手(shǒu)");
  CHECK(school.notes == 3);
  CHECK(school.notes_on_neutral == 3);
  CHECK(scan(U"人(kǒu)系统(SOC)").notes == 0);
  const auto plain = scan(U"這(zhè)裡長(zhǎng)滿薔(qiáng)薇");
  CHECK(plain.notes_on_common == 2);
  CHECK(plain.notes_on_everyday == 2);
  CHECK(plain.notes_on_plain == 1);
}

TEST_CASE("Line scan: lessons", "[line_scan]") {
  CHECK(scan(U"圖書館(túshūguǎn)").lessons == 1);
  CHECK(scan(U"图书(tu2shu1)").lessons == 1);
  CHECK(scan(U"图书(tushu)").lessons == 0);
  CHECK(scan(U"图书(tushu)").toneless_lessons == 1);
  CHECK(scan(U"南京(Nanjing)").lessons == 0);
  CHECK(scan(U"南京(Nanjing)").toneless_lessons == 0);
}

TEST_CASE("Line scan: healthy and broken lines", "[line_scan]") {
  for (const char32_t* text :
       {U"今天天气很好，我们去公园散步。", U"for (int i = 0; i < n; ++i) {", U"",
        U"今日は天気がいいですね。", U"오늘은 날씨가 좋네요.", U"今天天氣很好，我們去公園散步。"}) {
    CAPTURE(fuyuan::to_utf8(text));
    CHECK_FALSE(scan(text).is_suspicious());
  }
  for (const char32_t* text :
       {U"浣犲ソ涓栫晫", U"絞ヶ弇离", U"ÄãºÃÊÀ½ç", U"锟斤拷锟斤拷", U"好\xFFFD", U"é½\xA0å¥½"}) {
    CAPTURE(fuyuan::to_utf8(text));
    CHECK(scan(text).is_suspicious());
  }
  CHECK(scan(U"\xFFFD\xFFFD好\xFFFD\xFFFD\xFFFD").is_beyond_repair());
  CHECK_FALSE(scan(U"你好吗?我很好").is_beyond_repair());
}

TEST_CASE("Line scan: a question mark makes suspicious what stands near it, not the whole line",
          "[line_scan]") {
  // Names that are strange enough to be doubted where a byte may be lost, and not elsewhere.
  const std::u32string names = U"蒯越、庾亮和郗鉴";
  const std::u32string far = U"今天天气很好，我们去公园散步，明天再去别的地方走一走";
  const auto alone = scan(far + names + far);
  REQUIRE(alone.worst_window > 8);
  REQUIRE_FALSE(alone.is_suspicious());
  CHECK(scan(far + U"?" + names + far).is_suspicious());
  CHECK(scan(far + names + U"?" + far).is_suspicious());
  CHECK_FALSE(scan(far + names + far + U"好吗?").is_suspicious());
  CHECK_FALSE(scan(U"好吗?" + far + names + far).is_suspicious());
}

TEST_CASE("Line scan: doubtful stretches", "[line_scan]") {
  const std::u32string line = U"今天天气很好，我们去公园散步。浣犲ソ涓栫晫娴嬭瘯";
  const auto doubtful =
      fuyuan::find_doubtful(fuyuan::price(line, fuyuan::LanguageModel::embedded()));
  REQUIRE(doubtful.size() == line.size());
  CHECK(doubtful[0] == 0);
  CHECK(doubtful[17] != 0);
  CHECK(fuyuan::find_doubtful({}).empty());
}

TEST_CASE("Line scan: what makes no sense is not among the plausible stretches", "[line_scan]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const std::u32string line =
      U"今天天气很好，我们出去走走，现诨蛘呖梢钥悸窍滦驴畹，晚上再回来吃饭。";
  std::u32string plausible;
  for (const std::u32string_view piece : fuyuan::find_plausible(line, fuyuan::price(line, model)))
    plausible += piece;
  CHECK(plausible.find(U"今天天气很好") != std::u32string::npos);
  CHECK(plausible.find(U"悸窍滦驴") == std::u32string::npos);
  CHECK(plausible.size() < line.size());
}

TEST_CASE("Line scan: three quotation marks of a docstring are one", "[line_scan]") {
  const auto lacks = [](std::u32string_view line) {
    return fuyuan::find_missing(line, fuyuan::RowShape());
  };
  CHECK(lacks(U"    \"\"\"读取配置文件") == U"");
  CHECK(lacks(U"  '''读取") == U"");
  CHECK(lacks(U"print(\"读取)") == U"\"");
  // A field of CSV, and strings.
  CHECK(lacks(U"1,\"\"\"读\"\"取") == U"\"");
  CHECK(lacks(U"\"读\", \"取") == U"\"");
}
