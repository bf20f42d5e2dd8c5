// Lines, and fields of lines, that one channel explains as a whole: no search is needed.

#include "channel/misread.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/line/channel_choice.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/line/slip_finder.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/quoted_text.hpp"
#include "restore/verdict/silent_loss.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kSpeaksForItself = 80;  ///< nats of a first channel, whatever comes of the others
constexpr std::size_t kShortestOfSteps = 9;  ///< symbols of a field of several steps
constexpr double kLayeredGain = 30;          ///< nats, of all steps together

/// The stretch with all around it up to ASCII, or a label's colon.
LineSpan field_around(std::u32string_view line, Stretch stretch) {
  const auto ends_field = [](Symbol s) { return s < 0x80 && !is_mark(s); };
  LineSpan field{stretch.begin, stretch.end, {}, {}, 1, {}};
  while (field.begin > 0 && !ends_field(line[field.begin - 1]) && line[field.begin - 1] != U'：')
    --field.begin;
  while (field.end < line.size() && !ends_field(line[field.end])) ++field.end;
  return field;
}

}  // namespace

bool LineRestorer::goes_on(const Ranked& first, LineState state) const {
  // One look ahead is enough, and bounds it.
  if (first.gain > kSpeaksForItself || state.has_changed) return true;
  const LineScan scan = scan_line(first.text, model_);
  return !restore(first.text, scan, {state.starts_document, true}).empty();
}

bool LineRestorer::may_decode_whole(std::u32string_view line, const LineScan& scan,
                                    const std::vector<Ranked>& ranked) const {
  if (ranked.empty()) return false;
  const Ranked& best = ranked[0];
  if (best.leads_on) {
    std::u32string known = best.text;
    std::erase(known, kReplacement);
    // A page that became Traditional is text already: the model fills its holes.
    const bool is_text = !best.is_lossless && brings_back_converted(best);
    // Of frames in UTF-8 read as GBK, corners and sides are known by what is left: see box_at.
    const bool is_known = !best.is_lossless && best.channel->name() == "utf8-as-gbk";
    return best.gain > kChainGain && !is_text && !(is_known && is_frame(known));
  }
  return best.is_lossless && best.gain > kCertainLineGain &&
         best.cost_per_character < kPlainTextCost &&
         !lacks_characters(*best.channel, best.text, best.cost_per_character) &&
         !has_slipped(*best.channel, line, scan, model_);
}

std::vector<LineSpan> LineRestorer::decode_whole(std::u32string_view line, const Ranked& best,
                                                 LineState state) const {
  std::vector<LineSpan> spans = {
      {0, line.size(), std::string(best.channel->name()), best.text, 1, {}}};
  if (!best.leads_on) {
    SpanJudge(model_, habits_).weigh(line, spans);
    return spans;
  }
  const bool is_nothing =
      is_drawn(line) || is_orderly(line, spans[0], ChannelKind(*best.channel), model_) ||
      is_mostly_lost(spans[0]) || takes_ascii_for_nothing(line, spans[0]) || !goes_on(best, state);
  return is_nothing ? std::vector<LineSpan>() : spans;
}

std::vector<LineSpan> LineRestorer::decode_layered_field(std::u32string_view line,
                                                         const LineScan& scan,
                                                         LineState state) const {
  if (scan.raw_bytes > 0 || habits_.is_about_mojibake) return {};
  const LineSpan field = field_around(line, find_nonsense(line, scan.costs));
  const std::size_t size = field.end - field.begin;
  if (size < kShortestOfSteps || size == line.size() || is_quoted(line, field)) return {};
  const std::u32string_view symbols = line.substr(field.begin, size);
  const std::vector<Ranked> ranked = ranker_.rank(symbols, scan_line(symbols, model_));
  if (ranked.empty() || !ranked[0].leads_on || ranked[0].gain < kLayeredGain) return {};
  std::vector<LineSpan> spans = decode_whole(symbols, ranked[0], state);
  for (LineSpan& span : spans) move_by(span, static_cast<std::ptrdiff_t>(field.begin));
  return spans;
}

}  // namespace fuyuan
