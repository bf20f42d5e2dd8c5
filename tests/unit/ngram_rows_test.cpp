#include "model/ngram_rows.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::NGramRow;
using fuyuan::NGramRows;
using fuyuan::NGramRowsBuilder;

using Entries = std::vector<NGramRowsBuilder::Entry>;

Entries random_entries(std::size_t size, std::uint32_t largest, std::mt19937& random) {
  std::vector<std::uint32_t> ranks;
  while (ranks.size() < size) ranks.push_back(static_cast<std::uint32_t>(random() % (largest + 1)));
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  Entries out;
  for (const std::uint32_t rank : ranks)
    out.push_back({rank, static_cast<std::uint8_t>(random() % 32)});
  return out;
}

/// Rows of all sizes, one to a few blocks apart.
std::map<std::size_t, Entries> make_rows() {
  std::mt19937 random(11);
  std::map<std::size_t, Entries> rows;
  std::size_t context = 3;
  for (const std::size_t size : {1, 1, 2, 3, 13, 14, 15, 16, 17, 300, 5000}) {
    for (const std::uint32_t largest : {0U, 1U, 6U, 255U, 32767U}) {
      rows[context] = random_entries(size, largest, random);
      context += 1 + random() % (random() % 8 == 0 ? 200 : 3);
    }
  }
  return rows;
}

NGramRowsBuilder build(const std::map<std::size_t, Entries>& rows) {
  NGramRowsBuilder builder;
  for (const auto& [context, entries] : rows) {
    builder.add(context, static_cast<std::uint8_t>(context % 32), entries);
  }
  builder.finish();
  return builder;
}

}  // namespace

TEST_CASE("Rows hold what was put in and nothing else", "[ngram_rows]") {
  const auto all = make_rows();
  const NGramRowsBuilder builder = build(all);
  const NGramRows rows(builder.blocks(), builder.stream());
  std::uint32_t first = 0;
  for (std::size_t context = 0; context < all.rbegin()->first + 100; ++context) {
    CAPTURE(context);
    const NGramRow row = rows.row(context);
    const auto expected = all.find(context);
    if (expected == all.end()) {
      CHECK(row.size == 0);
      CHECK(rows.find(row, 0) == NGramRows::kMissing);
      continue;
    }
    const Entries& entries = expected->second;
    REQUIRE(row.size == entries.size());
    CHECK(row.weight == context % 32);
    CHECK(row.first == first);
    first += row.size;
    std::size_t wrong = 0;
    std::uint32_t next = 0;  // the smallest rank not looked for yet
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (; next < entries[i].rank; ++next) wrong += rows.find(row, next) == -1 ? 0 : 1;
      wrong += rows.find(row, next) == static_cast<int>(i) ? 0 : 1;
      wrong += rows.lower_bound(row, next, i / 2) == i ? 0 : 1;
      wrong += rows.level(row, i) == entries[i].level ? 0 : 1;
      next = entries[i].rank + 1;
    }
    wrong += rows.find(row, next) == -1 ? 0 : 1;
    CHECK(wrong == 0);
  }
}

TEST_CASE("Rows of a damaged stream are empty, not read beyond its end", "[ngram_rows]") {
  const auto all = make_rows();
  const NGramRowsBuilder builder = build(all);
  const auto& whole = builder.stream();
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<unsigned char> stream(whole.begin(),
                                      whole.begin() + 8 + random() % (whole.size() - 8));
    for (int i = 0; i < 20; ++i) {
      stream[random() % stream.size()] = static_cast<unsigned char>(random());
    }
    stream.shrink_to_fit();
    const NGramRows rows(builder.blocks(), stream);
    for (const auto& [context, entries] : all) {
      const NGramRow row = rows.row(context);
      CHECK((row.bit + row.size * (row.width + NGramRows::kLevelBits)) / 8 + 8 <= stream.size());
      for (std::size_t i = 0; i < row.size; ++i) CHECK(rows.rank(row, i) < 32768);
    }
  }
}

TEST_CASE("Without rows nothing is found", "[ngram_rows]") {
  const NGramRows rows;
  CHECK(rows.row(0).size == 0);
  CHECK(rows.row(1'000'000).size == 0);
  CHECK(rows.find(rows.row(7), 0) == NGramRows::kMissing);
}
