#include "model/page_cache.hpp"

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "catch.hpp"

using fuyuan::LanguageModel;
using fuyuan::PageCache;

TEST_CASE("A page too short says nothing", "[page_cache]") {
  PageCache cache(LanguageModel::embedded());
  CHECK(cache.empty());
  cache.learn(U"只有一句话。");
  CHECK(cache.empty());
  std::u32string text;
  for (int i = 0; i < 200; ++i) text += U"公园";
  cache.learn(text);
  CHECK_FALSE(cache.empty());
}

namespace {

fuyuan::Context context_after(const LanguageModel& model, fuyuan::Token token) {
  return model.advance(model.start(), token, model.score(model.start(), token));
}

}  // namespace

TEST_CASE("What is frequent on the page becomes more probable", "[page_cache]") {
  const LanguageModel& model = LanguageModel::embedded();
  PageCache cache(model);
  std::u32string text;
  for (int i = 0; i < 60; ++i) text += U"张昊旻说，大家都来了。";
  cache.learn(text);
  const auto first = model.token(U'昊');
  const auto second = model.token(U'旻');
  const auto third = model.token(U'桔');
  CHECK(cache.after(context_after(model, first)).blend(second, -12.0F) > -6.0F);
  CHECK(cache.after(context_after(model, third)).blend(second, -12.0F) > -12.0F);
  CHECK(cache.after(context_after(model, first)).blend(second, -12.0F) >
        cache.after(context_after(model, third)).blend(second, -12.0F));
  CHECK(cache.after(context_after(model, first)).blend(third, -12.0F) <= -12.0F);
  for (const float before : {-30.0F, -5.0F, -0.01F}) {
    const float after = cache.after(context_after(model, first)).blend(second, before);
    CHECK(std::isfinite(after));
    CHECK(after <= 0.0F);
  }
}

TEST_CASE("PairCounts counts as a map does", "[page_cache]") {
  using fuyuan::Token;
  std::mt19937 random(5);
  fuyuan::PairCounts counts;
  CHECK(counts.count(1, 2) == 0);
  std::map<std::pair<Token, Token>, std::uint32_t> plain;
  const auto draw = [&] { return static_cast<Token>(1 + random() % 300); };
  for (int i = 0; i < 50'000; ++i) {
    const auto pair = std::pair(draw(), draw());
    counts.add(pair.first, pair.second);
    ++plain[pair];
  }
  for (Token first = 0; first <= 301; ++first) {
    for (Token second = 0; second <= 301; ++second) {
      const auto found = plain.find({first, second});
      REQUIRE(counts.count(first, second) == (found == plain.end() ? 0 : found->second));
    }
  }
}
