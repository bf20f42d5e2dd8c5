#include "restore/hypotheses/utf8_layer_finder.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Characters of several bytes that are no accident: one in six pairs of bytes is UTF-8 by chance.
constexpr std::size_t kBeyondChance = 8;
constexpr std::size_t kDifferent = 5;  ///< of them: 沙沙沙 is ɳɳɳ however often it stands there
constexpr std::size_t kOneInSoMany = 8;  ///< symbols that may be in lines which do not fit
constexpr std::size_t kLinesBelow = 20;  ///< about what is below
constexpr double kPlainCost = 7.5;       ///< nats a character that text may cost
constexpr double kCostBelow = 9;         ///< the same of what two layers of damage hide
constexpr double kLeastGain = 25;        ///< nats

/// The line with no-break spaces for the blanks that stand within a character's bytes; nothing
/// where there are none.
std::optional<std::u32string> put_back_blanks(const Misread& channel, std::u32string_view line) {
  if (!channel.was_utf8() || channel.wrong() == nullptr || !channel.reads_single_bytes())
    return std::nullopt;
  const Charset& wrong = *channel.wrong();
  std::u32string out(line);
  bool is_any = false;
  std::size_t missing = 0;  // bytes of the character
  for (char32_t& symbol : out) {
    if (symbol == U' ' && missing > 0) {
      symbol = kNoBreakSpace;
      is_any = true;
    }
    const EncodedChar byte = wrong.encode(symbol);
    const unsigned char value = byte.length == 1 ? byte.bytes[0] : 0;
    if (is_continuation(value)) {
      missing -= std::min<std::size_t>(missing, 1);
    } else {
      missing = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : value >= 0xC0 ? 1 : 0;
    }
  }
  return is_any ? std::optional(std::move(out)) : std::nullopt;
}

QuickDecode decode_below(const Misread& channel, std::u32string_view line,
                         const LanguageModel& model) {
  QuickDecode decode = quick_decode(channel, line, model);
  if (decode.is_lossless()) return decode;
  const std::optional<std::u32string> whole = put_back_blanks(channel, line);
  return whole ? quick_decode(channel, *whole, model) : decode;
}

}  // namespace

std::optional<std::u32string> Utf8LayerFinder::undo(const Misread& channel,
                                                    std::u32string_view line) {
  std::optional<std::u32string> text = decode_exactly(channel, line);
  if (text) return text;
  const std::optional<std::u32string> whole = put_back_blanks(channel, line);
  return whole ? decode_exactly(channel, *whole) : std::nullopt;
}

std::optional<Utf8LayerFinder::Layer> Utf8LayerFinder::find_layer(const Misread& channel) const {
  Layer layer;
  layer.channel = &channel;
  std::size_t all = 0;
  for (const std::u32string_view line : lines_) all += count_non_ascii(line);
  std::size_t failed = 0;
  std::set<char32_t> different;
  for (const std::u32string_view line : lines_) {
    std::optional<std::u32string> text = undo(channel, line);
    if (text) {
      layer.characters += count_non_ascii(*text);
      std::copy_if(text->begin(), text->end(), std::inserter(different, different.end()),
                   [](char32_t cp) { return cp >= 0x80; });
      layer.texts.push_back(std::move(*text));
      continue;
    }
    failed += count_non_ascii(line);
    if (failed * kOneInSoMany > all) return std::nullopt;
  }
  if (layer.characters < kBeyondChance || different.size() < kDifferent) return std::nullopt;
  return layer;
}

double Utf8LayerFinder::gain_below(const Layer& layer) const {
  const std::size_t asked = std::min(layer.texts.size(), kLinesBelow);
  double before = 0;
  for (std::size_t i = 0; i < asked; ++i) before += model_.score_text(layer.texts[i]);
  double most = 0;
  for (const Misread* channel : Registry::instance().misreads()) {
    double after = 0;
    double cost = 0;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < asked; ++i) {
      const QuickDecode decode = decode_below(*channel, layer.texts[i], model_);
      const bool comes_of_it = decode.characters > 0 && decode.is_lossless();
      after += comes_of_it ? decode.log_probability : model_.score_text(layer.texts[i]);
      if (!comes_of_it) continue;
      cost += decode.cost * static_cast<double>(decode.characters);
      characters += decode.characters;
    }
    if (cost <= kCostBelow * static_cast<double>(characters)) most = std::max(most, after - before);
  }
  return most;
}

Utf8LayerFinder::Best Utf8LayerFinder::find_best(int most_layers) const {
  Best best{nullptr, kLeastGain};
  std::vector<std::vector<std::u32string>> seen;
  for (const Misread* channel : Registry::instance().misreads()) {
    if (!channel->was_utf8()) continue;
    const std::optional<Layer> layer = find_layer(*channel);
    if (!layer || std::find(seen.begin(), seen.end(), layer->texts) != seen.end()) continue;
    seen.push_back(layer->texts);
    double cost = 0;
    for (const std::u32string& text : layer->texts) cost -= model_.score_text(text);
    if (cost < kPlainCost * static_cast<double>(layer->characters)) return {};
    double gain = gain_below(*layer);
    if (gain <= best.gain && most_layers > 1) {
      Utf8LayerFinder below(model_);
      for (const std::u32string& text : layer->texts) below.add(text);
      gain = below.find_best(most_layers - 1).gain;
    }
    if (gain > best.gain) best = {channel, gain};
  }
  return best.channel == nullptr ? Best() : best;
}

}  // namespace fuyuan
