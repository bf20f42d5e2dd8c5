#include "restore/line/guess_filter.hpp"

#include "catch.hpp"
#include "channel/raw_utf8.hpp"
#include "restore/triage/broken_utf8.hpp"

using fuyuan::GuessFilter;
using fuyuan::kReplacement;
using fuyuan::LineSpan;

namespace {

LineSpan span_of(std::string channel, std::vector<double> probabilities) {
  LineSpan span{0, 4, std::move(channel), U"图书馆前", 1, {}};
  for (std::size_t i = 0; i < probabilities.size(); ++i)
    span.inferred.push_back({i, span.after[i], span.after[i], probabilities[i]});
  return span;
}

}  // namespace

TEST_CASE("Guesses below the least probability become U+FFFD", "[guess_filter]") {
  fuyuan::Options options;
  options.infer = 0.5;
  const fuyuan::DocumentHabits habits;
  LineSpan span = span_of("utf8-as-gbk", {0.4, 0.6});
  GuessFilter(options, habits).apply(span);
  CHECK(span.after == U"\uFFFD书馆前");
  options.strict = true;
  span = span_of("utf8-as-gbk", {0.4, 0.6});
  GuessFilter(options, habits).apply(span);
  CHECK(span.after == U"\uFFFD\uFFFD馆前");
}

TEST_CASE("Where raw UTF-8 was cut, guesses side by side stand or fall together",
          "[guess_filter]") {
  const fuyuan::Options options;
  fuyuan::DocumentHabits habits;
  habits.is_utf8 = true;
  LineSpan span = span_of(std::string(fuyuan::kRawUtf8), {0.5, 0.9});
  GuessFilter(options, habits).apply(span);
  CHECK(span.after == U"\uFFFD\uFFFD馆前");
  span = span_of(std::string(fuyuan::kRawUtf8), {0.8, 0.9});
  GuessFilter(options, habits).apply(span);
  CHECK(span.after == U"图书馆前");
}

TEST_CASE("A span of which nothing is left goes, unless it is of cut UTF-8", "[guess_filter]") {
  fuyuan::Options options;
  options.strict = true;
  fuyuan::DocumentHabits habits;
  std::vector<LineSpan> spans = {span_of("utf8-as-gbk", {0.9, 0.9, 0.9, 0.9})};
  GuessFilter(options, habits).finish(spans);
  CHECK(spans.empty());
  habits.is_utf8 = true;
  spans = {span_of(std::string(fuyuan::kRawUtf8), {0.9, 0.9, 0.9, 0.9})};
  GuessFilter(options, habits).finish(spans);
  CHECK(spans.size() == 1);
}
