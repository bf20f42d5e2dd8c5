#include "restore/verdict/span_evidence.hpp"

#include "catch.hpp"

namespace {

fuyuan::LineSpan make_span(std::string channel, std::u32string after,
                           std::initializer_list<std::size_t> inferred = {}) {
  fuyuan::LineSpan span;
  span.channel = std::move(channel);
  span.after = std::move(after);
  for (const std::size_t offset : inferred) {
    fuyuan::InferredCharacter one;
    one.offset = offset;
    one.probability = offset == 0 ? 0.9 : 0.5;
    span.inferred.push_back(one);
  }
  return span;
}

std::u32string find_telling(std::u32string_view symbols, const fuyuan::LineSpan& span) {
  return fuyuan::find_telling(symbols, span, fuyuan::ChannelKind(span.channel));
}

}  // namespace

TEST_CASE("Span evidence: what comes back as itself tells nothing, but for cut pairs",
          "[span_evidence]") {
  const auto span = make_span("gbk-as-euc-jp", U"ゴシ文");
  CHECK(find_telling(U"ゴシ矢a\uFFFD", span) == U"矢");
  CHECK(find_telling(U"ゴシ矢", make_span("gbk-frame-shift", U"ゴシ文")) == U"ゴシ矢");
  CHECK(find_telling(U"\u00A0\u00A0", make_span("utf8-as-windows-1252", U"文")).empty());
}

TEST_CASE("Span evidence: counts", "[span_evidence]") {
  CHECK(fuyuan::count_absorbed(U"aXbY文", U"文a") == 3);
  CHECK(fuyuan::count_absorbed(U"文", U"a") == 0);
  CHECK(fuyuan::count_pairs(U"文a\uE234。") == 2);
  CHECK(fuyuan::mean_probability(make_span("", U"所有", {0, 1})) == Approx(0.7));
  CHECK(fuyuan::mean_probability(make_span("", U"所有")) == 0);
}

TEST_CASE("Span evidence: two that were not guessed and that somebody wrote together",
          "[span_evidence]") {
  const auto& model = fuyuan::LanguageModel::embedded();
  const auto has_pair = [&](std::u32string after, std::initializer_list<std::size_t> inferred) {
    return fuyuan::has_known_pair(make_span("gbk-frame-shift", std::move(after), inferred), model);
  };
  CHECK(has_pair(U"所有人都", {0, 3}));
  CHECK(has_pair(U"有人都", {2}));
  CHECK(has_pair(U"都有人", {0}));
  CHECK_FALSE(has_pair(U"所有人都", {0, 2}));
  CHECK_FALSE(has_pair(U"亠耙", {}));
  CHECK_FALSE(has_pair(U"有", {}));
  CHECK_FALSE(has_pair(U"", {}));
}
