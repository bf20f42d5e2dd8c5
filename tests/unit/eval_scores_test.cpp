#include <algorithm>

#include "catch.hpp"
#include "cli/eval/aims.hpp"
#include "cli/eval/edit_distance.hpp"
#include "cli/eval/evaluation.hpp"
#include "cli/eval/figures_json.hpp"
#include "cli/eval/mixed.hpp"
#include "cli/eval/opencc.hpp"
#include "cli/eval/page.hpp"
#include "cli/eval/tables.hpp"

using namespace fuyuan;
using namespace fuyuan::eval;

namespace {

const std::vector<Text>& texts() {
  static const std::vector<Text> all = {
      {"dev.zh-hans.own.txt",
       "社区食堂上个月换了新的厨师，菜的味道比以前好多了。\n"
       "住在附近的老人都喜欢到这里吃午饭，顺便聊聊天。\n"
       "价格也不贵，一荤两素只要十二块钱，还送一碗汤。\n"},
      {"dev.zh-hant.own.txt", "社區食堂上個月換了新的廚師，菜的味道比以前好多了。\n"},
  };
  return all;
}

EvaluationOptions options_for(std::string only) {
  EvaluationOptions options;
  options.only = std::move(only);
  return options;
}

Score score_of(std::string damage, std::size_t exact, Family family = Family::misread) {
  Score score;
  score.damage = std::move(damage);
  score.family = family;
  score.text = score.label = "zh-hans.news";
  score.language = Language::simplified;
  score.figures.documents = 10;
  score.figures.exact = exact;
  score.figures.lossless = 8;
  score.figures.lossless_exact = std::min<std::size_t>(exact, 8);
  score.figures.characters = 1000;
  score.figures.errors = 10 - exact;
  return score;
}

}  // namespace

TEST_CASE("Edit distance and alignment", "[eval]") {
  CHECK(edit_distance(U"", U"") == 0);
  CHECK(edit_distance(U"图书馆", U"图画馆") == 1);
  CHECK(edit_distance(U"图书馆", U"馆") == 2);
  CHECK(edit_distance(U"甲乙丙丁", U"乙丙丁戊") == 2);
  CHECK(aligned(U"甲乙丙丁", U"乙丙丁戊") == std::vector<bool>{false, true, true, true});
}

TEST_CASE("Measure: a document that comes back is exact, one that does not is counted", "[eval]") {
  const Options options = restoring_options(Language::simplified, false);
  const std::string text = "社区食堂上个月换了新的厨师，菜的味道比以前好多了。";
  const Figures healthy = measure(text, text, options);
  CHECK(healthy.exact == 1);
  CHECK(healthy.errors == 0);
  CHECK(healthy.silent == 0);
  // Healthy text that is not the document: wrong, and nothing says so.
  const Figures other =
      measure("社区食堂上个月换了旧的厨师。", "社区食堂上个月换了新的厨师。", options);
  CHECK(other.exact == 0);
  CHECK(other.errors == 1);
  CHECK(other.silent == 1);
}

TEST_CASE("Evaluate: rows for what was asked, the same with any number of threads", "[eval]") {
  EvaluationOptions options = options_for("utf8-as-gbk:python");
  options.lengths = {0, 10};
  options.threads = 1;
  const std::vector<Score> one = evaluate(texts(), options);
  REQUIRE(one.size() == 4);
  CHECK(one[0].figures.documents == 3);
  CHECK(one[0].shape.label() == "whole");
  CHECK(one[1].shape.label() == "10");
  CHECK(one[2].language == Language::traditional);
  options.threads = 3;
  CHECK(to_json(evaluate(texts(), options), options) == to_json(one, options));
}

TEST_CASE("Evaluate: raw charsets are tried on short strings, others are asked", "[eval]") {
  EvaluationOptions options = options_for("gb18030");
  options.rivals = true;
  const std::vector<Score> scores = evaluate(texts(), options);
  const std::vector<Score> runs = only_runs(scores);
  REQUIRE_FALSE(runs.empty());
  for (const char* name : {"uchardet", "ICU", "iconv -c, told", "uconv, told"}) {
    INFO(name);
    const RivalFigures* rival = find_rival(runs[0], name);
    REQUIRE(rival != nullptr);
    CHECK(rival->documents == runs[0].figures.documents);
  }
  CHECK(find_rival(runs[0], "iconv -c, told")->exact == runs[0].figures.documents);
}

TEST_CASE("Evaluate: healthy text has its own number of documents", "[eval]") {
  EvaluationOptions options = options_for("healthy");
  options.documents = 1;
  options.healthy = 2;
  const std::vector<Score> scores = evaluate(texts(), options);
  REQUIRE_FALSE(scores.empty());
  CHECK(scores[0].figures.documents == 2);
  CHECK(scores[0].figures.exact == 2);
  CHECK(scores[0].figures.lossless == 0);
}

TEST_CASE("Mixed lines: each is counted, together and alone", "[eval]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 15; ++i) {
    lines.push_back("这是第" + std::to_string(i) + "行，图书馆门口等了很久的人都回家去了。");
  }
  const std::vector<Score> scores = measure_mixed(lines, 1);
  REQUIRE(scores.size() == kMixedNames.size());
  CHECK(scores[0].figures.documents == scores[1].figures.documents);
  CHECK(scores[0].figures.documents + scores[2].figures.documents == lines.size());
  CHECK(scores[2].figures.exact == scores[2].figures.documents);
  CHECK(scores[0].figures.exact >= 5);
}

TEST_CASE("Rows: damages are added up, habits that agree become one", "[eval]") {
  const std::vector<Score> scores = {
      score_of("utf8-as-koi8-r:python", 10), score_of("utf8-as-koi8-r:windows", 10),
      score_of("gbk-as-big5:python", 4), score_of("gbk-as-big5:windows", 9),
      score_of("gbk-as-big5:java", 4)};
  const std::vector<Score> merged = merge_agreeing_habits(scores);
  REQUIRE(merged.size() == 3);
  CHECK(merged[0].damage == "utf8-as-koi8-r, every decoder");
  CHECK(merged[1].damage == "gbk-as-big5:python, java");
  CHECK(merged[2].damage == "gbk-as-big5:windows");
  Score elsewhere = score_of("gbk-as-big5:windows", 1);
  elsewhere.label = "zh-hans.wiki";
  const std::vector<Score> two = {scores[3], elsewhere};
  REQUIRE(gather(two, false, false).size() == 1);
  CHECK(gather(two, false, false)[0].total.figures.exact == 10);
  REQUIRE(gather(two, true, false).size() == 2);
  CHECK(gather(two, true, false)[1].name == "gbk-as-big5:windows (zh-hans.wiki)");
  CHECK(matrix(two, true) ==
        "| damage | news | wiki |\n|---|---:|---:|\n"
        "| gbk-as-big5:windows | 90.00 % | 10.00 % |\n");
}

TEST_CASE("Aims: met and missed", "[eval]") {
  const std::string met = aims_table({score_of("gbk-as-big5:windows", 10)});
  CHECK(met.find("nothing lost: exact | 8 | 100.000 % | ≥ 99.50 % | met |") != std::string::npos);
  const std::string missed = aims_table({score_of("gbk-as-big5:windows", 7)});
  CHECK(missed.find("| 8 | 87.50 % | ≥ 99.50 % | missed |") != std::string::npos);
  CHECK(missed.find("healthy") == std::string::npos);  // nothing was measured
  const std::string healthy = aims_table({score_of("healthy", 9, Family::healthy)});
  CHECK(healthy.find("left as it is | 10 | 90.00 % | ≥ 99.990 % | missed |") != std::string::npos);
}

TEST_CASE("Page: says how it was made, has every section that was measured", "[eval]") {
  EvaluationOptions options = options_for("utf8-as-gbk:windows");
  options.lengths = {10, 20};
  options.rivals = true;
  const std::string page = make_page(evaluate(texts(), options), options);
  for (const char* part :
       {"# What Fuyuan brings back", "--lengths 10,20 --seed 1 TEXTS`", "zh-hans.own, zh-hant.own",
        "## Aims", "## Misreads", "| utf8-as-gbk:windows |", "| uconv, told |", "## By length",
        "| damage | 10 | 20 |"}) {
    INFO(part);
    CHECK(page.find(part) != std::string::npos);
  }
  CHECK(page.find("## Raw charsets") == std::string::npos);  // none was measured
}

TEST_CASE("OpenCC: documents come back one for one", "[eval]") {
  if (!OpenCc::is_installed()) return;
  const std::vector<std::string> documents = {"新聞\n第二行體育", "", "頭髮"};
  CHECK(OpenCc("t2s").convert(documents) ==
        std::vector<std::string>{"新闻\n第二行体育", "", "头发"});
  CHECK_THROWS(OpenCc("no-such-configuration").convert(documents));
}

TEST_CASE("Evaluate: other languages are searched for what a damage is about", "[eval]") {
  Text text{"dev.other.txt", ""};
  for (int i = 0; i < 9; ++i) text.text += "nothing but plain ASCII in this one\n";
  text.text += "Зимой река замерзает, и дети катаются на коньках.\n";
  EvaluationOptions options = options_for("windows-1251");
  options.documents = 1;
  const std::vector<Score> scores = evaluate({text}, options);
  const auto raw = std::find_if(scores.begin(), scores.end(),
                                [](const Score& score) { return score.damage == "windows-1251"; });
  REQUIRE(raw != scores.end());
  CHECK(raw->figures.documents == 1);
}
