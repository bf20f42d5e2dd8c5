#include "restore/hypotheses/channel_screen.hpp"

#include <map>
#include <vector>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/channel_ranker.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

const std::string kText =
    "上个星期天，我和弟弟去郊外的水库钓鱼，天还没亮就出了门。路上雾很大，车开得很慢，到了那里才发现"
    "堤坝正在维修，管理员说要等到十月才重新开放。我们只好沿着小路往上游走，走了两里多地。";

/// The channel that makes the most of a line, asked one by one without a screen.
const Misread* find_best(std::u32string_view line, const LineScan& scan) {
  const std::map<const Misread*, double> votes;
  const std::vector<const Misread*> favourites;
  const ChannelRanker ranker(LanguageModel::embedded(), votes, favourites);
  const Misread* best = nullptr;
  double best_gain = 0;
  for (const Misread* channel : Registry::instance().misreads()) {
    const auto ranked = ranker.attempt(*channel, line, scan);
    if (!ranked || ranked->gain <= best_gain) continue;
    best = channel;
    best_gain = ranked->gain;
  }
  return best;
}

}  // namespace

TEST_CASE("ChannelScreen lets pass what makes the most of a line", "[channel_screen]") {
  const LanguageModel& model = LanguageModel::embedded();
  std::size_t checked = 0;
  for (const Misread* channel : Registry::instance().misreads()) {
    for (const std::string_view habit : channel->habits()) {
      for (const std::string& clean : {std::string(), kText}) {
        const std::string broken =
            clean + testing::break_with(std::string(channel->name()), kText, habit);
        const std::u32string line = to_utf32(broken);
        const LineScan scan = scan_line(line, model);
        if (find_best(line, scan) != channel) continue;
        CAPTURE(channel->name(), habit, clean.empty());
        CHECK(ChannelScreen(line, scan, model).may_gain(*channel));
        ++checked;
      }
    }
  }
  CHECK(checked > 400);
}

TEST_CASE("ChannelScreen keeps out what makes nothing of a line", "[channel_screen]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string line = to_utf32(testing::break_with("gbk-as-big5", kText, "windows"));
  const LineScan scan = scan_line(line, model);
  const ChannelScreen screen(line, scan, model);
  std::size_t passed = 0;
  for (const Misread* channel : Registry::instance().misreads())
    passed += screen.may_gain(*channel) ? 1 : 0;
  CHECK(screen.may_gain(*Registry::instance().find_misread("gbk-as-big5")));
  CHECK(passed * 4 < Registry::instance().misreads().size());
}

TEST_CASE("ChannelScreen lets all pass that come to something where a line is short",
          "[channel_screen]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string line = U"第一章";
  const LineScan scan = scan_line(line, model);
  const ChannelScreen screen(line, scan, model);
  for (const Misread* channel : Registry::instance().misreads())
    CHECK(screen.may_gain(*channel) != screen.comes_to_nothing(*channel));
}

TEST_CASE("ChannelScreen knows what comes to nothing", "[channel_screen]") {
  const LanguageModel& model = LanguageModel::embedded();
  std::size_t nothing = 0;
  for (const std::string& text : {kText, kText.substr(0, 30) + "?-'\"...", std::string("€1 x€ ?é"),
                                  testing::break_with("utf8-as-gbk", kText, "windows"),
                                  testing::break_with("utf8-as-gbk", kText, "python"),
                                  testing::break_with("gbk-as-big5", kText, "whatwg"),
                                  testing::break_with("gbk-as-windows-1251", kText, "windows"),
                                  testing::break_with("utf8-as-windows-1252", kText, "windows")}) {
    const std::u32string line = to_utf32(text);
    const ChannelScreen screen(line, scan_line(line, model), model);
    for (const Misread* channel : Registry::instance().misreads()) {
      if (!screen.comes_to_nothing(*channel)) continue;
      CAPTURE(channel->name(), text);
      CHECK(quick_decode(*channel, line, model).characters == 0);
      ++nothing;
    }
  }
  CHECK(nothing > 200);
}

TEST_CASE("No charset of single bytes has what ChannelScreen does not ask about",
          "[channel_screen]") {
  for (const Charset& charset : all_charsets()) {
    if (charset.framing() != Framing::single_byte) continue;
    for (char32_t cp = 0x80; cp < 0x30000; ++cp) {
      const bool is_left_out =
          cp == kReplacement || is_han(cp) || is_kana(cp) || char_class(cp) == CharClass::hangul;
      if (is_left_out && charset.encode(cp).length != 0)
        FAIL(charset.name() << " has " << static_cast<std::uint32_t>(cp));
    }
  }
}
