// Healthy text stays as it is, byte for byte, as a document and line by line. What is changed all
// the same stands in tests/texts/CHANGED.tsv, strictly: a row that is not true any more must go.

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Script;
using fuyuan::testing::HealthyText;
using fuyuan::testing::KnownChange;

const std::string kWhole = "*";

/// All languages that `to` must leave alone.
bool takes_part(const HealthyText& healthy, Script to) {
  static const std::set<std::string_view> simplified = {"zh-Hans", "ja", "ko"};
  return to == Script::keep || simplified.contains(healthy.language);
}

std::string_view name_of(Script to) { return to == Script::keep ? "keep" : "zh-Hans"; }

std::string describe(const Restored& restored) {
  std::string out;
  for (const auto& step : restored.plan.steps) {
    for (const auto& span : step.spans) {
      out += "\n    line " + std::to_string(span.line) + ", " + span.channel + ": " + span.before +
             " -> " + span.after;
    }
  }
  return out;
}

/// Compares what is changed with the rows of CHANGED.tsv for one script.
class Ledger {
 public:
  Ledger(Script to, bool of_lines) : to_(to) {
    for (const KnownChange& known : fuyuan::testing::known_changes()) {
      if (known.to == to && (known.line != kWhole) == of_lines) {
        open_.insert({known.name, known.line});
      }
    }
  }

  void add(const std::string& name, const std::string& line, const std::string& text,
           const Restored& restored) {
    ++tried_;
    const bool is_changed = restored.text != text;
    if (restored.plan.empty() == is_changed) odd_plans_ += "\n  " + name + "\t" + line;
    if (!is_changed) return;
    ++changed_;
    if (open_.erase({name, line}) == 0) {
      news_ +=
          "\n  " + name + "\t" + std::string(name_of(to_)) + "\t?\t" + line + describe(restored);
    }
  }

  void check() const {
    std::string stale;
    for (const auto& [name, line] : open_) stale += "\n  " + name + "\t" + line;
    INFO(changed_ << " of " << tried_ << " are changed");
    INFO("changed and not in CHANGED.tsv:" << news_);
    CHECK(news_.empty());
    INFO("in CHANGED.tsv, but unchanged or gone; take the rows out:" << stale);
    CHECK(open_.empty());
    INFO("the plan does not say whether there is a change:" << odd_plans_);
    CHECK(odd_plans_.empty());
    CHECK(tried_ > 0);
  }

 private:
  Script to_;
  std::set<std::tuple<std::string, std::string>> open_;
  std::size_t tried_ = 0;
  std::size_t changed_ = 0;
  std::string news_;
  std::string odd_plans_;
};

fuyuan::Options options_for(Script to) {
  fuyuan::Options options;
  options.to = to;
  return options;
}

void check_documents(Script to) {
  const Restorer restorer(options_for(to));
  Ledger ledger(to, false);
  for (const HealthyText& healthy : fuyuan::testing::healthy_texts()) {
    if (!takes_part(healthy, to)) continue;
    ledger.add(healthy.name, kWhole, healthy.text, restorer.restore(healthy.text));
  }
  ledger.check();
}

/// A line has no neighbours to tell what it is, so this is the harder half.
void check_lines(Script to) {
  const Restorer restorer(options_for(to));
  Ledger ledger(to, true);
  for (const HealthyText& healthy : fuyuan::testing::healthy_texts()) {
    if (!takes_part(healthy, to)) continue;
    std::istringstream lines(healthy.text);
    std::set<std::string> seen;
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || !seen.insert(line).second) continue;
      ledger.add(healthy.name, line, line, restorer.restore(line));
    }
  }
  ledger.check();
}

}  // namespace

TEST_CASE("Healthy text is unchanged with default options", "[property][healthy]") {
  check_documents(Script::zh_hans);
}

TEST_CASE("Healthy text of any language is unchanged where scripts are kept",
          "[property][healthy]") {
  check_documents(Script::keep);
}

TEST_CASE("A healthy line alone is unchanged with default options", "[property][healthy]") {
  check_lines(Script::zh_hans);
}

TEST_CASE("A healthy line alone is unchanged where scripts are kept", "[property][healthy]") {
  check_lines(Script::keep);
}

TEST_CASE("The healthy samples are unchanged", "[property][healthy]") {
  const Restorer restorer(options_for(Script::keep));
  std::string changed;
  std::size_t count = 0;
  for (const std::string& paragraph : fuyuan::testing::paragraphs()) {
    const std::string restored = restorer.restore(paragraph).text;
    if (restored == paragraph) continue;
    ++count;
    changed += "\n  " + paragraph + "\n  -> " + restored;
  }
  INFO(changed);
  CHECK(count == 0);
}
