#include "restore/steps/document_text.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::DocumentLine;
using fuyuan::DocumentText;
using fuyuan::LineSpan;
using fuyuan::Options;
using fuyuan::Span;

/// A document that nothing is done to.
class Still : public DocumentText {
 public:
  explicit Still(std::string text) : DocumentText(std::move(text), options()) {}

 private:
  static const Options& options() {
    static const Options kOptions;
    return kOptions;
  }
};

}  // namespace

TEST_CASE("DocumentText keeps the lines that a glance does not find healthy, with their numbers") {
  const Still document("图书馆周一闭馆。\r\n浣犲ソ锛屼笘鐣屻\n还书箱全天开放。\n");
  REQUIRE(document.is_well_formed());
  REQUIRE(document.lines().size() == 1);
  const DocumentLine& line = document.lines()[0];
  CHECK(line.number == 2);
  CHECK(document.text().substr(line.begin, line.end - line.begin) == fuyuan::to_utf8(line.symbols));
  CHECK(document.counts().han > document.healthy_counts().han);
  CHECK(document.suspicious_lines() == 1);
}

TEST_CASE("DocumentText gives each line without its line end and the branches of a listing") {
  const Still document("├── 说明.txt\r\n第二行\n");
  std::vector<std::string> lines;
  std::vector<std::size_t> numbers;
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    lines.push_back(document.text().substr(begin, end - begin));
    numbers.push_back(number);
  });
  CHECK(lines == std::vector<std::string>{"说明.txt", "第二行"});
  CHECK(numbers == std::vector<std::size_t>{1, 2});
}

TEST_CASE("DocumentText turns what was found in a line into spans of its bytes") {
  const Still document("第一行没有问题。\nab 浣犲ソ cd\n");
  REQUIRE(document.lines().size() == 1);
  const DocumentLine& line = document.lines()[0];
  const std::size_t begin = line.symbols.find(U'浣');
  const LineSpan found{begin, begin + 3, "utf8-as-gbk", U"你好", 1, {}};
  const auto spans = document.to_step({{found}}).spans;
  REQUIRE(spans.size() == 1);
  CHECK(spans[0].line == 2);
  CHECK(spans[0].before == "浣犲ソ");
  CHECK(spans[0].after == "你好");
  CHECK(document.text().substr(spans[0].begin, spans[0].end - spans[0].begin) == "浣犲ソ");
}

TEST_CASE("DocumentText reads raw bytes where a line is no UTF-8") {
  const Still document("\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\n");
  CHECK_FALSE(document.is_well_formed());
  REQUIRE(document.lines().size() == 1);
  CHECK(document.lines()[0].symbols[0] == fuyuan::raw_symbol(0xC4));
  CHECK(document.lines()[0].scan.raw_bytes == 10);
}
