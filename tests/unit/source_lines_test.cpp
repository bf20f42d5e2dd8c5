#include "cli/source_lines.hpp"

#include <string>

#include "catch.hpp"
#include "unit/stopwatch.hpp"

using fuyuan::cli::SourceLines;

TEST_CASE("Source lines: places as people name them", "[check]") {
  const std::string text = "一二三\nabc\xFF\xFE d\n\n四";
  SourceLines lines(text);
  CHECK(lines.number() == 1);
  CHECK(lines.column(0) == 1);
  CHECK(lines.column(6) == 3);
  CHECK(lines.column(3) == 2);
  lines.advance_to(9);
  CHECK(lines.number() == 1);
  CHECK(lines.column(9) == 4);
  lines.advance_to(15);
  CHECK(lines.number() == 2);
  CHECK(lines.column(15) == 6);
  lines.advance_to(text.size());
  CHECK(lines.number() == 4);
  CHECK(lines.column(text.size()) == 2);
}

TEST_CASE("Source lines: what they say about being passed over", "[check]") {
  const std::string text = "a\nb fuyuan:ignore\nc fuyuan:ignore-next-line\nd\ne fuyuan:ignored\n";
  SourceLines lines(text);
  const auto is_ignored = [&](char line) {
    lines.advance_to(text.find(line));
    return lines.is_ignored();
  };
  CHECK_FALSE(is_ignored('a'));
  CHECK(is_ignored('b'));
  CHECK_FALSE(is_ignored('c'));
  lines.advance_to(text.find("\nd") + 1);
  CHECK(lines.is_ignored());
  lines.advance_to(text.find("\ne") + 1);
  CHECK_FALSE(lines.is_ignored());
}

TEST_CASE("Source lines: a long line takes no longer than its length", "[check]") {
  const std::string text(1000000, 'x');
  SourceLines lines(text);
  const fuyuan::testing::Stopwatch watch;
  for (std::size_t at = 0; at < text.size(); at += 10) {
    lines.advance_to(at);
    if (lines.is_ignored() || lines.column(at) != at + 1) FAIL();
  }
  CHECK(watch.seconds() < 3);
}
