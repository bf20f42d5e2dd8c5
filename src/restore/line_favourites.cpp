// What the channels that explain other lines of the document make of a line.

#include <algorithm>
#include <string>
#include <utility>

#include "restore/character_lists.hpp"
#include "restore/line_restorer.hpp"
#include "restore/meant_text.hpp"
#include "restore/quick_decode.hpp"
#include "restore/silent_loss.hpp"
#include "restore/sure_decode.hpp"
#include "restore/torn_words.hpp"
#include "restore/verdict.hpp"

namespace fuyuan {
namespace {

/// Nats a character of rare names and old verse, which the document's only charset may hold.
constexpr double kRareTextCost = 9;

bool tears(const Misread& channel, std::u32string_view text) {
  return channel.is_raw() && tears_words(text, channel.original());
}

}  // namespace

bool LineRestorer::may_decide(const Misread& favourite, const LineScan& scan) {
  // Browsers' Big5 and others' differ in few characters, and only a comparison tells.
  return favourite.is_raw() == (scan.raw_bytes > 0) &&
         favourite.name().find("-as-big5") == std::string_view::npos;
}

std::vector<LineSpan> LineRestorer::decode_by_favourite(std::u32string_view line,
                                                        const LineScan& scan) const {
  if (habits_.is_about_mojibake) return {};
  for (const Misread* favourite : habits_.favourites) {
    if (!may_decide(*favourite, scan)) continue;
    auto text = decode_surely(*favourite, line, scan);
    if (text && !tears(*favourite, *text))
      return {{0, line.size(), std::string(favourite->name()), std::move(*text), 1, {}}};
  }
  return {};
}

std::vector<LineSpan> LineRestorer::try_favourites(std::u32string_view line,
                                                   const LineScan& scan) const {
  for (const Misread* favourite : habits_.favourites) {
    if (favourite == habits_.channel_of_all || !may_decide(*favourite, scan)) continue;
    const bool is_only_charset = favourite->is_raw() && habits_.favourites.size() == 1;
    const double least_gain = is_only_charset ? 0 : Ranked::kCertainGain;
    QuickDecode decode = quick_decode(*favourite, line, model_, scan.log_probability + least_gain);
    if (decode.characters == 0 || !decode.is_lossless() || decode.is_ambiguous ||
        decode.cost > (is_only_charset ? kRareTextCost : ChannelRanker::kPlainTextCost) ||
        tears(*favourite, decode.text)) {
      continue;
    }
    std::vector<LineSpan> spans = {
        {0, line.size(), std::string(favourite->name()), std::move(decode.text), 1, {}}};
    SpanJudge(model_, habits_).weigh(line, spans);
    if (!spans.empty()) return spans;
  }
  return {};
}

std::vector<LineSpan> LineRestorer::try_channel_of_all(std::u32string_view line,
                                                       const LineScan& scan) const {
  const Misread* channel = habits_.channel_of_all;
  if (channel == nullptr || channel->is_raw() != (scan.raw_bytes > 0)) return {};
  QuickDecode decode = quick_decode(*channel, line, model_, scan.log_probability);
  if (decode.characters == 0 || !decode.is_lossless()) return {};
  const double cost = decode.cost;
  const bool is_ambiguous = decode.is_ambiguous;
  std::vector<LineSpan> spans = {
      {0, line.size(), std::string(channel->name()), std::move(decode.text), 1, {}}};
  const std::u32string& text = spans[0].after;
  if (is_drawn(text)) return spans;
  if (!channel->is_raw() && is_torn(*channel, text, cost)) return {};
  if (cost <= kRareTextCost) {
    if (!may_decide(*channel, scan) || is_ambiguous || tears(*channel, text)) return {};
    SpanJudge(model_, habits_).weigh(line, spans);
    return spans;
  }
  if (channel->reads_single_bytes() && is_orderly(line, spans[0], model_)) return {};
  std::vector<Ranked> ranked = ranker_.rank_alone(line, scan);
  if (ranked.empty() || !ranked[0].is_lossless ||
      without_variant(ranked[0].channel->name()) != without_variant(channel->name())) {
    return {};
  }
  spans[0].channel = ranked[0].channel->name();
  spans[0].after = std::move(ranked[0].text);
  return spans;
}

}  // namespace fuyuan
