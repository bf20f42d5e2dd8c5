#include "model/likely_successors.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace fuyuan {

LikelySuccessors::LikelySuccessors(const LanguageModel& model)
    : model_(model), id_(model.id()), rows_(model.vocabulary_size()) {
  for (std::size_t token = 0; token < model.vocabulary_size(); ++token)
    unigrams_.push_back(std::exp(static_cast<double>(model.unigram(static_cast<Token>(token)))));
  constexpr int kLevels = 256;
  for (int level = 0; level < kLevels; ++level)
    levels_.push_back(std::exp(-LanguageModel::kProbabilityStep * static_cast<double>(level)));
}

LikelySuccessors& LikelySuccessors::of_thread(const LanguageModel& model) {
  thread_local std::unique_ptr<LikelySuccessors> successors;
  if (successors == nullptr || successors->id_ != model.id())
    successors = std::make_unique<LikelySuccessors>(model);
  return *successors;
}

const LikelySuccessors::Row& LikelySuccessors::of(Token token) {
  Row& row = rows_[token];
  if (!row.is_made) make(token, row);
  return row;
}

void LikelySuccessors::make(Token token, Row& row) const {
  const auto tokens = model_.successors(token);
  const auto levels = model_.successor_levels(token);
  std::vector<std::pair<Token, unsigned char>> order;
  for (std::size_t i = 0; i < tokens.size(); ++i) order.emplace_back(tokens[i], levels[i]);
  if (order.size() > kMost) {
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(kMost);
    std::nth_element(order.begin(), last, order.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second < b.second : a.first < b.first;
    });
    order.erase(last, order.end());
  }
  std::sort(order.begin(), order.end());
  double known = 0;
  double share = 0;
  for (const auto& [successor, level] : order) {
    known += levels_[level];
    share += unigrams_[successor];
  }
  constexpr double kLeastLeft = 1e-4;
  row.backoff = std::max(1 - known, kLeastLeft) / std::max(1 - share, kLeastLeft);
  for (const auto& [successor, level] : order) {
    row.gains.emplace_back(successor,
                           static_cast<float>(levels_[level] - row.backoff * unigrams_[successor]));
  }
  row.is_made = true;
}

}  // namespace fuyuan
