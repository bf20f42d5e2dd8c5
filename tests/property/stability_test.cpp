// Idempotence, determinism and replay over broken text of many kinds.

#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::broken_texts;
using fuyuan::testing::restored_texts;

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

TEST_CASE("Counts and verdicts agree with the text", "[property]") {
  for (std::size_t i = 0; i < broken_texts().size(); ++i) {
    INFO(broken_texts()[i].name);
    const Restored& restored = restored_texts()[i];
    const std::u32string text = fuyuan::to_utf32(restored.text);
    CHECK(restored.counts.characters == text.size());
    CHECK(restored.counts.restored + restored.counts.inferred + restored.counts.lost <=
          text.size());
    CHECK(restored.counts.converted <= text.size());
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
