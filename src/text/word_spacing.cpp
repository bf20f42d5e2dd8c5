#include "text/word_spacing.hpp"

#include <algorithm>
#include <cmath>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kSmoothing = 1;
constexpr std::size_t kOwnSide = 30;  ///< what the word's own other side counts as much as
constexpr float kMost = 4;

// Behind Chinese signs few writers put blanks, and those throughout.
constexpr float kApartFromSigns = 0.05F;
constexpr float kBesideSigns = 0.5F;
constexpr float kUnlikely = 4;  ///< nats that the model takes off for such a blank
constexpr float kMostTight = 3;

bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp) || cp == U'`'; }

/// Signs need no blanks, and the beginnings of those that were UTF-8 and read as GBK are always the
/// same: `锛`, `銆`, `鈥`.
bool is_sign_or_rest(char32_t cp) {
  constexpr std::u32string_view kBeginnings = U"锛銆鈥";
  return is_sign(char_class(cp)) || kBeginnings.find(cp) != std::u32string_view::npos;
}

/// `，`, and what UTF-8 has of it behind its first byte, read as GBK.
bool is_mark_of_full_width(char32_t cp) {
  constexpr std::u32string_view kMarks = U"，。！？：；紝紒紵細紱";
  return kMarks.find(cp) != std::u32string_view::npos;
}

bool may_be_han(char32_t cp) { return cp >= 0x80 && cp != kReplacement && !is_sign_or_rest(cp); }

}  // namespace

void WordSpacing::learn(std::string_view text) {
  char32_t last = 0;
  char32_t before_last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char next = read_utf8(text.substr(at, 4));
    const char32_t cp = next.length == 0 ? kReplacement : next.code_point;
    at += std::max<std::size_t>(next.length, 1);
    const bool is_between = last == U' ';
    const char32_t before = is_between ? before_last : last;
    if ((is_word(before) && may_be_han(cp)) || (may_be_han(before) && is_word(cp)))
      ++(is_between ? apart_ : together_);
    if (is_mark_of_full_width(before) && cp != U' ' && cp != U'\n' && cp != U'\r')
      ++(is_between ? apart_from_signs_ : beside_signs_);
    before_last = last;
    last = cp;
  }
}

float WordSpacing::weigh(std::size_t apart, std::size_t together) const {
  const float odds = (static_cast<float>(apart_ + apart) + kSmoothing) /
                     (static_cast<float>(together_ + together) + kSmoothing);
  return std::clamp(std::log(odds), -kMost, kMost);
}

float WordSpacing::weigh(std::u32string_view behind) const {
  if (behind.empty() || !is_word(behind[0])) return 0;
  const auto end = static_cast<std::size_t>(
      std::find_if(behind.begin(), behind.end(), [](char32_t cp) { return cp >= 0x80; }) -
      behind.begin());
  std::size_t apart = 0;
  std::size_t together = 0;
  if (end < behind.size() && may_be_han(behind[end])) {
    const bool is_between = end > 1 && behind[end - 1] == U' ';
    if (is_word(behind[end - (is_between ? 2 : 1)])) (is_between ? apart : together) = kOwnSide;
  }
  return weigh(apart, together);
}

float WordSpacing::weigh_behind_sign() const {
  if (apart_from_signs_ == 0) return -kMostTight;
  const float odds = (static_cast<float>(apart_from_signs_) + kApartFromSigns) /
                     (static_cast<float>(beside_signs_) + kBesideSigns);
  return std::clamp(std::log(odds) + kUnlikely, -kMostTight, kMost);
}

float WordSpacing::weigh_end(std::u32string_view behind) const {
  const bool is_end = behind.size() > 1 && behind[0] == U' ' && may_be_han(behind[1]);
  return is_end ? std::max(weigh(0, 0), 0.0F) : 0;
}

}  // namespace fuyuan
