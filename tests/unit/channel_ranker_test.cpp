#include "restore/hypotheses/channel_ranker.hpp"

#include <map>
#include <vector>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

const std::string kText =
    "老街拐角的修表铺开了三十多年，师傅姓方，戴一副老花镜，说话慢条斯理。谁家的座钟停了，谁的手表进"
    "了水，"
    "都拿来给他看。他从不先问价钱，总要拆开来听一听，再告诉你值不值得修。";

const Misread* best_of(std::u32string_view line, const std::vector<const Misread*>& favourites) {
  const std::map<const Misread*, double> votes;
  const ChannelRanker ranker(LanguageModel::embedded(), votes, favourites);
  const auto ranked = ranker.rank(line, scan_line(line, LanguageModel::embedded()));
  return ranked.empty() ? nullptr : ranked[0].channel;
}

/// The channel that gains most, each asked without regard to the others.
const Misread* best_one_by_one(std::u32string_view line) {
  const LineScan scan = scan_line(line, LanguageModel::embedded());
  const std::map<const Misread*, double> votes;
  const std::vector<const Misread*> favourites;
  const ChannelRanker ranker(LanguageModel::embedded(), votes, favourites);
  std::optional<Ranked> best;
  for (const Misread* channel : Registry::instance().misreads()) {
    auto ranked = ranker.attempt(*channel, line, scan);
    if (ranked && (!best || ranked->gain > best->gain)) best = std::move(ranked);
  }
  return best ? best->channel : nullptr;
}

}  // namespace

TEST_CASE("What is best is best whatever was found elsewhere", "[channel_ranker]") {
  const Registry& registry = Registry::instance();
  const Misread* other = registry.find_misread("big5-as-gbk");
  for (const std::string_view name :
       {"utf8-as-windows-1252", "utf8-as-gbk", "utf8-as-shift-jis", "gbk-as-big5", "gbk-as-euc-kr",
        "gbk-as-windows-1252", "gbk-as-windows-1251"}) {
    const Misread* channel = registry.find_misread(name);
    REQUIRE(channel != nullptr);
    for (const std::string_view habit : channel->habits()) {
      const std::u32string line = to_utf32(testing::break_with(std::string(name), kText, habit));
      const Misread* best = best_one_by_one(line);
      CAPTURE(name, habit, best->name());
      CHECK(best_of(line, {}) == best);
      CHECK(best_of(line, {best}) == best);
      CHECK(best_of(line, {other, best}) == best);
      CHECK(best_of(line, {other}) == best);
    }
  }
}
