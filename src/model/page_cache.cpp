#include "model/page_cache.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

// The weights were chosen on training text; see README, "How it works".
constexpr float kPairWeight = 0.12F;
constexpr float kSingleWeight = 0.05F;
/// Pairs seen once or twice count less than their share: this many occurrences are set against
/// them.
constexpr float kPairDiscount = 2.0F;
/// The same for the share of a single character: a short page says little by it.
constexpr float kSingleDiscount = 600.0F;

std::uint32_t pair_key(Token a, Token b) { return std::uint32_t{a} << 16 | b; }

}  // namespace

void PageCache::learn(std::u32string_view healthy) {
  Token previous = kBoundary;
  for (const char32_t cp : healthy) {
    const Token token = model_->token(cp);
    if (is_han(cp)) {
      ++singles_[token];
      ++total_;
      if (previous != kBoundary) ++pairs_[pair_key(previous, token)];
    }
    previous = is_han(cp) ? token : kBoundary;
  }
}

float PageCache::blend(const Context& context, Token token, float log_probability) const {
  if (!has(token)) return log_probability;
  // Where the model knows what follows, a character's share of the page is beside the point.
  float page = kSingleWeight * std::min(1.0F, std::exp(context.backoff1)) *
               static_cast<float>(singles_[token]) / (static_cast<float>(total_) + kSingleDiscount);
  if (const auto before = singles_[context.third]; before != 0) {
    if (const auto pair = pairs_.find(pair_key(context.third, token)); pair != pairs_.end()) {
      page += kPairWeight * static_cast<float>(pair->second) /
              (static_cast<float>(before) + kPairDiscount);
    }
  }
  // A mixture of both, but for a factor that would have to go to what the page lacks as well.
  const float mixed = std::exp(log_probability) + page / (1 - kPairWeight - kSingleWeight);
  return std::log(std::min(mixed, 1.0F));
}

}  // namespace fuyuan
