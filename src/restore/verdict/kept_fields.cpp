#include "restore/verdict/kept_fields.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

/// Nats that a field must lose by being undone: a healthy one loses about six a character. Where
/// another is healthy, any loss will do.
constexpr double kLossOfOne = 1.5;
constexpr double kLossAmongOthers = 0;

/// Symbols from one ASCII character to the next, and what they become.
struct Field {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t at = 0;  ///< in what the span becomes
  std::u32string after;
};

/// The span cut at its ASCII characters; nothing where those are not the same in what it becomes.
std::vector<Field> cut(std::u32string_view line, const LineSpan& span) {
  std::vector<Field> fields;
  std::size_t at = span.begin;
  std::size_t after = 0;
  while (at < span.end || after < span.after.size()) {
    const std::size_t begin = at;
    const std::size_t first = after;
    while (at < span.end && line[at] >= 0x80) ++at;
    while (after < span.after.size() && span.after[after] >= 0x80) ++after;
    if ((at > begin) != (after > first)) return {};
    if (at > begin) fields.push_back({begin, at, first, span.after.substr(first, after - first)});
    for (; at < span.end && line[at] < 0x80; ++at, ++after) {
      if (after == span.after.size() || span.after[after] != line[at]) return {};
    }
    if (after < span.after.size() && span.after[after] < 0x80) return {};
  }
  return fields;
}

bool is_of_everyday_text(std::u32string_view text, const LanguageModel& model) {
  return std::any_of(text.begin(), text.end(), is_han) &&
         std::all_of(text.begin(), text.end(),
                     [&](char32_t cp) { return is_everyday_character(cp, model); });
}

/// What the span loses by the field being undone, in nats, all else as it comes to be.
double loss_by(std::u32string_view line, const LineSpan& span, const Field& field,
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

/// The span without the fields that are kept, and without ASCII around them: a piece between each
/// two.
std::vector<LineSpan> without(std::u32string_view line, const LineSpan& span,
                              const std::vector<Field>& kept) {
  std::vector<LineSpan> pieces;
  std::size_t begin = span.begin;
  std::size_t at = 0;
  const auto add = [&](std::size_t end, std::size_t after_end) {
    for (; begin < end && line[begin] < 0x80; ++begin) ++at;
    for (; end > begin && line[end - 1] < 0x80; --end) --after_end;
    LineSpan piece{begin,           end, span.channel, span.after.substr(at, after_end - at),
                   span.confidence, {}};
    if (end > begin) pieces.push_back(std::move(piece));
  };
  for (const Field& field : kept) {
    add(field.begin, field.at);
    begin = field.end;
    at = field.at + field.after.size();
  }
  add(span.end, span.after.size());
  return pieces;
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
    std::vector<Field> fields = cut(line, span);
    std::vector<double> losses;
    for (const Field& field : fields) {
      const auto text = line.substr(field.begin, field.end - field.begin);
      losses.push_back(is_of_everyday_text(text, model) ? loss_by(line, span, field, model)
                                                        : -kLossOfOne);
    }
    const double most = losses.empty() ? 0 : *std::max_element(losses.begin(), losses.end());
    const double least = has_others || most > kLossOfOne ? kLossAmongOthers : kLossOfOne;
    std::vector<Field> kept;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (losses[i] > least) kept.push_back(std::move(fields[i]));
    }
    if (kept.empty()) {
      out.push_back(std::move(span));
      continue;
    }
    has_others = true;
    for (LineSpan& piece : without(line, span, kept)) out.push_back(std::move(piece));
  }
  spans = std::move(out);
}

}  // namespace fuyuan
