#include "model/vocabulary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPlanes = 0x110000;

Token class_token(char32_t cp) { return static_cast<Token>(1 + static_cast<int>(char_class(cp))); }

char32_t fold(char32_t cp) {
  if (cp == kNoBreakSpace) return U' ';
  return cp >= U'A' && cp <= U'Z' ? cp + 0x20 : cp;
}

bool has_own_token(char32_t cp) {
  if (is_digit(cp) || cp == U'\n' || cp == U'\r') return false;
  const CharClass kind = char_class(cp);
  return kind != CharClass::pua && kind != CharClass::replacement && kind != CharClass::c1 &&
         kind != CharClass::control && kind != CharClass::unassigned;
}

}  // namespace

Vocabulary::Vocabulary(std::u32string_view text, std::uint32_t min_count) {
  std::vector<std::uint32_t> counts(kPlanes, 0);
  for (const char32_t cp : text) ++counts[fold(cp)];
  std::vector<char32_t> frequent;
  for (char32_t cp = 0; cp < kPlanes; ++cp) {
    if (has_own_token(cp) && counts[cp] >= min_count) frequent.push_back(cp);
  }
  std::stable_sort(frequent.begin(), frequent.end(),
                   [&](char32_t a, char32_t b) { return counts[a] > counts[b]; });
  const std::size_t reserved = 1 + kCharClassCount;
  frequent.resize(std::min(frequent.size(), kMaxTokens - reserved));
  code_points_.assign(reserved, 0);
  code_points_.insert(code_points_.end(), frequent.begin(), frequent.end());

  // Pages without a single frequent character share one page for each class they are made of.
  std::vector<Token> all(kPlanes);
  for (char32_t cp = 0; cp < kPlanes; ++cp) all[cp] = class_token(cp);
  for (std::size_t i = reserved; i < code_points_.size(); ++i) {
    all[code_points_[i]] = static_cast<Token>(i);
  }
  for (char32_t cp = U'A'; cp <= U'Z'; ++cp) all[cp] = all[fold(cp)];
  all[kNoBreakSpace] = all[fold(kNoBreakSpace)];
  all[U'\n'] = all[U'\r'] = kBoundary;
  std::vector<std::vector<Token>> distinct;
  for (std::size_t page = 0; page < kPlanes / 256; ++page) {
    const std::vector<Token> content(all.begin() + static_cast<std::ptrdiff_t>(page * 256),
                                     all.begin() + static_cast<std::ptrdiff_t>(page * 256 + 256));
    const auto found = std::find(distinct.begin(), distinct.end(), content);
    page_index_.push_back(static_cast<std::uint16_t>(found - distinct.begin()));
    if (found == distinct.end()) distinct.push_back(content);
  }
  for (const auto& page : distinct) pages_.insert(pages_.end(), page.begin(), page.end());
}

Token Vocabulary::token(char32_t code_point) const {
  return pages_[std::size_t{page_index_[code_point >> 8]} << 8 | (code_point & 0xFF)];
}

std::vector<float> Vocabulary::spreads() const {
  std::vector<float> out(size(), 0.0F);
  for (int i = 0; i < kCharClassCount; ++i) {
    out[1 + i] = -std::log(static_cast<float>(char_class_size(static_cast<CharClass>(i))));
  }
  return out;
}

}  // namespace fuyuan
