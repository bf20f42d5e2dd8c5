#include "lattice/bracket_balance.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kOpening = U"“（《「『【〈〔(";
constexpr std::u32string_view kClosing = U"”）》」』】〉〕)";
/// Pages mix the widths of a pair of parentheses.
constexpr std::size_t kParentheses = 1;
constexpr std::size_t kHalfwidthParentheses = kOpening.size() - 1;
/// A bracket that was opened is closed with the next character once in so many times, however rare
/// its kind is; that it gains over its share of all text, within bounds, in nats.
constexpr float kCloses = 0.05F;
constexpr float kLeast = 1.0F;
constexpr float kMost = 4.0F;
/// Authors, and those who cut texts to pieces, leave one bracket in so many alone.
constexpr float kShareAlone = 0.1F;

/// One character in so many; where more was destroyed, the first search knew too little.
constexpr std::size_t kMostGuesses = 3;

bool is_ascii_word(char32_t cp) { return is_letter(cp) || is_digit(cp); }

}  // namespace

std::optional<BracketBalance::Side> BracketBalance::side_of(char32_t code_point) {
  static_assert(kOpening.size() == kClosing.size() && kHalfwidthParentheses == kKinds);
  const auto kind = [](std::size_t at) { return at == kHalfwidthParentheses ? kParentheses : at; };
  if (const std::size_t at = kOpening.find(code_point); at != std::u32string_view::npos)
    return Side{kind(at), true};
  if (const std::size_t at = kClosing.find(code_point); at != std::u32string_view::npos)
    return Side{kind(at), false};
  return std::nullopt;
}

BracketBalance::BracketBalance(const LanguageModel& model, std::span<const Piece> pieces)
    : model_(model) {
  const auto guesses = std::count_if(pieces.begin(), pieces.end(),
                                     [](const Piece& piece) { return piece.inferred; });
  if (guesses == 0 || static_cast<std::size_t>(guesses) * kMostGuesses > pieces.size()) return;
  // The partner may have been destroyed as well, the likelier the more was.
  const float destroyed = std::max(static_cast<float>(guesses) / static_cast<float>(pieces.size()),
                                   find_share_in_guessed_pairs(pieces));
  alone_ = std::log(std::min(1.0F, kShareAlone + destroyed));
  pair_up(pieces);
  const auto is_open = [](const auto& marks) { return !marks.empty(); };
  matters_ = std::any_of(open_.begin(), open_.end(), is_open) ||
             std::any_of(closed_.begin(), closed_.end(), is_open) ||
             std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
               return piece.inferred && side_of(piece.code_point).has_value();
             });
}

float BracketBalance::find_share_in_guessed_pairs(std::span<const Piece> pieces) {
  std::array<std::vector<bool>, kKinds> open;  // whether they were inferred
  std::size_t all = 0;
  std::size_t in_pairs = 0;
  for (const Piece& piece : pieces) {
    const auto side = side_of(piece.code_point);
    if (!side) continue;
    ++all;
    std::vector<bool>& marks = open[side->kind];
    if (side->opens) {
      marks.push_back(piece.inferred);
    } else if (!marks.empty()) {
      in_pairs += marks.back() && piece.inferred ? 2 : 0;
      marks.pop_back();
    }
  }
  return static_cast<float>(in_pairs) / static_cast<float>(all + 1);
}

void BracketBalance::pair_up(std::span<const Piece> pieces) {
  char32_t previous = 0;
  for (const Piece& piece : pieces) {
    const auto side = piece.inferred ? std::nullopt : side_of(piece.code_point);
    if (side && side->opens) {
      open_[side->kind].push_back(piece.begin);
    } else if (side && !open_[side->kind].empty()) {
      open_[side->kind].pop_back();
    } else if (side && !(side->kind == kParentheses && is_ascii_word(previous))) {  // not of "1)"
      closed_[side->kind].push_back(piece.begin);
    }
    previous = piece.code_point;
  }
}

float BracketBalance::partner(char32_t code_point) const {
  const float share = model_.unigram(model_.token(code_point));
  return std::clamp(std::log(kCloses) - share, kLeast, kMost);
}

float BracketBalance::log_probability(std::size_t at, char32_t code_point) const {
  const auto side = side_of(code_point);
  if (!side) return 0;
  const bool is_called_for = side->opens
                                 ? !closed_[side->kind].empty() && closed_[side->kind].back() > at
                                 : !open_[side->kind].empty() && open_[side->kind].front() < at;
  return is_called_for ? partner(code_point) : alone_;
}

}  // namespace fuyuan
