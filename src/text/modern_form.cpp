#include "text/modern_form.hpp"

#include <algorithm>
#include <array>

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace fuyuan {
namespace {

struct Pair {
  char32_t old_form;
  char32_t modern;
};

/// GB 18030-2000 and GBK against GB 18030-2022; A3A0 is a space for browsers.
constexpr auto kPrivate = std::to_array<Pair>({
    {0xE5E5, 0x3000}, {0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13},
    {0xE791, 0xFE14}, {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18},
    {0xE796, 0xFE19}, {0xE7C7, 0x1E3F},  {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC},
    {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},  {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7},
    {0xE832, 0x9FB8}, {0xE83B, 0x2298F}, {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE},
    {0xE864, 0x9FBB},
});

/// Radicals of the supplement that are whole characters and have no decomposition.
constexpr auto kRadicals = std::to_array<Pair>({
    {U'⺠', U'民'}, {U'⻁', U'虎'}, {U'⻄', U'西'}, {U'⻅', U'见'}, {U'⻆', U'角'}, {U'⻉', U'贝'},
    {U'⻋', U'车'}, {U'⻑', U'長'}, {U'⻓', U'长'}, {U'⻔', U'门'}, {U'⻘', U'青'}, {U'⻙', U'韦'},
    {U'⻚', U'页'}, {U'⻛', U'风'}, {U'⻜', U'飞'}, {U'⻝', U'食'}, {U'⻢', U'马'}, {U'⻣', U'骨'},
    {U'⻤', U'鬼'}, {U'⻥', U'鱼'}, {U'⻦', U'鸟'}, {U'⻧', U'卤'}, {U'⻨', U'麦'}, {U'⻩', U'黄'},
    {U'⻬', U'齐'}, {U'⻮', U'齿'}, {U'⻰', U'龙'}, {U'⻳', U'龟'},
});

template <std::size_t N>
char32_t find_modern(const std::array<Pair, N>& pairs, char32_t code_point) {
  const auto at =
      std::lower_bound(pairs.begin(), pairs.end(), code_point,
                       [](const Pair& pair, char32_t cp) { return pair.old_form < cp; });
  return at == pairs.end() || at->old_form != code_point ? code_point : at->modern;
}

char32_t decompose(char32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* const nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status) != 0) return code_point;
  UChar units[8] = {};
  const auto length =
      unorm2_getRawDecomposition(nfkc, static_cast<UChar32>(code_point), units, 8, &status);
  if (U_FAILURE(status) != 0 || length < 1) return code_point;
  UChar32 out = 0;
  std::int32_t at = 0;
  U16_NEXT(units, at, length, out);
  return at == length ? static_cast<char32_t>(out) : code_point;
}

struct Range {
  char32_t first;
  char32_t last;
};
Range range_of(Duplicate kind) {
  switch (kind) {
    case Duplicate::radical:
      return {0x2E80, 0x2FDF};
    case Duplicate::compatibility:
      return {0xF900, 0xFAFF};
    case Duplicate::private_use:
      return {kPrivate.front().old_form, kPrivate.back().old_form};
    case Duplicate::none:
      break;
  }
  return {1, 0};
}

}  // namespace

Duplicate duplicate_kind(char32_t code_point) noexcept {
  if (code_point >= 0x2E80 && code_point <= 0x2FDF) return Duplicate::radical;
  if (code_point >= 0xF900 && code_point <= 0xFAFF) return Duplicate::compatibility;
  if (find_modern(kPrivate, code_point) != code_point) return Duplicate::private_use;
  return Duplicate::none;
}

char32_t modern_form(char32_t code_point) noexcept {
  switch (duplicate_kind(code_point)) {
    case Duplicate::radical: {
      const char32_t modern = find_modern(kRadicals, code_point);
      return modern != code_point ? modern : decompose(code_point);
    }
    case Duplicate::compatibility:
      return decompose(code_point);
    case Duplicate::private_use:
      return find_modern(kPrivate, code_point);
    case Duplicate::none:
      break;
  }
  return code_point;
}

char32_t duplicate_of(char32_t code_point, Duplicate kind) noexcept {
  const Range range = range_of(kind);
  for (char32_t cp = range.first; cp <= range.last; ++cp) {
    if (duplicate_kind(cp) == kind && modern_form(cp) == code_point) return cp;
  }
  return code_point;
}

}  // namespace fuyuan
