#include "restore/repair/lost_months.hpp"

#include <algorithm>
#include <string>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kShare = 0.98;
/// The months that are written with one byte too many for GBK: the others lose none.
constexpr std::u32string_view kMonth = U"一月";

/// Whether the text begins like that, where `#` is any digit.
bool fits(std::u32string_view text, std::u32string_view pattern) {
  return text.size() >= pattern.size() &&
         std::equal(pattern.begin(), pattern.end(), text.begin(), [](char32_t wanted, char32_t cp) {
           return wanted == U'#' ? is_digit(cp) : wanted == cp;
         });
}

/// Whether a month of two characters stands at `at`, as the rest of a date says.
bool is_in_date(std::u32string_view text, std::size_t at) {
  const std::u32string_view behind = text.substr(std::min(at + kMonth.size(), text.size()));
  const std::u32string_view before = text.substr(0, at);
  if (before.size() >= 3 && fits(before.substr(before.size() - 3), U"##-"))
    return fits(behind, U"-####");
  const bool begins = before.empty() || before.back() < 0x80 || before.back() == U'十';
  return begins && (fits(behind, U" ##, ####") || fits(behind, U" #, ####"));
}

}  // namespace

void name_lost_months(std::u32string_view line, std::vector<LineSpan>& spans) {
  std::u32string text;
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (span.inferred.size() > 1 && text.empty()) text = apply_spans(line, spans);
    for (std::size_t i = 1; i < span.inferred.size() && ChannelKind(span.channel).was_utf8(); ++i) {
      InferredCharacter& first = span.inferred[i - 1];
      InferredCharacter& second = span.inferred[i];
      if (first.offset + 1 != second.offset || !leave_same_rest(kMonth[0], first.best) ||
          !leave_same_rest(kMonth[1], second.best) || !is_in_date(text, begin + first.offset))
        continue;
      first.character = first.best = span.after[first.offset] = kMonth[0];
      second.character = second.best = span.after[second.offset] = kMonth[1];
      first.probability = second.probability = kShare;
    }
  });
}

}  // namespace fuyuan
