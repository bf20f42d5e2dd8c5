// How fast `restore` is on text of several kinds, in bytes of input a second.

#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <string_view>

#include "channel/registry.hpp"
#include "restore/restorer.hpp"

namespace {

constexpr std::string_view kParagraph =
    "今天天气很好，我们去公园散步。公园里有很多人，孩子们在草地上跑来跑去，老人们坐在柳树下面下棋。"
    "\n"
    "“你吃饭了吗？”他问。“还没有。”我说，“等一会儿再去吧，湖边的花开得正好，先看看再走。”\n"
    "会议认为，各地要认真总结经验，推动经济社会高质量发展，切实解决群众关心的问题。\n";

/// Some 100 kB of text, broken by the channel if one is named.
std::string make_input(std::string_view channel, std::string_view habit) {
  std::string text;
  while (text.size() < 100'000) text += kParagraph;
  if (channel.empty()) return text;
  std::mt19937_64 random(1);
  return fuyuan::Registry::instance().find(channel)->damage(text, habit, random);
}

void restore(benchmark::State& state, std::string_view channel, std::string_view habit) {
  const std::string input = make_input(channel, habit);
  const fuyuan::Restorer restorer;
  for (auto _ : state) benchmark::DoNotOptimize(restorer.restore(input));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * input.size()));
}

BENCHMARK_CAPTURE(restore, healthy, "", "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(restore, lossless_misread, "utf8-as-windows-1252", "windows")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(restore, raw_gbk, "gb18030", "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(restore, holes, "utf8-as-gbk", "windows")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(restore, traditional, "traditional", "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(restore, converted_page, "converted-page", "")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
