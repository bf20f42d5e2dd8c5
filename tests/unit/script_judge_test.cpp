#include "restore/triage/script_judge.hpp"

#include <string>

#include "catch.hpp"
#include "restore/triage/quoted_script.hpp"
#include "text/utf8.hpp"

namespace {

fuyuan::ScriptCounts count(std::u32string_view line) {
  fuyuan::ScriptCounts counts;
  counts.add(line, fuyuan::scan_line(line, fuyuan::LanguageModel::embedded()));
  return counts;
}

std::string language(std::u32string_view text) { return fuyuan::judge_language(count(text)); }

}  // namespace

TEST_CASE("Languages are told apart", "[script_judge]") {
  CHECK(language(U"今天天气很好，我们去公园散步。") == "zh-Hans");
  CHECK(language(U"今天天氣很好，我們去公園散步。") == "zh-Hant");
  CHECK(language(U"今日は天気がいいので、公園を散歩しました。") == "ja");
  CHECK(language(U"オレンジジュース") == "ja");
  CHECK(language(U"오늘은 날씨가 좋아서 공원을 산책했습니다.") == "ko");
  CHECK(language(U"Сегодня хорошая погода.") == "other");
  CHECK(language(U"Où est-il allé ?") == "other");
  CHECK(language(U"The weather is good.") == "none");
  // Dots and dashes of Japanese fonts, and a kanji that Japanese alone uses today.
  CHECK(language(U"《雨夜・其三》") == "zh-Hans");
  CHECK(language(U"风起ーー叶落") == "zh-Hans");
  CHECK(language(U"开门见岭处，袴角带风尘。") == "zh-Hans");
  CHECK(language(U"") == "none");
}

TEST_CASE("Traditional lines are known from quotations", "[script_judge]") {
  const auto hans =
      count(U"今天天气很好，我们去公园散步。这是一个很长的简体段落，说明了很多问题。");
  const auto hant =
      count(U"今天天氣很好，我們去公園散步。這是一個很長的繁體段落，說明了很多問題。");
  const auto traditional = count(U"這個問題說明了當時的經濟發展");
  CHECK(fuyuan::is_traditional_line(traditional, hant));
  CHECK(fuyuan::is_traditional_line(traditional, hans));
  CHECK_FALSE(
      fuyuan::is_traditional_line(count(U"招牌上写着“龍門客棧”四个字，时间已经很长了。"), hans));
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"这个问题说明了"), hant));
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"English only"), hant));
  CHECK(
      fuyuan::is_traditional_line(count(U"民眾需要的是价格고實，這個問題說明了當時的發展"), hant));
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"오늘은 날씨가 國語 시간"), hant));
  const auto japanese = count(U"今日は天気がいいので、公園を散歩しました。");
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"國語學會"), japanese));
  CHECK_FALSE(fuyuan::is_traditional_line(japanese, japanese));
}

TEST_CASE("Japanese words that Chinese text quotes make no Japanese of it", "[script_judge]") {
  CHECK(fuyuan::count_quoted_kana(U"《さくら》和「おはよう」，わたし") == 7);
  CHECK(fuyuan::count_quoted_kana(U"」わたし「") == 0);
  const auto hant =
      count(U"今天天氣很好，我們去公園散步。這是一個很長的繁體段落，說明了很多問題。");
  const auto japanese = count(U"今日は天気がいいので、公園を散歩しました。");
  const auto line = count(U"日語裡“おはよう”的意思是早上好。");
  CHECK(fuyuan::is_traditional_line(line, hant));
  CHECK_FALSE(fuyuan::is_traditional_line(line, japanese));
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"“もしもし”は電話で使う"), hant));
  for (const auto* title : {U"『さくら』日本語版", U"「ありがとう」國學院大學"})
    CHECK(language(title) == "ja");
}

TEST_CASE("An old form that Japanese has as well makes no Japanese of a line", "[script_judge]") {
  const auto hant =
      count(U"今天天氣很好，我們去公園散步。這是一個很長的繁體段落，說明了很多問題。");
  const auto japanese = count(U"今日は天気がいいので、公園を散歩しました。");
  for (const auto* line : {U"他鎭定地說這件事與他無關。", U"這瓶醬油是眞的，歡迎您來購買。",
                           U"國立歷史博物舘", U"請檢査電線與插頭。"}) {
    CAPTURE(fuyuan::to_utf8(line));
    CHECK(fuyuan::is_traditional_line(count(line), count(line)));
    CHECK(fuyuan::is_traditional_line(count(line), hant));
    CHECK_FALSE(fuyuan::is_traditional_line(count(line), japanese));
  }
  // One form for either: the page tells.
  CHECK(fuyuan::is_traditional_line(count(U"學校敎育"), hant));
  CHECK_FALSE(fuyuan::is_traditional_line(count(U"學校敎育"), count(U"學校敎育")));
  CHECK(language(U"東京都渋谷区経済産業省") == "ja");
}

TEST_CASE("Lines of another language do not speak for those beside them", "[script_judge]") {
  const std::u32string_view chinese = U"歡迎來電洽詢，本店備有各種規格的產品，專業團隊為您服務。";
  const std::u32string_view heading = U"緊急連絡先";
  for (const std::u32string_view foreign :
       {U"営業時間は午前九時から午後五時までです。", U"영업 시간은 오전 아홉 시부터입니다."}) {
    CAPTURE(fuyuan::to_utf8(foreign));
    fuyuan::ScriptCounts page = count(foreign);
    page.add(chinese, fuyuan::scan_line(chinese, fuyuan::LanguageModel::embedded()));
    CHECK(fuyuan::is_traditional_line(count(chinese), page));
    CHECK_FALSE(fuyuan::is_traditional_line(count(foreign), page));
    CHECK_FALSE(fuyuan::is_traditional_line(count(heading), page));
    CHECK_FALSE(fuyuan::is_traditional_line(count(chinese), count(foreign)));
  }
}

TEST_CASE("A character that is told of stays, where nothing else is Traditional",
          "[script_judge]") {
  using fuyuan::quotes_traditional;
  CHECK(quotes_traditional(U"支持“龍”等字", false, true));
  CHECK(quotes_traditional(U"「龍」「龜」二字", false, true));
  CHECK_FALSE(quotes_traditional(U"支持“龍”等字", false, false));
  CHECK_FALSE(quotes_traditional(U"「龍」字的寫法", false, true));
  CHECK_FALSE(quotes_traditional(U"「中國夢」", false, true));
}
