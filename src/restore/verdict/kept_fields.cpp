#include "restore/verdict/kept_fields.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/triage/line_scan.hpp"
#include "restore/verdict/span_fields.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

/// Nats that a field must lose by being undone: a healthy one loses about six a character. Where
/// another is healthy, any loss will do.
constexpr double kLossOfOne = 1.5;
constexpr double kLossAmongOthers = 0;

bool is_of_everyday_text(std::u32string_view text, const LanguageModel& model) {
  return std::any_of(text.begin(), text.end(), is_han) &&
         std::all_of(text.begin(), text.end(),
                     [&](char32_t cp) { return cp == U'·' || is_everyday_character(cp, model); });
}

/// What the span loses by the field being undone, in nats, all else as it comes to be.
double loss_by(std::u32string_view line, const LineSpan& span, const SpanField& field,
               const LanguageModel& model) {
  constexpr std::size_t kAround = 6;  // characters, of which the model sees three
  const std::u32string_view whole = span.after;
  const std::size_t left = field.at - std::min(field.at, kAround);
  const std::size_t end = field.at + field.after.size();
  const std::u32string_view behind = whole.substr(end, kAround);
  std::u32string kept(whole.substr(left, field.at - left));
  kept += line.substr(field.begin, field.end - field.begin);
  kept += behind;
  return model.score_text(kept) - model.score_text(whole.substr(left, end + behind.size() - left));
}

bool has_healthy_field(std::u32string_view line, const std::vector<LineSpan>& spans,
                       const LanguageModel& model) {
  std::u32string rest;
  std::size_t at = 0;
  for (const LineSpan& span : spans) {
    rest += line.substr(at, span.begin - at);
    at = span.end;
  }
  rest += line.substr(at);
  std::erase_if(rest, [](Symbol symbol) { return symbol < 0x80; });
  return is_of_everyday_text(rest, model);
}

}  // namespace

void keep_fields(std::u32string_view line, std::vector<LineSpan>& spans,
                 const DocumentHabits& habits, const LanguageModel& model) {
  bool has_others = has_healthy_field(line, spans, model);
  std::vector<LineSpan> out;
  for (LineSpan& span : spans) {
    const ChannelKind kind(span.channel);
    const Misread* channel = kind.misread();
    // Where all went through it, what looks healthy did as well; and no Chinese stands between the
    // words of Japanese and Korean.
    if (channel == nullptr || channel == habits.channel_of_all || channel->is_raw() ||
        !channel->reads_pairs() || channel->was_japanese_or_korean() || !span.inferred.empty()) {
      out.push_back(std::move(span));
      continue;
    }
    std::vector<SpanField> fields = cut_at_ascii(line, span);
    std::vector<double> losses;
    for (const SpanField& field : fields) {
      const auto text = line.substr(field.begin, field.end - field.begin);
      losses.push_back(is_of_everyday_text(text, model) ? loss_by(line, span, field, model)
                                                        : -kLossOfOne);
    }
    const double most = losses.empty() ? 0 : *std::max_element(losses.begin(), losses.end());
    const double least = has_others || most > kLossOfOne ? kLossAmongOthers : kLossOfOne;
    std::vector<SpanField> kept;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (losses[i] > least) kept.push_back(std::move(fields[i]));
    }
    if (kept.empty()) {
      out.push_back(std::move(span));
      continue;
    }
    has_others = true;
    for (LineSpan& piece : without_fields(line, span, kept)) out.push_back(std::move(piece));
  }
  spans = std::move(out);
}

}  // namespace fuyuan
