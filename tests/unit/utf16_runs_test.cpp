#include "restore/reading/utf16_runs.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "channel/spoiled_utf16.hpp"
#include "restore/restorer.hpp"
#include "text/symbols.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::find_utf16_runs;
using fuyuan::Restored;
using fuyuan::SpoiledUtf16;
using fuyuan::Verdict;
using fuyuan::testing::break_with;

const std::string kMorning =
    "早上八点，仓库的门还没有开。\r\n送货的司机在门口等了半个小时，给值班室打了三次电话。\r\n";
const std::string kLog = "2024-03-05 08:41:07 ERROR: connection refused (code 10061)\r\n";
const std::string kEvening =
    "后来才知道，钥匙不在门卫那里，而在会计的抽屉里。\r\n大家开始卸货，到中午才结束。\r\n";
const std::string kAll = kMorning + kLog + kEvening;

std::string bytes_of(std::string_view utf8, std::string_view charset) {
  std::string out;
  for (const char32_t cp : fuyuan::to_utf32(utf8)) {
    const fuyuan::EncodedChar encoded = fuyuan::find_charset(charset)->encode(cp);
    out.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return out;
}

Restored restore(const std::string& bytes) { return fuyuan::Restorer().restore(bytes); }

void check_comes_back(const std::string& bytes, const std::string& text = kAll) {
  const Restored restored = restore(bytes);
  CHECK(restored.text == text);
  CHECK(restored.counts.lost == 0);
  CHECK(restored.plan.apply(bytes) == restored.text);
}

}  // namespace

TEST_CASE("Utf16Runs: what was appended in another charset", "[utf16_runs]") {
  for (const std::string narrow : {"utf-8", "gb18030"}) {
    for (const std::string wide : {"utf-16le", "utf-16be"}) {
      CAPTURE(narrow, wide);
      for (const bool has_mark : {false, true}) {
        const std::string mark = has_mark ? bytes_of("\uFEFF", wide) : "";
        check_comes_back(bytes_of(kMorning, narrow) + mark + bytes_of(kLog + kEvening, wide));
        check_comes_back(mark + bytes_of(kMorning + kLog, wide) + bytes_of(kEvening, narrow));
        check_comes_back(mark + bytes_of(kMorning, wide) + bytes_of(kLog, narrow) +
                         bytes_of(kEvening, wide));
      }
    }
  }
}

TEST_CASE("Utf16Runs: the report names each run with its place", "[utf16_runs]") {
  const std::string head = bytes_of(kMorning, "gb18030");
  const std::string tail = bytes_of(kEvening, "utf-16le");
  const Restored restored = restore(head + tail + kLog);
  CHECK(restored.text == kMorning + kEvening + kLog);
  CHECK(restored.charset == "mixed");
  CHECK(restored.verdict == Verdict::decoded);
  REQUIRE_FALSE(restored.plan.steps.empty());
  REQUIRE(restored.plan.steps[0].spans.size() == 1);
  const fuyuan::Span& span = restored.plan.steps[0].spans[0];
  CHECK(span.channel == SpoiledUtf16::kLittleEndian);
  CHECK(span.begin == head.size());
  CHECK(span.end == head.size() + tail.size());
  CHECK(span.line == 3);
}

TEST_CASE("Utf16Runs: files put together, each with its mark", "[utf16_runs]") {
  for (const std::string first : {"utf-16le", "utf-16be"}) {
    for (const std::string second : {"utf-16le", "utf-16be"}) {
      CAPTURE(first, second);
      check_comes_back(bytes_of("\uFEFF" + kMorning, first) +
                       bytes_of("\uFEFF" + kLog + kEvening, second));
    }
  }
}

TEST_CASE("Utf16Runs: a byte lost or gained anywhere", "[utf16_runs]") {
  for (const std::string charset : {"utf-16le", "utf-16be"}) {
    const std::string whole = bytes_of("\uFEFF" + kAll, charset);
    for (std::size_t at = 2; at < whole.size(); at += 7) {
      for (const bool is_lost : {true, false}) {
        CAPTURE(charset, at, is_lost);
        std::string bytes = whole;
        if (is_lost) {
          bytes.erase(at, 1);
        } else {
          bytes.insert(at, 1, '\x57');
        }
        const Restored restored = restore(bytes);
        CHECK(restored.plan.apply(bytes) == restored.text);
        // All but a few characters around the place come back.
        const auto from_begin =
            std::mismatch(kAll.begin(), kAll.end(), restored.text.begin(), restored.text.end());
        const auto from_end =
            std::mismatch(kAll.rbegin(), kAll.rend(), restored.text.rbegin(), restored.text.rend());
        const auto same = (from_begin.first - kAll.begin()) + (from_end.first - kAll.rbegin());
        CHECK(same >= static_cast<std::ptrdiff_t>(kAll.size()) - 12);
        const bool is_said = restored.counts.lost + restored.counts.inferred > 0;
        CHECK((is_said || restored.text == kAll));
      }
    }
  }
}

TEST_CASE("Utf16Runs: strict infers nothing", "[utf16_runs]") {
  std::string bytes = bytes_of("\uFEFF" + kAll, "utf-16le");
  bytes.erase(41, 1);
  fuyuan::Options options;
  options.strict = true;
  const Restored restored = fuyuan::Restorer(options).restore(bytes);
  CHECK(restored.counts.inferred == 0);
  CHECK(restored.counts.lost > 0);
  CHECK(restored.verdict == Verdict::partial);
}

TEST_CASE("Utf16Runs: line ends of single bytes", "[utf16_runs]") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    CAPTURE(seed);
    check_comes_back(break_with(SpoiledUtf16::kTextMode, kAll, "add", seed));
    check_comes_back(break_with(SpoiledUtf16::kTextMode, kAll, "remove", seed));
  }
}

TEST_CASE("Utf16Runs: zeros gone", "[utf16_runs]") {
  for (const std::string habit : {"removed", "spaces"}) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
      CAPTURE(habit, seed);
      check_comes_back(break_with(SpoiledUtf16::kLostZeros, kAll, habit, seed));
    }
  }
}

TEST_CASE("Utf16Runs: what a mark says and every unit bears out is whole", "[utf16_runs]") {
  const std::string table = "走样\tzǒu yàng\t动词\t样子改变\n耳生\těr shēng\t形容词\t没有听过\n";
  for (const std::string wide : {"utf-16le", "utf-16be"}) {
    CAPTURE(wide);
    const Restored marked = restore(bytes_of("\uFEFF" + table, wide));
    CHECK(marked.text == table);
    CHECK(marked.verdict == Verdict::decoded);
    // Stack traces behind UTF-8: a tab begins their lines.
    const std::string trace =
        "读取配置失败\n\tat org.demo.Reader.open\n\tat org.demo.Main\n再试一次\n";
    check_comes_back("开始\n" + bytes_of(trace, wide), "开始\n" + trace);
    const std::string coloured =
        "\x1B[32m仓库已经打开\x1B[0m，可以进货\n\x1B[31m三号门没有关\x1B[0m\n";
    check_comes_back(bytes_of(coloured, wide), coloured);
  }
}

TEST_CASE("Utf16Runs: lines of UTF-8 beside raw GBK stay", "[utf16_runs]") {
  const std::string healthy = "分类: \x1BNotes" + std::string(16, ' ') + "\x1Bm\n";
  const std::string other = "南边的书店关门了，老板回了老家\n";
  check_comes_back(healthy + bytes_of(other, "gb18030"), healthy + other);
}

TEST_CASE("Utf16Runs: what is no such thing is left alone", "[utf16_runs]") {
  const fuyuan::Options options;
  for (const std::string charset : {"utf-8", "gb18030", "big5-hkscs", "utf-16le", "utf-16be"}) {
    CAPTURE(charset);
    CHECK_FALSE(find_utf16_runs(bytes_of(kAll, charset), options).has_value());
  }
  for (const std::string charset : {"utf-16le", "utf-16be"}) {
    CHECK_FALSE(find_utf16_runs(bytes_of("\uFEFF" + kAll, charset), options).has_value());
  }
  CHECK_FALSE(find_utf16_runs("", options).has_value());
  CHECK_FALSE(find_utf16_runs("\xFF\xFE", options).has_value());
  CHECK_FALSE(
      find_utf16_runs("SQLite format 3\0\x10\0\1\1\0@  \0\0\0\2\0\0\0\3"s, options).has_value());
  CHECK_FALSE(
      find_utf16_runs("\0f\0o\0o\0\n\0b\0a\0r\xFF\xFF\0\n\0b\0a\0z\0\n"s, options).has_value());
  // Records padded with zeros, and strings among binary data.
  std::string records;
  for (const std::string name : {"王小明", "李建国", "陈秀英", "赵志强"}) {
    records += bytes_of(name, "gb18030");
    records.append(40 - name.size(), '\0');
  }
  CHECK_FALSE(find_utf16_runs(records, options).has_value());
  std::string resources = "MZ\x03\x01\x7F\x02"s;
  for (unsigned i = 0; i < 40; ++i) {
    resources += bytes_of("打开文件", "utf-16le");
    for (unsigned k = 0; k < 12; ++k) resources += static_cast<char>(k * 37 + i * 11);
  }
  CHECK_FALSE(find_utf16_runs(resources, options).has_value());
}

TEST_CASE("Utf16Runs: what a byte-order mark tells holds where nothing is missing",
          "[utf16_runs]") {
  const std::string text = "▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄\n◎片　　名　山城往事\n▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀\n";
  CHECK(restore("\xFF\xFE" + bytes_of(text, "utf-16le")).text == text);
  CHECK(restore("\xFE\xFF" + bytes_of(text, "utf-16be")).text == text);
}
