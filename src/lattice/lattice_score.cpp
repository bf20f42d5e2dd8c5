// What the candidates of a choice cost behind a hypothesis, and which of them are kept.

#include <algorithm>
#include <cmath>
#include <limits>

#include "lattice/add_logs.hpp"
#include "lattice/bracket_balance.hpp"
#include "lattice/lattice.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();
/// So many times the choices are collected before the best are kept.
constexpr std::size_t kSlackInChoices = 2;
/// What a question mark costs, in nats, that is written in ASCII in Chinese text: the model has
/// seen few, and would take it for the mark of a lost character.
constexpr float kOtherWidth = -1.0F;
/// How often a sentence ends before such as a quotation mark of JSON or the `<` of a tag instead of
/// with a mark of its own, as a logarithm: the model has seen little markup.
constexpr float kMarkless = -4.5F;
/// A channel knows that the character stands there: the logarithm of its probability.
constexpr float kExpected = -1.0F;
/// What a character costs that stays lost, in nats: about as much as a rare one. The model has seen
/// none, and would ask for far more.
constexpr float kLost = -13.0F;

/// Whether text ends before it in tables, markup and code.
bool ends_text(char32_t cp) {
  return std::u32string_view(U"<\"'|\t]}),;\\/").find(cp) != std::u32string_view::npos;
}

}  // namespace

float Lattice::of_sentence_end() {
  if (!of_sentence_end_) {
    float sum = model_.score(*context_, kBoundary).log_probability;
    for (const char32_t mark : std::u32string_view(U"。？！"))
      sum = add_logs(sum, model_.score(*context_, model_.token(mark)).log_probability);
    of_sentence_end_ = sum;
  }
  return *of_sentence_end_;
}

float Lattice::of_end(const Context& context) const {
  const float end = model_.score(context, kBoundary).log_probability;
  const char32_t last = model_.code_point(context.third);
  return last == U'，' || last == U'、' ? end - options_.comma_at_end : end;
}

void Lattice::add_scored(const Candidate& candidate, Token token,
                         const LanguageModel::Scored& found, float& best) {
  float score = found.log_probability;
  if (candidate.code_point == kReplacement && candidate.token == kBoundary) score = kLost;
  const bool is_expected = !guesses_ || candidate.log_probability > kExpected;
  if (is_expected && ends_text(candidate.code_point) && is_han(model_.code_point(context_->third)))
    score = add_logs(score, of_sentence_end() + kMarkless);
  // What a tag ends behind a sign is as likely to end there as a line.
  if (is_expected && guesses_ && candidate.code_point == U'<' &&
      is_chinese_sign(char_class(model_.code_point(context_->third))))
    score = of_end(*context_);
  if (options_.page != nullptr) score = page_.blend(token, score);
  score += model_.spread(candidate.code_point, token) + candidate.log_probability;
  if (balance_ != nullptr && guesses_)
    score += balance_->log_probability(begin_ + at_, candidate.code_point);
  if (score < std::max(best - options_.window, worst_kept_)) return;
  if (ranked_.size() >= kSlackInChoices * options_.choices) keep_choices();
  ranked_.push_back({score, candidate.code_point, token, found});
  best = std::max(best, score);
}

float Lattice::score_all(const Node& node, std::span<const Candidate> candidates, float best) {
  for (const Candidate& candidate : candidates) {
    const Token token =
        candidate.token != kBoundary ? candidate.token : model_.token(candidate.code_point);
    // One after the other they need not ascend.
    const auto found = LanguageModel::AscendingScorer(model_, node.context).score(token);
    add_scored(candidate, token, found, best);
    if (candidate.code_point == U'?' && is_han(model_.code_point(node.context.third))) {
      const Token wide = model_.token(U'？');
      add_scored({U'?', candidate.log_probability + kOtherWidth, wide}, wide,
                 model_.score(node.context, wide), best);
    }
  }
  return best;
}

float Lattice::score_sorted(const Node& node, std::span<const Candidate> candidates, float best) {
  LanguageModel::AscendingScorer scorer(model_, node.context);
  const bool has_page = options_.page != nullptr;
  float floor = kImpossible;
  float least_share = 0;
  bool is_rest_too_rare = false;  // but for what is known to follow
  for (const Candidate& candidate : candidates) {
    const bool may_follow = scorer.may_follow(candidate.token);
    if (is_rest_too_rare && !may_follow && !(has_page && page_.has(candidate.token))) continue;
    const auto found = scorer.score(candidate.token);
    if (const float now = std::max(best - options_.window, worst_kept_); now != floor) {
      floor = now;
      least_share = has_page ? std::exp(floor) : 0;
    }
    if (found.log_probability < floor) {
      // They stand in the order of their shares of all text, but for classes.
      is_rest_too_rare |= !may_follow && model_.code_point(candidate.token) != 0;
      const float share = has_page ? page_.share(candidate.token) : 0;
      if (share == 0 || share < least_share) continue;
    }
    add_scored(candidate, candidate.token, found, best);
  }
  return best;
}

const PageCache::View& Lattice::page_after(const Context& context) {
  const std::uint32_t pair = std::uint32_t{context.second} << 16 | context.third;
  constexpr std::uint32_t kSpread = 0x9E3779B1;
  KnownView& known = page_views_[(pair * kSpread >> 16) % kKnownViews];
  if (!known.is_known || known.pair != pair) known = {pair, true, options_.page->after(context)};
  return known.view;
}

void Lattice::rank(const Node& node, const Emission& emission, float floor) {
  ranked_.clear();
  worst_kept_ = kImpossible;
  guesses_ = emission.inferred;
  context_ = &node.context;
  of_sentence_end_.reset();
  if (options_.page != nullptr) page_ = page_after(node.context);
  const auto candidates = arcs_.candidates(emission);
  const float best = emission.sorted ? score_sorted(node, candidates, floor + options_.window)
                                     : score_all(node, candidates, floor + options_.window);
  std::erase_if(ranked_, [&](const Scored& s) { return s.score < best - options_.window; });
  if (ranked_.size() > options_.choices) keep_choices();
}

void Lattice::keep_choices() {
  const auto last = ranked_.begin() + static_cast<std::ptrdiff_t>(options_.choices);
  std::nth_element(ranked_.begin(), last - 1, ranked_.end(), [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.code_point < b.code_point;
  });
  ranked_.resize(options_.choices);
  worst_kept_ = ranked_.back().score;
}

}  // namespace fuyuan
