#include "restore/verdict/losing_fields.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kHealthyCost = 9;  ///< nats a character, of a word by itself

struct HealthyPart {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool reads_well(std::u32string_view text, const LanguageModel& model) {
  return is_everyday_chinese(text, model) &&
         -model.score_text(text) < kHealthyCost * static_cast<double>(text.size());
}

bool loses(const Misread& channel, std::u32string_view text, const LanguageModel& model) {
  const QuickDecode decode = quick_decode(channel, text, model);
  return decode.characters == 0 || decode.failures > 0;
}

/// The healthy stretches of the span. A question mark may be a byte of what stands before it.
std::vector<HealthyPart> find_healthy(std::u32string_view line, const LineSpan& span,
                                      const Misread& channel, const LanguageModel& model) {
  constexpr char32_t kColon = U'：';
  std::vector<HealthyPart> healthy;
  for (std::size_t begin = span.begin; begin < span.end; ++begin) {
    if (line[begin] < 0x80) continue;
    std::size_t end = begin;
    while (end < span.end && line[end] >= 0x80) ++end;
    const bool follows_mark = begin > 0 && is_mark(line[begin - 1]);
    std::u32string_view text = line.substr(begin, end - begin);
    if (end < line.size() && is_mark(line[end])) text = text.substr(0, 0);
    if (!reads_well(text, model)) {
      text = line.substr(begin, end - begin);
      text = text.substr(0, text.rfind(kColon) + 1);  // nothing where there is none
    }
    if (!follows_mark && reads_well(text, model) && loses(channel, text, model))
      healthy.push_back({begin, begin + text.size()});
    begin = end;
  }
  return healthy;
}

/// What is left of the span beside the stretches, undone piece by piece.
std::vector<LineSpan> undo_others(std::u32string_view line, const LineSpan& span,
                                  const Misread& channel, std::vector<HealthyPart> healthy,
                                  const LanguageModel& model) {
  std::vector<LineSpan> pieces;
  std::size_t begin = span.begin;
  healthy.push_back({span.end, span.end});
  for (const HealthyPart& part : healthy) {
    std::size_t end = part.begin;
    while (begin < end && line[begin] < 0x80) ++begin;
    while (end > begin && line[end - 1] < 0x80 && !is_mark(line[end - 1])) --end;
    QuickDecode decode = quick_decode(channel, line.substr(begin, end - begin), model);
    if (decode.characters > 0)
      pieces.push_back({begin, end, span.channel, std::move(decode.text), span.confidence, {}});
    begin = part.end;
  }
  return pieces;
}

}  // namespace

void keep_losing_fields(std::u32string_view line, std::vector<LineSpan>& spans,
                        const LanguageModel& model) {
  std::vector<LineSpan> out;
  for (LineSpan& span : spans) {
    const ChannelKind kind(span.channel);
    const Misread* channel = kind.misread();
    const bool may_lose = channel != nullptr && channel->was_utf8() &&
                          !channel->reads_single_bytes() && span.inferred.empty() &&
                          span.after.find(kReplacement) != std::u32string::npos;
    std::vector<HealthyPart> healthy =
        may_lose ? find_healthy(line, span, *channel, model) : std::vector<HealthyPart>();
    if (healthy.empty()) {
      out.push_back(std::move(span));
      continue;
    }
    for (LineSpan& piece : undo_others(line, span, *channel, std::move(healthy), model))
      out.push_back(std::move(piece));
  }
  spans = std::move(out);
}

}  // namespace fuyuan
