#include "restore/meant_text.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/stopwatch.hpp"

namespace {

std::vector<fuyuan::LineSpan> drop(std::u32string_view line, std::vector<fuyuan::LineSpan> spans) {
  fuyuan::drop_those_among_their_like(line, spans);
  return spans;
}

}  // namespace

TEST_CASE("Meant text: letters among others of their alphabet are meant", "[meant_text]") {
  const auto span = [](std::size_t begin, std::size_t end) {
    return fuyuan::LineSpan{begin, end, "utf8-as-windows-1252", U"好", 1, {}};
  };
  CHECK(drop(U"été ÄãºÃ déjà vécu", {span(4, 8)}).empty());
  CHECK(drop(U"his ÄãºÃ and nothing", {span(4, 8)}).size() == 1);
  // Those within spans do not speak for each other.
  CHECK(drop(U"ÄãºÃ, ÄãºÃ, ÄãºÃ", {span(0, 4), span(6, 10), span(12, 16)}).size() == 3);
}

TEST_CASE("Meant text: many spans take no longer than the line's length", "[meant_text]") {
  constexpr std::size_t kSpans = 20000;
  std::u32string line;
  std::vector<fuyuan::LineSpan> spans;
  for (std::size_t i = 0; i < kSpans; ++i) {
    line += U"key:\"ÄãºÃ\",";
    spans.push_back({line.size() - 6, line.size() - 2, "utf8-as-windows-1252", U"好", 1, {}});
  }
  const fuyuan::testing::Stopwatch watch;
  CHECK(drop(line, std::move(spans)).size() == kSpans);
  CHECK(watch.seconds() < 3);
}
