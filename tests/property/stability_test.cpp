// Idempotence, determinism and replay over broken text of many kinds.

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_by;
using fuyuan::testing::broken_texts;
using fuyuan::testing::paragraphs;
using fuyuan::testing::restored_texts;

namespace {

/// Lines of nothing but hanzi, each with one question mark, at its end, where its UTF-8 is read as
/// GBK.
std::vector<std::string> stretches_of_hanzi() {
  constexpr std::size_t kLeast = 5;
  std::vector<std::string> out;
  std::u32string stretch;
  for (std::size_t i = 0; i < paragraphs().size() && out.size() < 100; ++i) {
    for (const char32_t symbol : fuyuan::to_utf32(paragraphs()[i] + "\n")) {
      if (symbol >= 0x4E00 && symbol < 0xA000) {
        stretch += symbol;
        continue;
      }
      const std::string line = fuyuan::to_utf8(std::exchange(stretch, {}));
      const std::string broken = break_by("utf8-as-gbk:question", line);
      if (line.size() >= 3 * kLeast && broken.find('?') + 1 == broken.size()) out.push_back(line);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("Restoring a restored text changes nothing", "[property][idempotence]") {
  const Restorer restorer;
  for (std::size_t i = 0; i < broken_texts().size(); ++i) {
    const Restored again = restorer.restore(restored_texts()[i].text);
    std::string changes;
    for (const auto& step : again.plan.steps) {
      for (const auto& span : step.spans) {
        changes += "\n  line " + std::to_string(span.line) + ", " + span.channel + ": " +
                   span.before + " -> " + span.after;
      }
    }
    INFO(broken_texts()[i].name << changes);
    const bool unchanged = again.text == restored_texts()[i].text;
    CHECK(unchanged);
  }
}

TEST_CASE("The plan replays", "[property][replay]") {
  for (std::size_t i = 0; i < broken_texts().size(); ++i) {
    INFO(broken_texts()[i].name);
    const Restored& restored = restored_texts()[i];
    const bool same = restored.plan.apply(broken_texts()[i].text) == restored.text;
    CHECK(same);
    CHECK(restored.plan.empty() == (restored.text == broken_texts()[i].text));
    if (!restored.plan.empty()) {
      const std::string other = "x" + broken_texts()[i].text;
      if (restored.plan.steps[0].decode.empty()) CHECK_THROWS(restored.plan.apply(other));
    }
  }
}

TEST_CASE("Counts are those of the damage that was done", "[property]") {
  const std::vector<std::string> lines = stretches_of_hanzi();
  REQUIRE(lines.size() == 100);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  const std::size_t all = fuyuan::to_utf32(text).size();
  const std::size_t hanzi = all - lines.size();
  const Restorer restorer;
  for (const char* const specs : {"utf8-as-windows-1252:windows", "utf8-as-cp437:whatwg",
                                  "utf8-as-windows-1252:windows utf8-as-windows-1252:windows"}) {
    INFO(specs);
    const Restored restored = restorer.restore(break_by(specs, text));
    CHECK(restored.counts.characters == all);
    CHECK(restored.counts.restored == hanzi);
    CHECK(restored.counts.inferred + restored.counts.lost + restored.counts.converted == 0);
  }
  // The last hanzi of each line is destroyed.
  const Restored guessed = restorer.restore(break_by("utf8-as-gbk:question", text));
  CHECK(guessed.counts.characters == all);
  CHECK(guessed.counts.inferred + guessed.counts.lost == lines.size());
  CHECK(guessed.counts.restored == hanzi - lines.size());
  // Character by character: what differs was converted.
  const std::u32string traditional = fuyuan::to_utf32(break_by("traditional", text));
  const Restored converted = restorer.restore(fuyuan::to_utf8(traditional));
  const std::u32string simplified = fuyuan::to_utf32(converted.text);
  REQUIRE(traditional.size() == all);
  REQUIRE(simplified.size() == all);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < all; ++i) changed += simplified[i] != traditional[i] ? 1 : 0;
  REQUIRE(changed > 100);
  CHECK(converted.counts.converted == changed);
  CHECK(converted.counts.restored + converted.counts.inferred + converted.counts.lost == 0);
}

TEST_CASE("Verdicts agree with the text", "[property]") {
  for (std::size_t i = 0; i < broken_texts().size(); ++i) {
    INFO(broken_texts()[i].name);
    const Restored& restored = restored_texts()[i];
    CHECK(restored.confidence >= 0);
    CHECK(restored.confidence <= 1);
    if (restored.verdict != fuyuan::Verdict::unrepaired &&
        restored.verdict != fuyuan::Verdict::binary) {
      CHECK(fuyuan::is_valid_utf8(restored.text));
    }
    if (restored.verdict == fuyuan::Verdict::clean) CHECK(restored.plan.empty());
    if (restored.verdict == fuyuan::Verdict::restored) CHECK(restored.counts.inferred == 0);
  }
}

TEST_CASE("The same input gives the same output, from two threads as well",
          "[property][determinism]") {
  const Restorer restorer;
  const std::size_t count = broken_texts().size();
  REQUIRE(restored_texts().size() == count);
  std::vector<std::string> texts(2 * count);
  std::vector<std::string> plans(2 * count);
  const auto restore_all = [&](std::size_t offset) {
    for (std::size_t k = 0; k < count; k += 2) {
      // The two threads go different ways through the list.
      const std::size_t i = offset == 0 ? k : count - 1 - k;
      const Restored restored = restorer.restore(broken_texts()[i].text);
      texts[offset + i] = restored.text;
      plans[offset + i] = restored.plan.to_json();
    }
  };
  std::thread first([&] { restore_all(0); });
  std::thread second([&] { restore_all(count); });
  first.join();
  second.join();
  for (std::size_t at = 0; at < 2 * count; ++at) {
    if (plans[at].empty()) continue;
    const std::size_t i = at % count;
    INFO(broken_texts()[i].name);
    const bool same_text = texts[at] == restored_texts()[i].text;
    const bool same_plan = plans[at] == restored_texts()[i].plan.to_json();
    CHECK(same_text);
    CHECK(same_plan);
  }
}
