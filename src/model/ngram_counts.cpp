#include "model/ngram_counts.hpp"

#include <algorithm>
#include <thread>

namespace fuyuan {
namespace {

void sort_in_two_threads(std::vector<std::uint64_t>& keys) {
  const auto middle = keys.begin() + static_cast<std::ptrdiff_t>(keys.size() / 2);
  std::thread other([&] { std::sort(middle, keys.end()); });
  std::sort(keys.begin(), middle);
  other.join();
  std::inplace_merge(keys.begin(), middle, keys.end());
}

}  // namespace

std::size_t NGrams::find(std::uint64_t key) const {
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  return at != keys.end() && *at == key ? static_cast<std::size_t>(at - keys.begin()) : size();
}

NGrams count_ngrams(std::span<const Token> tokens, int order) {
  std::vector<std::uint64_t> all;
  all.reserve(tokens.size());
  const std::uint64_t mask = (std::uint64_t{1} << (NGrams::kTokenBits * order)) - 1;
  std::uint64_t key = 0;  // as if a boundary stood before the text
  int since_boundary = 0;
  for (const Token token : tokens) {
    key = (key << NGrams::kTokenBits | token) & mask;
    // A boundary may be the first token, or the last of a bigram: the end of a paragraph.
    const bool whole = since_boundary >= order - 1 - 1;
    if (whole && (token != kBoundary || order <= 2)) all.push_back(key);
    since_boundary = token == kBoundary ? 0 : since_boundary + 1;
  }
  sort_in_two_threads(all);
  NGrams out;
  out.order = order;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && all[end] == all[i]) ++end;
    out.keys.push_back(all[i]);
    out.counts.push_back(static_cast<std::uint32_t>(end - i));
    i = end;
  }
  out.weights = out.counts;
  out.kept.assign(out.size(), 1);
  return out;
}

void remove_unkept(NGrams& ngrams) {
  std::size_t to = 0;
  for (std::size_t i = 0; i < ngrams.size(); ++i) {
    if (ngrams.kept[i] == 0) continue;
    ngrams.keys[to] = ngrams.keys[i];
    ngrams.counts[to] = ngrams.counts[i];
    ngrams.weights[to] = ngrams.weights[i];
    ngrams.log_probability[to] = ngrams.log_probability[i];
    ++to;
  }
  ngrams.keys.resize(to);
  ngrams.counts.resize(to);
  ngrams.weights.resize(to);
  ngrams.log_probability.resize(to);
  ngrams.kept.assign(to, 1);
}

}  // namespace fuyuan
