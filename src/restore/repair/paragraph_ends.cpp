#include "restore/repair/paragraph_ends.hpp"

#include <algorithm>

#include "restore/decode/placed_spans.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Nats for each: behind a full stop line ends are ten times as common as blanks before Chinese.
constexpr double kLineEnd = 2.3;
/// Who puts blanks behind full stops does so throughout.
constexpr double kMost = 2 * kLineEnd;

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

/// Calls `found` with each character that was inferred to be such a blank, and with its span.
/// `text`: what the line becomes by the spans.
template <typename Spans, typename Found>
void for_each_blank(std::u32string_view text, Spans& spans, Found found) {
  for_each_placed(spans, [&](auto& span, std::size_t begin) {
    for (auto& one : span.inferred) {
      if (is_behind_stop(text, begin + one.offset)) found(span, one);
    }
  });
}

}  // namespace

void ParagraphEnds::add(std::u32string_view line, const std::vector<LineSpan>& spans) {
  const std::u32string text = apply_spans(line, spans);
  std::size_t guessed = 0;
  for_each_blank(text, spans, [&](auto&, auto&) { ++guessed; });
  guessed_ += guessed;
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
  return std::min(sum, kMost);
}

void ParagraphEnds::put_back(std::u32string_view line, std::vector<LineSpan>& spans) {
  const std::u32string text = apply_spans(line, spans);
  for_each_blank(text, spans, [](LineSpan& span, InferredCharacter& one) {
    one.character = one.best = span.after[one.offset] = U'\n';
  });
}

}  // namespace fuyuan
