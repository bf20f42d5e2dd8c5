#include "model/masked_examples.hpp"

#include <algorithm>

namespace fuyuan {
namespace {

/// What follows counts this far, and what comes before.
constexpr std::size_t kReach = 3;
/// Hypotheses kept of the first of two characters, and of both.
constexpr std::size_t kFirsts = 14;
constexpr std::size_t kPairs = 60;
/// One pair in so many is one of UTF-8.
constexpr std::uint64_t kUtf8Pairs = 3;

template <typename T>
void keep_best(std::vector<T>& hypotheses, std::size_t count) {
  if (hypotheses.size() <= count) return;
  const auto last = hypotheses.begin() + static_cast<std::ptrdiff_t>(count);
  std::nth_element(hypotheses.begin(), last, hypotheses.end(),
                   [](const T& a, const T& b) { return a.score > b.score; });
  hypotheses.resize(count);
}

}  // namespace

MaskedExamples::MaskedExamples(std::span<const Token> text, const LanguageModel& model,
                               const Confusions& confusions, const LanguageModel* guide)
    : text_(text), confusions_(confusions), guide_(guide) {
  if (guide == nullptr) return;
  for (std::size_t i = 0; i < model.vocabulary_size(); ++i) {
    const auto token = static_cast<Token>(i);
    const char32_t code_point = model.code_point(token);
    // Classes have the same tokens in all models.
    guide_token_.push_back(code_point == 0 ? token : guide->token(code_point));
    spread_.push_back(code_point == 0 ? 0 : guide->spread(code_point, guide_token_.back()));
  }
}

Context MaskedExamples::context_at(std::size_t at) const {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kReach && text_[begin - 1] != kBoundary) --begin;
  Context context = guide_->start();
  for (const Token token : text_.subspan(begin, at - begin))
    context = extend(context, token).context;
  return context;
}

MaskedExamples::Hypothesis MaskedExamples::extend(const Context& context, Token token) const {
  const Token known = guide_token_[token];
  const LanguageModel::Scored scored = guide_->score(context, known);
  return {scored.log_probability + spread_[token], token, kBoundary,
          guide_->advance(context, known, scored)};
}

float MaskedExamples::score_onward(Context context, std::size_t at) const {
  float sum = 0;
  for (std::size_t i = at; i < std::min(at + kReach, text_.size()); ++i) {
    const Hypothesis next = extend(context, text_[i]);
    sum += next.score;
    if (text_[i] == kBoundary) break;
    context = next.context;
  }
  return sum;
}

bool MaskedExamples::make_single(std::size_t at, std::mt19937_64& random,
                                 MaskedExample& out) const {
  out = {at, false, std::move(out.choices), 0};
  out.choices.clear();
  const Token token = text_[at];
  const auto& sets = confusions_.sets_of(token);
  if (sets.empty()) return false;
  const Confusions::Set& set = confusions_.set(sets[random() % sets.size()]);
  const Context context = guide_ != nullptr ? context_at(at) : Context{};
  for (const Token choice : set.tokens) {
    float base = 0;
    if (guide_ != nullptr) {
      const Hypothesis first = extend(context, choice);
      base = kFlattening * (first.score + score_onward(first.context, at + 1));
    }
    if (choice == token) out.truth = out.choices.size();
    out.choices.push_back({choice, kBoundary, base});
  }
  return true;
}

bool MaskedExamples::make_pair(std::size_t at, std::mt19937_64& random, MaskedExample& out) const {
  out = {at, true, std::move(out.choices), 0};
  out.choices.clear();
  using Kind = Confusions::Kind;
  if (at + 1 >= text_.size()) return false;
  const Token first = text_[at];
  const Token second = text_[at + 1];
  const bool is_utf8 = random() % kUtf8Pairs == 0;
  const auto* firsts = confusions_.find(first, is_utf8 ? Kind::utf8_first_two : Kind::gbk_lead);
  const auto* seconds = confusions_.find(second, is_utf8 ? Kind::utf8_ends : Kind::gbk_trail);
  if (firsts == nullptr || seconds == nullptr) return false;
  const Context context = context_at(at);
  std::vector<Hypothesis> beam;
  for (const Token token : firsts->tokens) beam.push_back(extend(context, token));
  keep_best(beam, kFirsts);
  std::vector<Hypothesis> pairs;
  for (const Hypothesis& one : beam) {  // their contexts are those before the second character
    for (const Token token : seconds->tokens) {
      const float score =
          guide_->score(one.context, guide_token_[token]).log_probability + spread_[token];
      pairs.push_back({one.score + score, one.first, token, one.context});
    }
  }
  keep_best(pairs, kPairs);
  bool has_truth = false;
  for (const Hypothesis& two : pairs) {
    if (two.first == first && two.second == second) {
      has_truth = true;
      out.truth = out.choices.size();
    }
    const Context after = extend(two.context, two.second).context;
    out.choices.push_back(
        {two.first, two.second, kFlattening * (two.score + score_onward(after, at + 2))});
  }
  return has_truth;
}

}  // namespace fuyuan
