#include "channel/registry.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/blanked_bytes.hpp"
#include "channel/split_characters.hpp"
#include "channel/spoiled_utf16.hpp"
#include "text/utf8.hpp"

using fuyuan::Registry;

namespace {

/// Whether what it makes is bytes: it is a raw charset, or breaks the bytes of UTF-8.
bool is_raw(const fuyuan::Channel& channel) {
  const auto raw = Registry::instance().raw();
  if (channel.name() == fuyuan::SplitCharacters::kName ||
      channel.name() == fuyuan::BlankedBytes::kName ||
      dynamic_cast<const fuyuan::SpoiledUtf16*>(&channel) != nullptr) {
    return true;
  }
  return std::any_of(raw.begin(), raw.end(),
                     [&](const fuyuan::Misread* each) { return each == &channel; });
}

constexpr const char* kText =
    "当前位置：首页 > 新闻中心，2024年3月5日。“发送 VDPA”失败？\r\n"
    "第二行有 English words、数字123和标点（！）。\n\n最后一行，頔、é、😀都在";

}  // namespace

TEST_CASE("Channels have names of their own, and say what they are", "[registry]") {
  std::set<std::string> names;
  for (const auto* channel : Registry::instance().all()) {
    const std::string name(channel->name());
    CAPTURE(name);
    CHECK(names.insert(name).second);
    CHECK_FALSE(name.empty());
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    CHECK_FALSE(channel->summary().empty());
    CHECK(fuyuan::is_valid_utf8(channel->summary()));
    CHECK(channel->summary().find('\n') == std::string_view::npos);
    CHECK(Registry::instance().find(name) == channel);
    CHECK_FALSE(channel->habits().empty());
  }
  CHECK(Registry::instance().find("no-such-channel") == nullptr);
  CHECK(Registry::instance().find("") == nullptr);
  CHECK(Registry::instance().identity().name() == "identity");
  for (const char* name : {"utf8-as-gbk", "utf8-as-windows-1252", "gbk-as-big5", "gb18030", "big5",
                           "gbk-frame-shift", "converted-page", "traditional"}) {
    CAPTURE(name);
    CHECK(Registry::instance().find(name) != nullptr);
  }
}

TEST_CASE("Every habit's damage is valid UTF-8, but for raw bytes", "[registry]") {
  for (const auto* channel : Registry::instance().all()) {
    for (const std::string_view habit : channel->habits()) {
      CAPTURE(std::string(channel->name()), std::string(habit));
      for (const std::uint64_t seed : {1U, 2U, 3U}) {
        std::mt19937_64 random(seed);
        const std::string damaged = channel->damage(kText, habit, random);
        CHECK_FALSE(damaged.empty());
        if (!is_raw(*channel) && habit != "utf8-named") CHECK(fuyuan::is_valid_utf8(damaged));
        std::mt19937_64 again(seed);
        CHECK(channel->damage(kText, habit, again) == damaged);
      }
      std::mt19937_64 random(1);
      CHECK(channel->damage("", habit, random).empty());
      const std::string one = channel->damage("好", habit, random);
      if (!is_raw(*channel)) CHECK(fuyuan::is_valid_utf8(one));
    }
  }
}

TEST_CASE("ASCII survives every lossless misreading", "[registry]") {
  const std::string text = "Hello, world! 0123456789 {}[]()<>;:'\"/\n";
  for (const auto* channel : Registry::instance().all()) {
    if (channel->name().find("utf16") != std::string_view::npos) continue;
    if (dynamic_cast<const fuyuan::Escape*>(channel) != nullptr) continue;  // ASCII too
    if (channel->name() == "byte-order-mark") continue;                     // adds one
    if (channel->name() == "scrambled-ascii") continue;                     // adds more
    CAPTURE(std::string(channel->name()));
    std::mt19937_64 random(1);
    CHECK(channel->damage(text, channel->habits()[0], random) == text);
  }
}

TEST_CASE("Registry: every charset that Chinese text is written in is misread as every other",
          "[registry]") {
  const std::vector<std::string> singles = {
      "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
      "windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874",
      "iso-8859-2",   "iso-8859-5",   "iso-8859-15",  "koi8-r",       "cp437",
      "cp850",        "cp852",        "cp866",        "macroman"};
  const std::vector<std::string> multis = {"gbk",       "big5",   "big5-hkscs",
                                           "shift-jis", "euc-jp", "euc-kr"};
  for (const std::string original : {"utf8", "gbk", "big5", "euc-tw"}) {
    for (const auto& wrong_ones : {singles, multis}) {
      for (const std::string& wrong : wrong_ones) {
        if (wrong.starts_with(original)) continue;
        CAPTURE(original, wrong);
        CHECK(Registry::instance().find_misread(original + "-as-" + wrong) != nullptr);
      }
    }
  }
}
