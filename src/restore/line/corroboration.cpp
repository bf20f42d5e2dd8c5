#include "restore/line/corroboration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Longer n-grams than the model has do not exist.
constexpr std::size_t kReach = 3;
/// How n-grams are weighed: of guesses called 90 % sure 93 in 100 were right on held-out text.
constexpr double kScale = 0.85;
constexpr Token kRivals = 5000;

/// What n-grams see of the text behind a place, as far as it is within their reach.
std::vector<Token> tokens_behind(std::u32string_view after, const LanguageModel& model) {
  std::vector<Token> tokens;
  for (const char32_t cp : after.substr(0, kReach)) tokens.push_back(model.token(cp));
  if (after.size() < kReach) tokens.push_back(kBoundary);
  return tokens;
}

/// log P(`token`, and what follows it), in nats.
double score_onward(Context context, Token token, std::span<const Token> behind,
                    const LanguageModel& model) {
  LanguageModel::Scored scored = model.score(context, token);
  double sum = scored.log_probability;
  for (const Token next : behind) {
    context = model.advance(context, token, scored);
    scored = model.score(context, next);
    sum += scored.log_probability;
    token = next;
  }
  return sum;
}

MaskedModel::Place look_between(std::u32string_view before, std::u32string_view after,
                                const LanguageModel& model, const MaskedModel& masked) {
  std::vector<Token> tokens;
  const auto add = [&](std::u32string_view text) {
    for (const char32_t cp : text)
      tokens.push_back(cp == kReplacement ? masked.unknown() : model.token(cp));
  };
  add(before.substr(before.size() - std::min(before.size(), MaskedShape::kReach)));
  const std::array<std::size_t, 1> place = {tokens.size()};
  tokens.push_back(masked.unknown());
  add(after.substr(0, MaskedShape::kReach));
  return masked.look(tokens, place).front();
}

Context context_behind(std::u32string_view before, const LanguageModel& model) {
  Context context = model.start();
  for (const char32_t cp : before.substr(before.size() - std::min(before.size(), kReach))) {
    const Token token = model.token(cp);
    context = model.advance(context, token, model.score(context, token));
  }
  return context;
}

}  // namespace

std::vector<double> weigh(std::u32string_view before, std::u32string_view characters,
                          std::u32string_view after, const LanguageModel& model,
                          const MaskedModel& masked) {
  const Context context = context_behind(before, model);
  const std::vector<Token> behind = tokens_behind(after, model);
  const MaskedModel::Place place = look_between(before, after, model, masked);
  std::vector<double> weights;
  for (const char32_t cp : characters) {
    const Token token = model.token(cp);
    const double onward = score_onward(context, token, behind, model) + model.spread(cp, token);
    weights.push_back(kScale * onward + masked.score(place, token));
  }
  return weights;
}

double corroborate(std::u32string_view before, char32_t guess, std::u32string_view after,
                   const LanguageModel& model, const MaskedModel& masked, double least) {
  const Context context = context_behind(before, model);
  const Token token = model.token(guess);
  const std::vector<Token> behind = tokens_behind(after, model);
  const double own = score_onward(context, token, behind, model);
  const MaskedModel::Place place = look_between(before, after, model, masked);
  const double liked = masked.score(place, token);
  // Of a class, such as the digits, each member is as likely as the next.
  const double share = std::exp(model.spread(guess, token));
  double rivals = 0;
  for (Token rival = 1; rival < kRivals; ++rival) {
    if (rival == token) continue;
    if (share < least * (1 + rivals)) return 0;
    rivals += std::exp(kScale * (score_onward(context, rival, behind, model) - own) +
                       masked.score(place, rival) - liked);
  }
  const double sure = share / (1 + rivals);
  return sure < least ? 0 : sure;
}

}  // namespace fuyuan
