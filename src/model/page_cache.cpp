#include "model/page_cache.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

// The weights gave the best guesses on paragraphs of the training text.
constexpr float kPairWeight = 0.12F;
constexpr float kSingleWeight = 0.05F;
/// Pairs seen once or twice count less than their share: this many occurrences are set against
/// them.
constexpr float kPairDiscount = 2.0F;
/// The same for the share of a single character: a short page says little by it.
constexpr float kSingleDiscount = 600.0F;

constexpr float kModelWeight = 1 - kPairWeight - kSingleWeight;

}  // namespace

void PageCache::learn(std::u32string_view healthy) {
  Token previous = kBoundary;
  for (const char32_t cp : healthy) {
    const Token token = model_->token(cp);
    if (is_han(cp)) {
      ++singles_[token];
      ++total_;
      if (previous != kBoundary) pairs_.add(previous, token);
    }
    previous = is_han(cp) ? token : kBoundary;
  }
}

PageCache::View PageCache::after(const Context& context) const {
  View view;
  view.page_ = this;
  // Where the model knows what follows, a character's share of the page is beside the point.
  view.of_single_ = kSingleWeight / kModelWeight * std::min(1.0F, std::exp(context.backoff1)) /
                    (static_cast<float>(total_) + kSingleDiscount);
  view.before_ = context.third;
  view.may_have_pairs_ = singles_[context.third] != 0;
  view.of_pair_ =
      kPairWeight / kModelWeight / (static_cast<float>(singles_[context.third]) + kPairDiscount);
  return view;
}

float PageCache::View::blend(Token token, float log_probability) const {
  const float page = share(token);
  if (page == 0) return log_probability;
  // A mixture of both, but for a factor that would have to go to what the page lacks as well.
  return std::log(std::min(std::exp(log_probability) + page, 1.0F));
}

}  // namespace fuyuan
