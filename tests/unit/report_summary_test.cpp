#include "cli/report_summary.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "catch.hpp"
#include "cli/html.hpp"
#include "cli/numbers.hpp"
#include "cli/report_page.hpp"
#include "cli/report_text.hpp"

namespace {

using fuyuan::Verdict;
using fuyuan::cli::BadReportLine;
using fuyuan::cli::Excerpt;
using fuyuan::cli::ExcerptPiece;
using fuyuan::cli::Palette;
using fuyuan::cli::ReportRecord;
using fuyuan::cli::ReportRecordReader;
using fuyuan::cli::ReportSummary;

const std::string kInferred =
    R"({"path":"a.txt","verdict":"inferred","charset":"utf-8","language":"zh-Hans",)"
    R"("confidence":0.9,"counts":{"characters":20,"restored":10,"inferred":2,"lost":0,"converted":3},)"
    R"("milliseconds":1.5,"plan":[{"spans":[{"begin":0,"end":6,"line":7,"channel":"utf8-as-gbk",)"
    R"("before":"浣犲ソ?","after":"你好吗","confidence":1.0,"inferred":[)"
    R"({"offset":1,"character":"好","best":"好","probability":0.75},)"
    R"({"offset":2,"character":"吗","best":"吗","probability":0.95}]}]}]})";

std::string lost_in(const std::string& path, std::size_t lost) {
  return fmt::format(
      R"({{"path":"{}","verdict":"partial","counts":{{"characters":9,"lost":{}}},"plan":[]}})",
      path, lost);
}

ReportSummary sum_up(const std::vector<std::string>& lines, std::size_t listed = 10) {
  ReportRecordReader reader;
  ReportSummary summary(listed);
  for (const std::string& line : lines) summary.add(reader.read(line));
  summary.finish();
  return summary;
}

}  // namespace

TEST_CASE("Report: a line is read", "[report]") {
  ReportRecordReader reader;
  const ReportRecord record = reader.read(kInferred);
  CHECK(record.kind == ReportRecord::Kind::document);
  CHECK(record.path == "a.txt");
  CHECK(record.verdict == Verdict::inferred);
  CHECK(record.counts.converted == 3);
  CHECK(record.milliseconds == 1.5);
  REQUIRE(record.plan.steps.size() == 1);
  CHECK(record.plan.steps[0].spans[0].inferred.size() == 2);
  CHECK(reader.read(R"({"path":"b","error":"No such file"})").kind == ReportRecord::Kind::failure);
  CHECK(reader.read(R"({"path":"b","documents":2,"changed":0,"finished":true})").kind ==
        ReportRecord::Kind::end);
  CHECK(reader.read(R"({"path":"b","entry":"x","name":"y"})").kind == ReportRecord::Kind::rename);
  // A name that is not UTF-8.
  CHECK(reader.read("{\"path\":\"\\uf8ff\\u00c4\\uf8ff\\u00e3\",\"error\":\"\"}").path ==
        "\xC4\xE3");
}

TEST_CASE("Report: what is no line of a report is refused with a reason", "[report]") {
  ReportRecordReader reader;
  for (const char* line :
       {"", "not json", "[]", "3", R"({"path":"a"})", R"({"verdict":"clean"})", R"({"path":3})",
        R"({"path":"a","verdict":"fine"})", R"({"path":"a","verdict":"clean","counts":7})",
        R"({"path":"a","verdict":"clean","counts":{"lost":-1}})",
        R"({"path":"a","verdict":"clean","plan":[{}]})", R"({"path":"a","verdict":"clean"} {})"}) {
    CAPTURE(line);
    CHECK_THROWS_AS(reader.read(line), BadReportLine);
  }
  CHECK(reader.read(R"({"path":"a","verdict":"clean"})").path == "a");
}

TEST_CASE("Report: sums", "[report]") {
  const ReportSummary summary =
      sum_up({kInferred, R"({"path":"b","verdict":"clean","counts":{"characters":5}})",
              R"({"path":"c","error":"damaged"})", lost_in("d", 4)});
  CHECK(summary.documents() == 3);
  CHECK(summary.with(Verdict::clean) == 1);
  CHECK(summary.with(Verdict::partial) == 1);
  CHECK(summary.counts().characters == 34);
  CHECK(summary.counts().lost == 4);
  CHECK(summary.failed() == 1);
  REQUIRE(summary.channels().size() == 1);
  CHECK(summary.channels()[0].first == "utf8-as-gbk");
  CHECK(summary.channels()[0].second->characters == 3);
  CHECK(summary.inferred()[1] == 0);
  CHECK(summary.inferred()[2] == 1);  // 0.75 is in 0.7–0.8
  CHECK(summary.inferred()[5] == 1);  // 0.95 is in 0.95–0.99
  CHECK(summary.unrepaired().empty());
}

TEST_CASE("Report: the worst come first, and only so many are kept", "[report]") {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < 100; ++i) {
    lines.push_back(lost_in(fmt::format("f{}", i), (i * 37) % 100));
  }
  lines.push_back(kInferred);
  const ReportSummary summary = sum_up(lines, 3);
  REQUIRE(summary.worst().size() == 3);
  CHECK(summary.worst()[0].doubt == Approx(99));
  CHECK(summary.worst()[1].doubt == Approx(98));
  CHECK(summary.worst()[2].doubt == Approx(97));
  CHECK(summary.doubtful() == 100);
  const ReportSummary one = sum_up({kInferred});
  REQUIRE(one.worst().size() == 1);
  CHECK(one.worst()[0].doubt == Approx(0.25 + 0.05));
}

TEST_CASE("Report: an input without its end was interrupted", "[report]") {
  const auto entry = [](const std::string& path) {
    return fmt::format(R"({{"path":"{}","entry":"x","verdict":"clean"}})", path);
  };
  const auto end = [](const std::string& path) {
    return fmt::format(R"({{"path":"{}","documents":1,"changed":0,"finished":true}})", path);
  };
  CHECK(sum_up({entry("a"), entry("a"), end("a"), entry("b"), end("b")}).interrupted().empty());
  CHECK(sum_up({R"({"path":"a","verdict":"clean"})"}).interrupted().empty());
  CHECK(sum_up({entry("a"), end("a"), entry("b")}).interrupted() == std::vector<std::string>{"b"});
  CHECK(sum_up({entry("a"), entry("b"), end("b")}).interrupted() == std::vector<std::string>{"a"});
  CHECK(sum_up({entry("a"), R"({"path":"a","error":"cut short"})"}).interrupted().empty());
}

TEST_CASE("Report: names without end take no memory without end", "[report]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 2000; ++i) {
    lines.push_back(fmt::format(R"({{"path":"a","verdict":"decoded","charset":"x{}"}})", i));
  }
  const auto charsets = sum_up(lines).charsets();
  CHECK(charsets.size() < 300);
  CHECK(charsets[0].first == "others");
}

TEST_CASE("Report: an excerpt shows the least sure character", "[report]") {
  fuyuan::Span span;
  span.line = 3;
  for (int i = 0; i < 100; ++i) {
    span.before += "浣犲";
    span.after += "你";
  }
  span.inferred = {{10, U'你', U'你', 0.99}, {80, U'你', U'你', 0.4}};
  const Excerpt excerpt = fuyuan::cli::make_excerpt(span);
  std::size_t inferred = 0;
  for (const ExcerptPiece& piece : excerpt.after) {
    if (piece.kind != ExcerptPiece::Kind::inferred) continue;
    ++inferred;
    CHECK(piece.probability == 0.4);
  }
  CHECK(inferred == 1);
  CHECK(excerpt.before.size() < 300);
  CHECK(excerpt.before.starts_with("…"));
}

TEST_CASE("Report: nothing in a report is markup or a terminal's command", "[report]") {
  const std::string evil =
      R"({"path":"<script>alert(1)</script>\u001b]0;x\u0007\"'","verdict":"unrepaired",)"
      R"("charset":"<em>","language":"</table>","plan":[{"spans":[{"begin":0,"end":1,"line":1,)"
      R"("channel":"<i onclick=x>","before":"<img src=x>","after":"&\u202e</style>","confidence":0.1,)"
      R"("inferred":[]}]}]})";
  const std::string failure = R"({"path":"<u>","error":"<script>"})";
  const ReportSummary summary = sum_up({evil, failure});
  const std::string page = fuyuan::cli::report_page(summary, {"<a>.jsonl"});
  for (const char* tag : {"<script", "<em>", "<i on", "<img", "<u>", "<a>", "\x1B", "\u202e"}) {
    CAPTURE(tag);
    CHECK(page.find(tag) == std::string::npos);
  }
  CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
  CHECK(page.find("</style>") == page.rfind("</style>"));
  for (const char* other : {"http://", "https://", " src=\"", "href=", "url(", "@import"}) {
    CAPTURE(other);
    CHECK(page.find(other) == std::string::npos);
  }
  const std::string text = fuyuan::cli::report_text(summary, Palette(false));
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(fuyuan::cli::html_text("a\xFF<") == "a‹FF›&lt;");
}

TEST_CASE("Report: numbers for people", "[report]") {
  using namespace fuyuan::cli;
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(0) == "0");
  CHECK(percentage(1, 100000) == "0.1 %");
  CHECK(percentage(99999, 100000) == "99.9 %");
  CHECK(percentage(0, 0) == "0 %");
  CHECK(percentage(5, 5) == "100 %");
  CHECK(duration(950) == "950 ms");
  CHECK(duration(12300) == "12.3 s");
  CHECK(duration(320000) == "5 min 20 s");
  CHECK(duration(11100000) == "3 h 5 min");
}

TEST_CASE("Report: detect ends no inputs", "[report]") {
  const auto line = [](const std::string& path, const std::string& more) {
    return fmt::format(
        R"({{"path":"{}","entry":"x","charset":"utf-8","language":"ja","verdict":"clean",)"
        R"("confidence":1.0{}}})",
        path, more);
  };
  CHECK(sum_up({line("a", ""), line("b", "")}).interrupted().empty());
  const std::string counted = R"(,"counts":{"characters":1})";
  CHECK(sum_up({line("a", counted), line("b", "")}).interrupted() == std::vector<std::string>{"a"});
}
