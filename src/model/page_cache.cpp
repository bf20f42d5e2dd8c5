#include "model/page_cache.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

// The weights gave the best guesses on paragraphs of the training text.
constexpr float kPairWeight = 0.12F;
constexpr float kSingleWeight = 0.2F;
/// Twice or five times as much gives the same guesses.
constexpr float kTripleWeight = 0.3F;
/// Pairs seen once or twice count less than their share: this many occurrences are set against
/// them.
constexpr float kPairDiscount = 2.0F;
constexpr float kTripleDiscount = 1.0F;
/// The same for the share of a single character: a short page says little by it.
constexpr float kSingleDiscount = 600.0F;

constexpr float kModelWeight = 1 - kPairWeight - kSingleWeight;

}  // namespace

void PageCache::learn(std::u32string_view text, bool only_pairs_of_hanzi) {
  Token first = kBoundary;
  Token second = kBoundary;
  for (const char32_t cp : text) {
    const Token token = model_->token(cp);
    if (is_han(cp)) {
      ++hanzi_[token];
      ++total_;
    } else if (only_pairs_of_hanzi) {
      second = kBoundary;
      continue;
    }
    ++contexts_[token];
    if (second != kBoundary) groups_.add(GroupCounts::group(second, token));
    if (first != kBoundary && second != kBoundary)
      groups_.add(GroupCounts::append(GroupCounts::group(first, second), token));
    if (!only_pairs_of_hanzi) first = second;
    second = token;
  }
}

PageCache::View PageCache::after(const Context& context) const {
  View view;
  view.page_ = this;
  // Where the model knows what follows, a character's share of the page is beside the point.
  view.of_single_ = kSingleWeight / kModelWeight * std::min(1.0F, std::exp(context.backoff1)) /
                    (static_cast<float>(total_) + kSingleDiscount);
  view.before_ = context.third;
  view.may_have_pairs_ = contexts_[context.third] != 0;
  view.of_pair_ =
      kPairWeight / kModelWeight / (static_cast<float>(contexts_[context.third]) + kPairDiscount);
  if (!view.may_have_pairs_ || context.second == kBoundary) return view;
  view.pair_before_ = GroupCounts::group(context.second, context.third);
  const std::uint32_t pairs = groups_.count(view.pair_before_);
  view.may_have_triples_ = pairs != 0;
  view.of_triple_ = kTripleWeight / kModelWeight / (static_cast<float>(pairs) + kTripleDiscount);
  return view;
}

float PageCache::View::blend(Token token, float log_probability) const {
  const float page = share(token);
  if (page == 0) return log_probability;
  // A mixture of both, but for a factor that would have to go to what the page lacks as well.
  return std::log(std::min(std::exp(log_probability) + page, 1.0F));
}

}  // namespace fuyuan
