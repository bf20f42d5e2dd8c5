#include "restore/verdict/listed_letters.hpp"

#include <algorithm>
#include <functional>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "restore/measure/repetition.hpp"
#include "text/letter_case.hpp"

namespace fuyuan {
namespace {

/// Without its accents.
Symbol base_of(Symbol symbol) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  const bool has_accents =
      U_SUCCESS(status) && nfd->getDecomposition(static_cast<UChar32>(symbol), parts);
  return has_accents ? static_cast<Symbol>(parts.char32At(0)) : symbol;
}

/// Whether the letters are those that a language adds to the alphabet, in order or in both cases,
/// or one letter with all its accents.
bool is_alphabet(std::u32string_view symbols) {
  constexpr std::size_t kEnough = 5;
  constexpr std::size_t kEnoughOfPairs = 4;
  constexpr std::size_t kMost = 80;
  std::u32string letters(symbols);
  std::erase_if(letters, [](Symbol s) { return s < 0x80; });
  if (letters.size() < kEnoughOfPairs || letters.size() > kMost ||
      !std::all_of(letters.begin(), letters.end(), is_cased)) {
    return false;
  }
  const bool is_ascending =
      letters.size() >= kEnough &&
      std::adjacent_find(letters.begin(), letters.end(), std::greater_equal()) == letters.end();
  const auto paired = std::count_if(letters.begin(), letters.end(), [&](Symbol s) {
    const auto cp = static_cast<UChar32>(s);
    const auto other = static_cast<Symbol>(is_upper(s) ? u_tolower(cp) : u_toupper(cp));
    return other != s && letters.find(other) != std::u32string::npos;
  });
  const auto is_alike = [&](Symbol s) { return base_of(s) == base_of(letters[0]); };
  return is_ascending || static_cast<std::size_t>(paired) * 4 > letters.size() * 3 ||
         (count_distinct(letters) == letters.size() &&
          std::all_of(letters.begin(), letters.end(), is_alike));
}

/// Whether there is nothing but signs of mathematics, of which Latin-1 has four.
bool are_operators(std::u32string_view symbols) {
  constexpr std::ptrdiff_t kEnough = 3;
  const auto is_operator = [](Symbol s) {
    return s >= 0x80 && u_charType(static_cast<UChar32>(s)) == U_MATH_SYMBOL;
  };
  return std::count_if(symbols.begin(), symbols.end(), is_operator) >= kEnough &&
         std::all_of(symbols.begin(), symbols.end(),
                     [&](Symbol s) { return s < 0x80 || is_operator(s); });
}

/// The span's symbols with the accented letters beside it, which belong to the same list or word.
std::u32string_view with_neighbours(std::u32string_view line, const LineSpan& span) {
  const auto is_accented = [](Symbol s) { return s >= 0x80 && is_cased(s); };
  std::size_t begin = span.begin;
  while (begin > 0 && is_accented(line[begin - 1])) --begin;
  std::size_t end = span.end;
  while (end < line.size() && is_accented(line[end])) ++end;
  return line.substr(begin, end - begin);
}

/// Whether the span has a range of letters in it, and brackets are around it.
bool has_range(std::u32string_view line, const LineSpan& span) {
  for (std::size_t at = span.begin; at + 2 < span.end; ++at) {
    if (line[at] >= 0x80 && line[at + 1] == U'-' && line[at] < line[at + 2] && is_cased(line[at]) &&
        is_cased(line[at + 2]) && line.substr(0, at).find(U'[') != std::u32string_view::npos &&
        line.find(U']', at + 2) != std::u32string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool are_listed_letters(std::u32string_view line, const LineSpan& span) {
  return is_alphabet(with_neighbours(line, span)) || has_range(line, span) ||
         are_operators(line.substr(span.begin, span.end - span.begin));
}

}  // namespace fuyuan
