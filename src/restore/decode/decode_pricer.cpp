#include "restore/decode/decode_pricer.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kFailureCost = 9.0;  ///< nats: about what a wrong character costs
constexpr double kOddQuestion = 5;    ///< nats: what a question mark costs where nobody asks

bool is_lost(char32_t cp) { return cp == kReplacement || is_raw(cp); }

}  // namespace

void DecodePricer::catch_up() {
  while (priced_ < out_.text.size()) {
    if (is_lost(out_.text[priced_])) {
      scorer_.restart();
      out_.log_probability -= kFailureCost;
      out_.cost += kFailureCost;
      ++counted_;
      ++priced_;
    } else {
      price_piece();
    }
  }
}

void DecodePricer::end() {
  catch_up();
  out_.cost /= static_cast<double>(counted_ + 1);
}

void DecodePricer::price_piece() {
  const auto rest = std::u32string_view(out_.text).substr(priced_, kPiece);
  const auto size =
      static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_lost) - rest.begin());
  std::array<float, kPiece> scores;
  scorer_.score(rest.substr(0, size), std::span(scores).first(size));
  for (std::size_t i = 0; i < size; ++i, ++priced_) {
    out_.log_probability += scores[i];
    if (question_ < questions_.size() && questions_[question_] == priced_) {
      ++question_;
      if (scores[i] < -kOddQuestion) out_.is_ambiguous = true;
    }
    if (rest[i] < 0x80) continue;
    out_.cost -= scores[i];
    ++counted_;
  }
}

}  // namespace fuyuan
