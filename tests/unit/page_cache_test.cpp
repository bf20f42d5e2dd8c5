#include "model/page_cache.hpp"

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <string_view>

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

TEST_CASE("What stands between the same characters becomes more probable", "[page_cache]") {
  const LanguageModel& model = LanguageModel::embedded();
  PageCache cache(model);
  std::u32string text;
  for (int i = 0; i < 20; ++i) text += U"<td>张三</td><td>女</td><td>叶孤舟</td><td>好孤独</td>";
  cache.learn(text);
  const auto blend_after = [&](std::u32string_view before, char32_t next) {
    fuyuan::Context context = model.start();
    for (const char32_t cp : before)
      context = model.advance(context, model.token(cp), model.score(context, model.token(cp)));
    return cache.after(context).blend(model.token(next), -12.0F);
  };
  // Cells of a column have nothing but markup before them.
  CHECK(blend_after(U"<td>", U'女') > -4.0F);
  CHECK(blend_after(U"<td>", U'桔') <= -12.0F);
  // Two characters tell more than one.
  CHECK(blend_after(U"叶孤", U'舟') > blend_after(U"孤", U'舟'));
  CHECK(blend_after(U"叶孤", U'舟') > blend_after(U"好孤", U'舟'));
}

TEST_CASE("GroupCounts counts as a map does", "[page_cache]") {
  using fuyuan::GroupCounts;
  std::mt19937 random(5);
  GroupCounts counts;
  CHECK(counts.count(GroupCounts::group(1, 2)) == 0);
  std::map<GroupCounts::Group, std::uint32_t> plain;
  const auto draw = [&] { return static_cast<fuyuan::Token>(1 + random() % 60); };
  for (int i = 0; i < 50'000; ++i) {
    auto group = GroupCounts::group(draw(), draw());
    if (i % 2 != 0) group = GroupCounts::append(group, draw());
    counts.add(group);
    ++plain[group];
  }
  const auto check = [&](GroupCounts::Group group) {
    const auto found = plain.find(group);
    REQUIRE(counts.count(group) == (found == plain.end() ? 0 : found->second));
  };
  for (fuyuan::Token first = 1; first <= 61; ++first) {
    for (fuyuan::Token second = 0; second <= 61; ++second) {
      check(GroupCounts::group(first, second));
      check(GroupCounts::append(GroupCounts::group(first, second), second));
    }
  }
}
