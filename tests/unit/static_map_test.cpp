#include "model/static_map.hpp"

#include <random>
#include <stdexcept>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::StaticMap;
using Entries = std::vector<std::pair<std::uint64_t, std::uint8_t>>;

Entries make_entries(std::size_t count) {
  std::mt19937_64 random(count + 1);
  std::unordered_set<std::uint64_t> seen;
  Entries entries;
  while (entries.size() < count) {
    const std::uint64_t key = random();
    if (seen.insert(key).second)
      entries.emplace_back(key, static_cast<std::uint8_t>(random() % 32));
  }
  return entries;
}

}  // namespace

TEST_CASE("A static map finds what was put in", "[static_map]") {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 5U, 15U, 16U, 17U, 100U, 1000U, 100'000U}) {
    CAPTURE(count);
    const Entries entries = make_entries(count);
    const StaticMap::Built built = StaticMap::build(entries);
    const StaticMap map(built.slots, built.seed, built.segment_length);
    std::size_t wrong = 0;
    for (const auto& [key, value] : entries) wrong += map.find(key) == value ? 0 : 1;
    CHECK(wrong == 0);
    if (count == 100'000) CHECK(built.slots.size() < count * 5 / 4);
  }
}

TEST_CASE("Missing keys are rarely found", "[static_map]") {
  const StaticMap::Built built = StaticMap::build(make_entries(50'000));
  const StaticMap map(built.slots, built.seed, built.segment_length);
  std::mt19937_64 random(99);
  std::size_t found = 0;
  constexpr int kQuestions = 400'000;
  for (int i = 0; i < kQuestions; ++i) found += map.find(random()) == StaticMap::kMissing ? 0 : 1;
  // One in 2,048 is promised: about 195.
  CHECK(found < kQuestions / 1500);
  CHECK(found > kQuestions / 3000);
}

TEST_CASE("A static map is built the same every time", "[static_map]") {
  const Entries entries = make_entries(5000);
  const StaticMap::Built once = StaticMap::build(entries);
  const StaticMap::Built again = StaticMap::build(entries);
  CHECK(once.slots == again.slots);
  CHECK(once.seed == again.seed);
  CHECK(once.segment_length == again.segment_length);
}

TEST_CASE("Repeated keys are refused", "[static_map]") {
  Entries entries = make_entries(50);
  entries.push_back(entries.front());
  CHECK_THROWS_AS(StaticMap::build(entries), std::runtime_error);
}
