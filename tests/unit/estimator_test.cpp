#include "model/estimator.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

namespace {

using fuyuan::count_ngrams;
using fuyuan::estimate;
using fuyuan::leave_to_lower;
using fuyuan::NGrams;
using fuyuan::Token;

/// Two words after one another, in paragraphs of their own: 1 2 thrice, 3 2 once, 1 4 once.
const std::vector<Token> kText = {1, 2, 0, 1, 2, 0, 1, 2, 0, 3, 2, 0, 1, 4, 0};

std::uint64_t pair_of(Token first, Token second) {
  return std::uint64_t{first} << NGrams::kTokenBits | second;
}

std::uint64_t triple_of(Token first, Token second, Token third) {
  return pair_of(first, second) << NGrams::kTokenBits | third;
}

}  // namespace

TEST_CASE("Estimator: what is kept leaves one, what is pruned all of its weight", "[estimator]") {
  const std::vector<Token> text = {5, 1, 2, 0, 5, 1, 2, 0, 6, 1, 2, 0, 7, 3, 2, 0};
  NGrams trigrams = count_ngrams(text, 3);
  NGrams bigrams = count_ngrams(text, 2);
  leave_to_lower(trigrams, bigrams);
  CHECK(bigrams.counts[bigrams.find(pair_of(1, 2))] == 3);
  CHECK(bigrams.weights[bigrams.find(pair_of(1, 2))] == 2);  // after 5 and after 6
  CHECK(bigrams.weights[bigrams.find(pair_of(3, 2))] == 1);
  CHECK(bigrams.weights[bigrams.find(pair_of(0, 5))] == 2);  // a paragraph's start is counted
  CHECK(bigrams.weights[bigrams.find(pair_of(2, 0))] == 4);  // and so is its end

  trigrams.kept[trigrams.find(triple_of(5, 1, 2))] = 0;
  leave_to_lower(trigrams, bigrams);
  CHECK(bigrams.weights[bigrams.find(pair_of(1, 2))] == 3);
}

TEST_CASE("Estimator: kept n-grams leave the rest of their context to the lower order",
          "[estimator]") {
  NGrams bigrams = count_ngrams(kText, 2);
  const double uniform = std::log(0.2);
  estimate(bigrams, [&](std::uint64_t) { return uniform; });
  const auto probability = [&](Token first, Token second) {
    return std::exp(double{bigrams.log_probability[bigrams.find(pair_of(first, second))]});
  };
  const double before = probability(1, 2);
  CHECK(before > probability(1, 4));
  CHECK(before < 3.0 / 4 + 0.2);
  // What was seen and what was not sum to one: 2 and 4 were seen after 1, three tokens were not.
  const auto discount = fuyuan::discounts(bigrams);
  const double left = (discount[3] + discount[1]) / 4;
  CHECK(probability(1, 2) + probability(1, 4) + 3 * left * 0.2 == Approx(1.0).margin(1e-5));

  // Without 1 4, its weight goes to the lower order, and 1 2 gains only through that.
  bigrams.kept[bigrams.find(pair_of(1, 4))] = 0;
  estimate(bigrams, [&](std::uint64_t) { return uniform; });
  CHECK(probability(1, 2) > before);
  CHECK(probability(1, 2) == Approx((3 - discount[3] + (discount[3] + 1) * 0.2) / 4).margin(1e-5));
}
