#include "restore/line/shift_screen.hpp"

#include <algorithm>
#include <array>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kUnfit = 14;     ///< nats: what a pair costs that is no character
constexpr double kUnknown = 8.5;  ///< the same of a character that lost a byte

/// Walks through text character by character and says what each costs.
class Pricer {
 public:
  explicit Pricer(const LanguageModel& model) : model_(model), context_(model.start()) {}

  double price(char32_t cp) {
    const Token token = model_.token(cp);
    const auto scored = model_.score(context_, token);
    context_ = model_.advance(context_, token, scored);
    return -scored.log_probability - model_.spread(cp, token);
  }
  void restart() { context_ = model_.start(); }

 private:
  const LanguageModel& model_;
  Context context_;
};

}  // namespace

double best_shift_gain(std::u32string_view symbols, std::span<const float> costs,
                       const Charset& charset, const LanguageModel& model) {
  Pricer shifted(model);
  double best = 0;
  double run = 0;
  double first = 0;  ///< what the stretch's first character costs more than an unknown one
  int pending = -1;  ///< the second byte of the pair before
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    const Symbol symbol = symbols[at];
    const double cost = costs[at];
    const EncodedChar encoded =
        is_raw(symbol) || symbol == kReplacement ? EncodedChar{} : charset.encode(symbol);
    if (symbol < 0x80 || encoded.length != 2) {  // here frames meet again
      if (symbol < 0x80 && pending >= 0 &&
          charset.is_pair(static_cast<unsigned char>(pending),
                          static_cast<unsigned char>(symbol))) {
        const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(pending),
                                                   static_cast<unsigned char>(symbol)};
        best = std::max(best, run + first + cost - shifted.price(charset.decode(pair).code_point));
      }
      shifted.restart();
      run = 0;
      pending = -1;
      continue;
    }
    if (pending >= 0) {
      const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(pending),
                                                 encoded.bytes[0]};
      const DecodedChar decoded = charset.decode(pair);
      const bool fits = decoded.length == 2 && char_class(decoded.code_point) != CharClass::pua;
      if (!fits) shifted.restart();
      run = std::max(0.0, run + cost - (fits ? shifted.price(decoded.code_point) : kUnfit));
      best = std::max(best, run);
    }
    if (run == 0) first = std::max(0.0, cost - kUnknown);
    pending = encoded.bytes[1];
  }
  return best;
}

}  // namespace fuyuan
