#include "restore/line/favourite_decoder.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/kept_words.hpp"
#include "restore/hypotheses/sure_decode.hpp"
#include "restore/line/slip_finder.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/torn_words.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/verdict/meant_text.hpp"
#include "restore/verdict/silent_loss.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

/// Nats a character of rare names and old verse, which the document's only charset may hold.
constexpr double kRareTextCost = 9;

/// One character of three bytes in UTF-8 is there by chance.
constexpr std::size_t kHanziOfUtf8 = 2;
/// Of a raw line in another charset than the document's: characters, and nats for each at most.
constexpr std::size_t kEnoughOfOther = 12;
constexpr double kCostOfOther = 6;
/// Lost bytes leave one symbol in so many without a character.
constexpr std::size_t kMostLost = 5;

/// The bytes in the charset, U+FFFD for each that has lost its other half; nothing where a byte is
/// no half of anything.
std::optional<std::u32string> decode_leniently(const Charset& charset, std::string_view bytes) {
  std::u32string text;
  for (std::string_view rest = bytes; !rest.empty();) {
    const DecodedChar decoded = charset.decode(byte_view(rest));
    if (decoded.length == 0 && !charset.is_lead(static_cast<unsigned char>(rest[0]))) return {};
    text.push_back(decoded.length == 0 ? kReplacement : decoded.code_point);
    rest.remove_prefix(std::max<std::size_t>(decoded.length, 1));
  }
  return text;
}

/// Whether it is text but for its end, where a character was cut in half with the line.
bool is_cut_at_end(std::u32string_view text, const LanguageModel& model) {
  if (text.size() < 2 || text.back() != kReplacement) return false;
  text.remove_suffix(1);
  return std::any_of(text.begin(), text.end(), is_han) &&
         std::all_of(text.begin(), text.end(), [&](char32_t cp) {
           return cp < 0x80 || is_chinese_sign(char_class(cp)) || is_known_hanzi(cp, model);
         });
}

bool tears(const Misread& channel, std::u32string_view text) {
  return channel.is_raw() && tears_words(text, channel.original());
}

}  // namespace

FavouriteDecoder::FavouriteDecoder(const DocumentHabits& habits, const ChannelRanker& ranker)
    : habits_(habits),
      ranker_(ranker),
      model_(LanguageModel::embedded()),
      registry_(Registry::instance()) {}

std::vector<LineSpan> FavouriteDecoder::decode(std::u32string_view line,
                                               const LineScan& scan) const {
  if (auto spans = decode_frame(line, scan); !spans.empty()) return spans;
  if (auto spans = decode_by_favourite(line, scan); !spans.empty()) return spans;
  if (auto spans = try_channel_of_all(line, scan); !spans.empty()) return spans;
  return try_favourites(line, scan);
}

std::vector<LineSpan> FavouriteDecoder::decode_frame(std::u32string_view line,
                                                     const LineScan& scan) const {
  if (scan.raw_bytes > 0 || !may_be_frame(line)) return {};
  const auto decode = [&](const Misread& channel) -> std::vector<LineSpan> {
    if (channel.original().framing() != Framing::gb18030 || channel.is_raw()) return {};
    auto text = decode_exactly(channel, line);
    if (!text || !is_frame(*text)) return {};
    return {{0, line.size(), std::string(channel.name()), std::move(*text), 1, {}}};
  };
  for (const std::span<const Misread* const> channels :
       {std::span<const Misread* const>(habits_.favourites), registry_.misreads()}) {
    for (const Misread* channel : channels) {
      if (auto spans = decode(*channel); !spans.empty()) return spans;
    }
  }
  return {};
}

bool FavouriteDecoder::may_decide(const Misread& favourite, const LineScan& scan) {
  // Browsers' Big5 and others' differ in few characters, and only a comparison tells.
  return favourite.is_raw() == (scan.raw_bytes > 0) && !favourite.has_rival();
}

std::vector<LineSpan> FavouriteDecoder::decode_by_favourite(std::u32string_view line,
                                                            const LineScan& scan) const {
  if (habits_.is_about_mojibake) return {};
  for (const Misread* favourite : habits_.favourites) {
    if (!may_decide(*favourite, scan)) continue;
    auto text = decode_surely(*favourite, line, scan);
    if (text && !tears(*favourite, *text) && !keeps_words(*favourite, line, scan, model_))
      return {{0, line.size(), std::string(favourite->name()), std::move(*text), 1, {}}};
  }
  return {};
}

std::vector<LineSpan> FavouriteDecoder::try_favourites(std::u32string_view line,
                                                       const LineScan& scan) const {
  for (const Misread* favourite : habits_.favourites) {
    if (favourite == habits_.channel_of_all || !may_decide(*favourite, scan)) continue;
    const bool is_only_charset = favourite->is_raw() && habits_.favourites.size() == 1;
    const double least_gain = is_only_charset ? 0 : kCertainLineGain;
    QuickDecode decode = quick_decode(*favourite, line, model_, scan.log_probability + least_gain);
    if (decode.characters == 0 || !decode.is_lossless() || decode.is_ambiguous ||
        decode.cost > (is_only_charset ? kRareTextCost : kPlainTextCost) ||
        tears(*favourite, decode.text) || keeps_words(*favourite, line, scan, model_) ||
        has_slipped(*favourite, line, scan, model_)) {
      continue;
    }
    std::vector<LineSpan> spans = {
        {0, line.size(), std::string(favourite->name()), std::move(decode.text), 1, {}}};
    SpanJudge(model_, habits_).weigh(line, spans);
    if (!spans.empty()) return spans;
  }
  return {};
}

std::vector<LineSpan> FavouriteDecoder::try_channel_of_all(std::u32string_view line,
                                                           const LineScan& scan) const {
  const Misread* channel = habits_.channel_of_all;
  if (channel == nullptr || channel->is_raw() != (scan.raw_bytes > 0)) return {};
  QuickDecode decode = quick_decode(*channel, line, model_, scan.log_probability);
  if (decode.characters == 0 || !decode.is_lossless() || keeps_words(*channel, line, scan, model_))
    return {};
  const double cost = decode.cost;
  const bool is_ambiguous = decode.is_ambiguous;
  std::vector<LineSpan> spans = {
      {0, line.size(), std::string(channel->name()), std::move(decode.text), 1, {}}};
  const std::u32string& text = spans[0].after;
  if (is_drawn(text)) return spans;
  if (!channel->is_raw() && is_torn(*channel, text, cost)) return {};
  if (has_slipped(*channel, line, scan, model_)) return {};
  if (cost <= kRareTextCost) {
    if (!may_decide(*channel, scan) || is_ambiguous || tears(*channel, text)) return {};
    SpanJudge(model_, habits_).weigh(line, spans);
    return spans;
  }
  if (channel->reads_single_bytes() && is_orderly(line, spans[0], ChannelKind(*channel), model_))
    return {};
  std::vector<Ranked> ranked = ranker_.rank_alone(line, scan);
  if (ranked.empty() || !ranked[0].is_lossless ||
      without_variant(ranked[0].channel->name()) != without_variant(channel->name())) {
    return {};
  }
  spans[0].channel = ranked[0].channel->name();
  spans[0].after = std::move(ranked[0].text);
  return spans;
}

std::vector<LineSpan> FavouriteDecoder::decode_with_losses(
    std::u32string_view line, const LineScan& scan, const std::vector<Ranked>& ranked) const {
  if (habits_.favourites.empty()) return {};
  const Misread* charset = habits_.favourites[0];
  const auto raw = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_raw));
  const Framing framing = charset->original().framing();
  if (raw == 0 || !charset->is_raw() ||
      (framing != Framing::gb18030 && framing != Framing::double_byte)) {
    return {};
  }
  const bool is_only = std::none_of(habits_.favourites.begin() + 1, habits_.favourites.end(),
                                    [](const Misread* other) { return other->is_raw(); });
  const std::string bytes = to_bytes(line);
  if (!is_only || count_utf8(bytes).whole >= kHanziOfUtf8) return {};
  if (has_slipped(*charset, line, scan, model_)) return {};
  if (!ranked.empty() && ranked[0].channel != charset && ranked[0].is_lossless &&
      ranked[0].cost_per_character < kCostOfOther &&
      count_non_ascii(ranked[0].text) >= kEnoughOfOther) {
    return {};
  }
  auto text = decode_leniently(charset->original(), bytes);
  if (!text) return {};
  const auto lost = std::count(text->begin(), text->end(), kReplacement);
  if (static_cast<std::size_t>(lost) * kMostLost > line.size() && !is_cut_at_end(*text, model_))
    return {};
  return {{0, line.size(), std::string(charset->name()), std::move(*text), 1, {}}};
}

}  // namespace fuyuan
