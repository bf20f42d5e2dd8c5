#include "restore/repair/paragraph_ends.hpp"

#include <algorithm>

#include "restore/decode/placed_spans.hpp"
#include "text/char_class.hpp"
#include "text/measure_words.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Nats for each: behind a full stop line ends are ten times as common as blanks before Chinese.
constexpr double kLineEnd = 2.3;
/// Who puts blanks behind full stops does so throughout.
constexpr double kMost = 2 * kLineEnd;

constexpr double kTold = 0.8;  ///< probability of a line end, where the document lost others

constexpr std::string_view kStopAndBlank = "。 ";

/// Whether the text ends in a sentence, or in what was said.
bool ends_sentence(std::u32string_view text) {
  constexpr std::u32string_view kStops = U"。！？";
  if (text.ends_with(U'”')) text.remove_suffix(1);
  return !text.empty() && kStops.find(text.back()) != std::u32string_view::npos;
}

/// Whether a blank between a full stop and what may begin a paragraph stands there.
bool is_behind_stop(std::u32string_view text, std::size_t at) {
  return text[at] == U' ' && at + 1 < text.size() &&
         (text[at + 1] >= 0x80 || is_letter(text[at + 1])) && ends_sentence(text.substr(0, at));
}

/// `1995年`: no digit stands before it.
bool begins_with_year(std::u32string_view text) {
  constexpr std::size_t kDigits = 4;
  return count_digits(text) == kDigits && at_or_end(text, kDigits) == U'年' &&
         (text.starts_with(U"19") || text.starts_with(U"20"));
}

/// Whether what stands there between a full stop and hanzi is nothing that stands so: a mark of
/// ASCII, or a digit that was given up, where what follows counts nothing or is a whole year.
bool is_out_of_place(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kMarks = U"?!,.;:";
  constexpr std::u32string_view kCounted = U"年月日号时点分秒岁次位届场条种级期天层楼路章节";
  if (at == 0 || text[at - 1] != U'。' || at + 1 == text.size()) return false;
  if (text[at] == kReplacement && begins_with_year(text.substr(at + 1))) return true;
  const char32_t behind = text[at + 1];
  if (!is_han(behind)) return false;
  const bool is_no_digit = text[at] == kReplacement &&
                           kMeasureWords.find(behind) == kMeasureWords.npos &&
                           kCounted.find(behind) == kCounted.npos;
  return is_no_digit || kMarks.find(text[at]) != kMarks.npos;
}

/// Calls `found` with each character that was inferred to be such a blank, or that is out of place
/// as well, and with its span.
/// `text`: what the line becomes by the spans.
template <typename Spans, typename Found>
void for_each_blank(std::u32string_view text, Spans& spans, Found found) {
  for_each_placed(spans, [&](auto& span, std::size_t begin) {
    for (auto& one : span.inferred) {
      const std::size_t at = begin + one.offset;
      if (is_behind_stop(text, at) || is_out_of_place(text, at)) found(span, one);
    }
  });
}

}  // namespace

void ParagraphEnds::add(std::u32string_view line, const std::vector<LineSpan>& spans) {
  const std::u32string text = apply_spans(line, spans);
  std::size_t guessed = 0;
  std::size_t others = 0;
  for_each_blank(text, spans, [&](auto&, const InferredCharacter& one) {
    ++(one.character == U' ' ? guessed : others);
  });
  guessed_ += guessed;
  out_of_place_ += others;
  for (std::size_t at = 0; at < text.size(); ++at) shown_ += is_behind_stop(text, at) ? 1 : 0;
  shown_ -= guessed;
}

void ParagraphEnds::add_healthy(std::string_view text) {
  for (std::size_t at = text.find(kStopAndBlank); at != std::string_view::npos;
       at = text.find(kStopAndBlank, at + kStopAndBlank.size())) {
    ++shown_;
  }
}

double ParagraphEnds::weigh() const {
  const double sum = kLineEnd * (static_cast<double>(guessed_) - static_cast<double>(shown_));
  return std::min(sum, kMost) + kLineEnd * static_cast<double>(out_of_place_);
}

void ParagraphEnds::put_back(std::u32string_view line, std::vector<LineSpan>& spans) {
  const std::u32string text = apply_spans(line, spans);
  for_each_blank(text, spans, [](LineSpan& span, InferredCharacter& one) {
    one.character = one.best = span.after[one.offset] = U'\n';
    one.probability = std::max(one.probability, kTold);
  });
}

}  // namespace fuyuan
