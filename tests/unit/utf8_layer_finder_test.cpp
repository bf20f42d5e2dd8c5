#include "restore/hypotheses/utf8_layer_finder.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::LanguageModel;
using fuyuan::Misread;
using fuyuan::to_utf32;
using fuyuan::Utf8LayerFinder;
using fuyuan::testing::break_with;

std::string layer_of(const std::vector<std::string>& lines) {
  std::vector<std::u32string> symbols;
  for (const std::string& line : lines) symbols.push_back(to_utf32(line));
  Utf8LayerFinder finder(LanguageModel::embedded());
  for (const std::u32string& line : symbols) finder.add(line);
  const Misread* channel = finder.find();
  return channel == nullptr ? "" : std::string(channel->name());
}

std::string break_twice(const std::string& text, const char* first, const char* second) {
  return break_with(second, break_with(first, text));
}

}  // namespace

TEST_CASE("Utf8LayerFinder: a layer with another below", "[utf8_layer]") {
  const auto find = [](const char* first, const char* second) {
    return layer_of({break_twice("菜市场", first, second), break_twice("邮局门口", first, second),
                     break_twice("二楼", first, second)});
  };
  for (const char* first : {"gbk-as-windows-1252", "utf8-as-windows-1252", "gbk-as-cp437"}) {
    CAPTURE(first);
    CHECK(find(first, "utf8-as-windows-1252") == "utf8-as-windows-1252");
  }
  CHECK(find("gbk-as-windows-1252", "utf8-as-gbk") == "utf8-as-gbk");
}

TEST_CASE("Utf8LayerFinder: one layer is no matter of layers", "[utf8_layer]") {
  CHECK(layer_of({break_with("utf8-as-windows-1252", "菜市场旁边的邮局门口")}).empty());
  CHECK(layer_of({break_with("gbk-as-windows-1252", "菜市场旁边的邮局门口")}).empty());
  CHECK(layer_of({"菜市场旁边的邮局门口"}).empty());
  // Over and over, it is UTF-8 of one letter.
  CHECK(layer_of({"[00:47.00]沙沙沙 沙沙沙", "[00:55.66]沙沙沙 沙沙沙"}).empty());
  CHECK(layer_of({"Déjà vu, ça été là où élève naïf"}).empty());
  CHECK(layer_of({}).empty());
}

TEST_CASE("Utf8LayerFinder: lines of signs and short words go with the others",
          "[utf8_layer][restorer]") {
  const std::string text = "菜市场旁边\nCO2↑ + H2O\n∴ a＝3.2m/s²\n　　……\n告警\n";
  for (const char* first : {"gbk-as-windows-1252", "utf8-as-windows-1252"}) {
    CAPTURE(first);
    const std::string broken = break_twice(text, first, "utf8-as-windows-1252");
    CHECK(fuyuan::Restorer(fuyuan::Options()).restore(broken).text == text);
  }
}

TEST_CASE("Utf8LayerFinder: blanks for no-break spaces within characters",
          "[utf8_layer][restorer]") {
  const std::string text = "\t// 到站以后加载任务\n\t// 按优先级排好 再上传\n\t// 决定是否继续\n";
  for (const int times : {2, 3}) {
    CAPTURE(times);
    std::string broken = text;
    for (int i = 0; i < times; ++i) broken = break_with("utf8-as-windows-1252", broken);
    const std::string no_break = "\xC2\xA0";
    std::size_t lost = 0;
    for (auto at = broken.find(no_break); at != std::string::npos; at = broken.find(no_break)) {
      broken.replace(at, no_break.size(), 1, ' ');
      ++lost;
    }
    REQUIRE(lost > 5);
    CHECK(fuyuan::Restorer(fuyuan::Options()).restore(broken).text == text);
  }
}

TEST_CASE("Utf8LayerFinder: signs among hanzi went through both layers, too",
          "[utf8_layer][restorer]") {
  for (const char* text : {"→ 下一页", "√ 已付款", "版权归作者 © 2019", "# 小船 · Boat",
                           "3路\t东门\t07:00—22:10", "温度 21℃、面积 8m²，每箱 0.5kg×12 袋"}) {
    for (const char* habit : {"whatwg", "latin1"}) {
      CAPTURE(text, habit);
      const auto once = [&](const std::string& line) {
        std::string out;
        if (std::string_view(habit) == "whatwg") return break_with("utf8-as-windows-1252", line);
        for (const char byte : line) fuyuan::append_utf8(static_cast<unsigned char>(byte), out);
        return out;
      };
      CHECK(fuyuan::Restorer().restore(once(once(text))).text == text);
    }
  }
}

TEST_CASE("Utf8LayerFinder: signs among hanzi went through three layers and four",
          "[utf8_layer][restorer]") {
  for (const char* text : {"« 上一页", "▼▼ 公告：本周休息 ▼▼", "标准号 5023—2011，第二版",
                           "　　　　2011年6月8日", "close=× 关闭\nstate=已发货\n"}) {
    std::string broken = break_twice(text, "utf8-as-windows-1252", "utf8-as-windows-1252");
    for (int layers = 3; layers <= 4; ++layers) {
      CAPTURE(text, layers);
      broken = break_with("utf8-as-windows-1252", broken);
      CHECK(fuyuan::Restorer().restore(broken).text == text);
    }
  }
}
