#include "restore/triage/misread_words.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "channel/registry.hpp"
#include "charset/charset.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::find_misread_words;
using fuyuan::LanguageModel;
using fuyuan::Restorer;
using fuyuan::Verdict;

std::string misread(const std::string& text, const char* channel, const char* habit) {
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find(channel)->damage(text, habit, random);
}

/// A healthy document with one word in it.
std::string around(const std::string& word) {
  return "序号,品名,去处,备注\n1,圆珠笔,教室,用完归还\n2,粉笔," + word + ",另行登记\n";
}

}  // namespace

TEST_CASE("Misread words: one of an odd number of hanzi comes back in a healthy table", "[words]") {
  for (const std::string word : {"教务处", "图书馆", "实验室", "办公楼大厅"}) {
    for (const char* habit : {"python", "question", "windows"}) {
      CAPTURE(word, habit);
      const std::string broken = around(misread(word, "utf8-as-gbk", habit));
      REQUIRE(broken != around(word));
      const auto restored = Restorer().restore(broken);
      CHECK(restored.text == around(word));
      CHECK(restored.verdict == Verdict::inferred);
      CHECK(restored.plan.apply(broken) == restored.text);
      CHECK(Restorer().restore(restored.text).text == restored.text);
    }
  }
}

TEST_CASE("Misread words: what is not lost is told from what is guessed", "[words]") {
  const LanguageModel& model = LanguageModel::embedded();
  const auto words = find_misread_words(U"去处：[鏁欏姟澶�] 一楼", model);
  REQUIRE(words.size() == 1);
  CHECK(words[0].begin == 4);
  CHECK(words[0].end == 9);
  CHECK(words[0].stands_apart);
  CHECK(words[0].is_sure);
  // Behind a mark and before a letter something may be lost.
  const auto before_letter = find_misread_words(U"鏁欏姟澶?A", model);
  REQUIRE(before_letter.size() == 1);
  CHECK_FALSE(before_letter[0].stands_apart);
}

TEST_CASE("Misread words: healthy hanzi are none, rare ones neither", "[words]") {
  const LanguageModel& model = LanguageModel::embedded();
  for (const std::u32string_view line :
       {U"今天下午三点开会，请准时参加。", U"魑魅魍魉，饕餮之徒�", U"淅淅沥沥的雨声?",
        U"钚、镅、锔、锫、锎", U"房�租赁合同", U"你说什么?我没听清"}) {
    CHECK(find_misread_words(line, model).empty());
  }
}

TEST_CASE("Misread words: what is shown in quotation marks stays, and is no clean text",
          "[words]") {
  const std::string shown =
      "昨天收到的邮件里有一行怪字，写着“鏁欏姟澶勬暀瀹�”几个，谁也看不懂。\n其余的内容都正常。\n";
  const auto restored = Restorer().restore(shown);
  CHECK(restored.text == shown);
  CHECK(restored.verdict == Verdict::unrepaired);
}

TEST_CASE("Misread words: a value of JSON is no quotation", "[words]") {
  const std::string records =
      "{\"id\": 1, \"owner\": \"值班老师\", \"note\": \"钥匙放在门卫那里，晚上来取。\"}\n"
      "{\"id\": 2, \"owner\": \"实验人员\", \"note\": \"窗户没有关好，下班前检查一遍。\"}\n";
  std::string broken = records;
  broken.replace(broken.find("实验人员"), std::string("实验人员").size(),
                 misread("实验人员", "utf8-as-gbk", "windows"));
  const auto restored = Restorer().restore(broken);
  CHECK(restored.text == records);
  CHECK(restored.verdict == Verdict::restored);
}

TEST_CASE("Misread words: letters that are UTF-8 once or twice", "[words]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::string once = misread("教室", "utf8-as-windows-1252", "");
  CHECK(Restorer().restore(around(once)).text == around("教室"));
  const std::string twice =
      misread(misread("年", "utf8-as-windows-1252", ""), "utf8-as-windows-1252", "");
  CHECK(Restorer().restore(around("2001" + twice)).text == around("2001年"));
  for (const std::u32string_view line :
       {U"Müller und Dupré, café", U"价格：±3°，¥20", U"写作“Zürich”的地方", U"é è ê ë"}) {
    CHECK(fuyuan::find_misread_letters(line, model).empty());
  }
}

TEST_CASE("Leftovers: lines of another alphabet in a document misread as a whole", "[words]") {
  const std::string list =
      "[1] 周文远, 高明. 城市道路积水的监测方法[J]. 给水排水, 2012, 38(4): 51-55.\n"
      "[2] Schröder T, Lefèvre É. Urban drainage – a survey[J]. Water, 2010, 12(1): 3–19.\n"
      "[3] 孟晓琳. 江南水乡的桥梁与街巷[M]. 南京: 东南大学出版社, 2006: 88-97.\n";
  const std::string broken = misread(list, "utf8-as-windows-1252", "");
  CHECK(Restorer().restore(broken).text == list);
  // A line that was healthy before stays.
  const std::string healthy = "Résumé: naïve café, Ångström\n";
  CHECK(Restorer().restore(broken + healthy).text == list + healthy);
}

TEST_CASE("Leftovers: raw lines that are UTF-8 by chance", "[words]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  const std::string program = "\tKey   string // 值\n\tUntil time.Time // 有效期，到期后自动删除\n";
  CHECK(Restorer().restore(fuyuan::encode_text(gbk, program)).text == program);
  const std::string sheet =
      "@charset \"UTF-8\";\n/* 首页的样式，请勿改动 */\n.top { background: url(img/头图.png); }\n";
  CHECK(Restorer().restore(fuyuan::encode_text(gbk, sheet)).text.find("img/头图.png") !=
        std::string::npos);
}

TEST_CASE("Words beside a character that lost its end are no words by themselves", "[misread]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const auto has_remnant = [&](std::u32string_view line) {
    return fuyuan::has_misread_remnant(line, fuyuan::find_misread_words(line, model));
  };
  CHECK(has_remnant(U"姘存俯淇濇寔45搴?"));
  CHECK_FALSE(has_remnant(U"姘存俯淇濇寔45"));
  CHECK_FALSE(has_remnant(U"姘存俯淇濇寔12页?"));
  CHECK(fuyuan::Restorer().restore("姘存俯淇濇寔45搴?\n").text == "水温保持45度\n");
  CHECK(fuyuan::Restorer().restore("灏婁韩VIP鍗?\n").text == "尊享VIP卡\n");
  // A dash has no hanzi, and the first character of a line no ASCII before it.
  CHECK(fuyuan::Restorer().restore("鍚\uE21A姩鏃ュ織 鈥斺€?Tomcat 宸插氨缁?").text ==
        "启动日志 —— Tomcat 已就绪");
  CHECK(fuyuan::Restorer().restore("涓?reactive() 涓嶅悓锛屽畠鍙\uE045湁涓€灞?").text ==
        "与 reactive() 不同，它只有一层");
}
