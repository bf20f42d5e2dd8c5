#include "model/successor_set.hpp"

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

#include "catch.hpp"
#include "model/count_bits.hpp"
#include "model/successor_sets.hpp"

using fuyuan::LanguageModel;
using fuyuan::SuccessorSet;
using fuyuan::SuccessorSets;
using fuyuan::Token;

namespace {

std::int32_t find_plainly(std::span<const Token> tokens, Token token) {
  const auto at = std::lower_bound(tokens.begin(), tokens.end(), token);
  return at != tokens.end() && *at == token ? static_cast<std::int32_t>(at - tokens.begin()) : -1;
}

void check_all(const SuccessorSet& set, std::span<const Token> tokens) {
  std::size_t wrong = 0;
  for (unsigned token = 0; token <= 0xFFFF; ++token) {
    const auto each = static_cast<Token>(token);
    wrong += set.find(each) != find_plainly(tokens, each) ? 1 : 0;
  }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("count_bits counts as the standard library does", "[successor_set]") {
  std::mt19937_64 random(3);
  CHECK(fuyuan::count_bits(0) == 0);
  CHECK(fuyuan::count_bits(~std::uint64_t{0}) == 64);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t bits = random() & random();
    REQUIRE(fuyuan::count_bits(bits) == std::popcount(bits));
  }
}

TEST_CASE("A SuccessorSet finds what a binary search finds", "[successor_set]") {
  std::mt19937 random(7);
  SuccessorSet set;
  for (const std::size_t size : {5000, 1, 300, 0}) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < size; ++i) tokens.push_back(static_cast<Token>(random()));
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    set.assign(tokens);
    check_all(set, tokens);
  }
  const std::vector<Token> edges = {0, 63, 64, 127, 0xFFFF};
  set.assign(edges);
  check_all(set, edges);
}

TEST_CASE("SuccessorSets has the model's successors, whatever was asked before",
          "[successor_set]") {
  const LanguageModel& model = LanguageModel::embedded();
  SuccessorSets& sets = SuccessorSets::of_thread();
  for (const char32_t cp : std::u32string_view(U"的一了的龘我，的")) {
    const Token token = model.token(cp);
    check_all(sets.of(model, token), model.successors(token));
    // Takes the same place.
    const auto other = static_cast<Token>(token + 1024);
    if (other < model.vocabulary_size()) check_all(sets.of(model, other), model.successors(other));
  }
}
