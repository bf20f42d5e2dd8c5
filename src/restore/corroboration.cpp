#include "restore/corroboration.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace fuyuan {
namespace {

/// Longer n-grams than the model has do not exist.
constexpr std::size_t kReach = 3;
/// How much of what the loudest n-gram says is not believed, and how the rest is weighed: of
/// guesses called 90 % sure 98 in 100 were right on held-out text, 94 where it was of another kind.
constexpr double kDoubt = 0.5;
constexpr double kScale = 1.2;
constexpr Token kRivals = 5000;

struct Support {
  double all = 0;      ///< log-probability of the character and of what follows, in nats
  double doubted = 0;  ///< the same, the n-gram that says most for it being doubted
};

Support weigh(const Context& before, Token token, std::u32string_view after,
              const LanguageModel& model) {
  Support out;
  double loudest = 0;
  Context context = before;
  const auto add = [&](Token next) {
    const LanguageModel::Scored scored = model.score(context, next);
    const Context alone = model.advance({}, context.third, {});
    const double gain = scored.log_probability - model.score(alone, next).log_probability;
    loudest = std::max(loudest, gain);
    out.all += scored.log_probability;
    context = model.advance(context, next, scored);
  };
  add(token);
  for (const char32_t cp : after.substr(0, kReach)) add(model.token(cp));
  if (after.size() < kReach) add(kBoundary);
  out.doubted = out.all - kDoubt * loudest;
  return out;
}

}  // namespace

double corroborate(std::u32string_view before, char32_t guess, std::u32string_view after,
                   const LanguageModel& model) {
  Context context = model.start();
  for (const char32_t cp : before.substr(before.size() - std::min(before.size(), kReach))) {
    const Token token = model.token(cp);
    context = model.advance(context, token, model.score(context, token));
  }
  const Token token = model.token(guess);
  const double own = weigh(context, token, after, model).doubted;
  double rivals = 0;
  for (Token rival = 1; rival < kRivals; ++rival) {
    if (rival != token)
      rivals += std::exp(kScale * (weigh(context, rival, after, model).all - own));
  }
  // Of a class, such as the digits, each member is as likely as the next.
  return std::exp(model.spread(guess, token)) / (1 + rivals);
}

}  // namespace fuyuan
