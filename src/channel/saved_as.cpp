#include "channel/saved_as.hpp"

#include <algorithm>

#include "channel/traditional_forms.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Rarer characters are not worth guessing where nothing of them is left.
constexpr Token kGuessedTokens = 9000;
/// Question marks in a row: more of them are somebody's surprise, or too much to guess.
constexpr std::size_t kMostMarks = 6;
/// Where no rule tells which characters are lost: one in so many, for material and as a logarithm.
constexpr unsigned kOneInSoMany = 12;
constexpr float kLostByChance = -2.5F;

bool is_context(char32_t cp) { return is_chinese_text(cp) && cp != U'\u3000'; }

/// Whether the marks [begin, end) stand where a number is to be filled in: `19??年?月`, `第?章`.
bool awaits_number(std::u32string_view line, std::size_t begin, std::size_t end) {
  constexpr std::u32string_view kUnits = U"年月日号章节回页元角分时点秒岁届期卷册楼室";
  const char32_t before = begin > 0 ? line[begin - 1] : U' ';
  const char32_t after = end < line.size() ? line[end] : U' ';
  const auto is_unit = [&](char32_t cp) { return kUnits.find(cp) != std::u32string_view::npos; };
  if (is_digit(before) || is_digit(after)) return true;
  return is_unit(after) && (before == U'第' || before == U'共' || is_unit(before) ||
                            !is_context(before) || end - begin > 1);
}

/// Whether the marks around `at` touch Chinese text, and are few: of a long row no more is read.
bool may_be_lost(std::u32string_view line, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin <= kMostMarks && line[begin - 1] == U'?') --begin;
  std::size_t end = at;
  while (end < line.size() && end - at <= kMostMarks && line[end] == U'?') ++end;
  if (end - begin > kMostMarks || awaits_number(line, begin, end)) return false;
  return (begin > 0 && is_context(line[begin - 1])) || (end < line.size() && is_context(line[end]));
}

}  // namespace

bool SavedAs::is_in(std::u32string_view line) {
  for (std::size_t at = line.find(U'?'); at != std::u32string_view::npos;
       at = line.find(U'?', at + 1)) {
    if (may_be_lost(line, at)) return true;
  }
  return false;
}

bool SavedAs::is_within_text(std::u32string_view line, std::size_t begin, std::size_t end) {
  while (begin > 0 && line[begin - 1] == U'?') --begin;
  while (end < line.size() && line[end] == U'?') ++end;
  return begin > 0 && end < line.size() && is_context(line[begin - 1]) && is_context(line[end]);
}

bool SavedAs::keeps(char32_t cp) const {
  return cp < 0x80 || charset_ == nullptr || charset_->encode(cp).length > 0;
}

bool SavedAs::may_have_kept(std::u32string_view text) const {
  return std::all_of(text.begin(), text.end(), [&](char32_t cp) {
    return keeps(cp) && !(is_traditional() ? is_simplified_only(cp) : is_traditional_only(cp));
  });
}

char32_t SavedAs::form_of(char32_t found) const {
  return is_traditional() ? convert_by_character({&found, 1})[0] : found;
}

const std::vector<Candidate>& SavedAs::candidates() const {
  std::call_once(made_, [&] {
    for (Token token = 0; token < kGuessedTokens; ++token) {
      const char32_t cp = model_.code_point(token);
      const bool is_lost =
          charset_ != nullptr ? is_chinese_text(cp) && !keeps(form_of(cp)) : is_han(cp);
      if (is_lost && !is_traditional_only(cp)) candidates_.push_back({cp, 0, token});
    }
  });
  return candidates_;
}

void SavedAs::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                      ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (state != kRest || is_raw(symbol) || (symbol != kReplacement && !keeps(symbol))) return;
  out.open(1, 0);
  out.emit(symbol);
  out.close(kRest);
  if (symbol != U'?' || !may_be_lost(observed.symbols, at)) return;
  out.open(1, charset_ != nullptr ? 0 : kLostByChance);
  out.emit_choice(candidates());
  out.close(kRest);
}

std::string SavedAs::damage(std::string_view text, std::string_view habit,
                            std::mt19937_64& random) const {
  static_cast<void>(habit);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const bool is_lost =
        charset_ != nullptr ? !keeps(cp) : is_han(cp) && random() % kOneInSoMany == 0;
    append_utf8(is_lost ? U'?' : cp, out);
  }
  return out;
}

}  // namespace fuyuan
