#include "restore/repair/lost_blanks.hpp"

#include <algorithm>
#include <string>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/placed_spans.hpp"
#include "restore/repair/same_rest.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kSettled = 0.95;  ///< probability: what sentences show so often is what it is
constexpr double kShare = 0.8;     ///< of what is named instead
constexpr char32_t kBlank = U'　';

bool is_blank(char32_t cp) { return cp == U' ' || cp == U'\t' || cp == kBlank; }

/// Marks that end a sentence, a part of it, or a quotation: none begins a line.
bool ends_something(char32_t cp) {
  return std::u32string_view(U"。、」』】》〉〕").find(cp) != std::u32string_view::npos;
}

bool has_more_of_same_rest(const std::vector<LineSpan>& spans, std::size_t at) {
  bool has = false;
  for_each_placed(spans, [&](const LineSpan& span, std::size_t begin) {
    for (const InferredCharacter& one : span.inferred)
      has = has || (begin + one.offset > at && leave_same_rest(one.best, kBlank));
  });
  return has;
}

/// Whether a bracket that was guessed at the beginning of a line may be one: something behind it
/// closes it, or may do so.
bool may_be_closed(std::u32string_view behind, char32_t bracket, const std::vector<LineSpan>& spans,
                   std::size_t at) {
  constexpr std::u32string_view kOpening = U"「『【《〈〔";
  constexpr std::u32string_view kClosing = U"」』】》〉〕";
  const std::size_t kind = kOpening.find(bracket);
  if (kind == std::u32string_view::npos) return true;  // what else it is has its reason
  return behind.find(kClosing[kind]) != std::u32string_view::npos ||
         has_more_of_same_rest(spans, at);
}

bool begins_line(std::u32string_view text, std::size_t at) {
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_blank);
}

/// Whether blanks of full width stand between the words of a line, and no other mark does.
bool is_set_apart(std::u32string_view known) {
  const std::size_t first = std::min(known.find_first_not_of(U" \t　"), known.size());
  const std::u32string_view text = known.substr(first);
  const std::size_t blank = text.find(kBlank);
  return blank != std::u32string_view::npos &&
         text.find_first_not_of(U" \t\r　\uFFFD", blank) != std::u32string_view::npos &&
         text.find_first_of(U"。，、；！？「」") == std::u32string_view::npos;
}

}  // namespace

void name_lost_blanks(std::u32string_view line, std::vector<LineSpan>& spans) {
  const auto may_be_blank = [](const InferredCharacter& one) {
    return one.probability < kSettled && one.character != kBlank &&
           leave_same_rest(one.best, kBlank);
  };
  if (std::none_of(spans.begin(), spans.end(), [&](const LineSpan& span) {
        return std::any_of(span.inferred.begin(), span.inferred.end(), may_be_blank);
      })) {
    return;
  }
  std::u32string text = apply_spans(line, spans);
  const bool is_form = is_set_apart(apply_known(line, spans));
  for_each_placed(spans, [&](LineSpan& span, std::size_t begin) {
    if (!ChannelKind(span.channel).was_utf8()) return;
    for (InferredCharacter& one : span.inferred) {
      if (!may_be_blank(one)) continue;
      const std::size_t at = begin + one.offset;
      const std::u32string_view behind = std::u32string_view(text).substr(at + 1);
      if (behind.empty() || behind == U"\r") continue;
      const bool is_indent = begins_line(text, at) && (ends_something(one.best) ||
                                                       !may_be_closed(behind, one.best, spans, at));
      const bool is_gap =
          is_form && ends_something(one.best) && (is_digit(behind[0]) || one.best == U'。');
      if (!is_indent && !is_gap) continue;
      one.character = one.best = span.after[one.offset] = text[at] = kBlank;
      one.probability = kShare;
    }
  });
}

}  // namespace fuyuan
