#include "text/ascii_habits.hpp"

#include <cmath>

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// A page counts as much as what is known beforehand once it has so many.
constexpr double kSmoothing = 10;

constexpr double kLineEnd = 0.1;  ///< for each ASCII character of the kinds, in general

/// What stands behind Chinese characters in general, before a page is seen.
double usual_share(std::size_t kind) {
  constexpr std::string_view kCommon = "\"(),<?!";
  constexpr double kSpace = 0.25;
  constexpr double kDigit = 0.25;
  constexpr double kOften = 0.05;
  constexpr double kSeldom = 0.015;
  if (kind == AsciiHabits::kind(U' ')) return kSpace;
  if (kind == AsciiHabits::kind(U'0')) return kDigit;
  for (const char c : kCommon) {
    if (kind == AsciiHabits::kind(static_cast<unsigned char>(c))) return kOften;
  }
  return kSeldom;
}

}  // namespace

std::size_t AsciiHabits::kind(char32_t cp) noexcept {
  if (cp == U'\t') return 0;
  if (cp < 0x20 || cp > 0x3F) return kKinds;
  if (cp < U'0') return 1 + (cp - 0x20);
  if (cp <= U'9') return 17;
  return 18 + (cp - U':');
}

AsciiHabits::AsciiHabits() { update(); }

void AsciiHabits::learn(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > 0x3F || byte == '?' || static_cast<unsigned char>(text[at - 1]) < 0x80) continue;
    if (byte == '\n') ++line_ends_;
    if (const std::size_t found = kind(byte); found != kKinds) ++counts_[found];
  }
  update();
}

void AsciiHabits::learn_question_marks(std::u32string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char32_t before = text[at - 1];
    if (text[at] == U'?' && before >= 0x80 && before != kReplacement) ++counts_[kind(U'?')];
  }
  update();
}

void AsciiHabits::update() {
  double total = kSmoothing;
  for (const std::size_t count : counts_) total += static_cast<double>(count);
  for (std::size_t i = 0; i < kKinds; ++i) {
    const double share = (static_cast<double>(counts_[i]) + kSmoothing * usual_share(i)) / total;
    log_probability_[i] = static_cast<float>(std::log(share));
  }
  const double line_ends = static_cast<double>(line_ends_) + kSmoothing * kLineEnd;
  of_line_end_ = static_cast<float>(std::log(line_ends / (total + line_ends)));
}

}  // namespace fuyuan
