#include "restore/hypotheses/utf8_layer_finder.hpp"

#include <algorithm>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/verdict/span_evidence.hpp"

namespace fuyuan {
namespace {

/// Characters of several bytes that are no accident: one in six pairs of bytes is UTF-8 by chance.
constexpr std::size_t kBeyondChance = 8;
constexpr std::size_t kOneInSoMany = 8;  ///< symbols that may be in lines which do not fit
constexpr std::size_t kLinesBelow = 20;  ///< about what is below
constexpr double kPlainCost = 7.5;       ///< nats a character that text may cost
constexpr double kCostBelow = 9;         ///< the same of what two layers of damage hide
constexpr double kLeastGain = 25;        ///< nats

}  // namespace

std::optional<Utf8LayerFinder::Layer> Utf8LayerFinder::undo(const Misread& channel) const {
  Layer layer;
  layer.channel = &channel;
  std::size_t all = 0;
  for (const std::u32string_view line : lines_) all += count_non_ascii(line);
  std::size_t failed = 0;
  for (const std::u32string_view line : lines_) {
    std::optional<std::u32string> text = decode_exactly(channel, line);
    if (text) {
      layer.characters += count_non_ascii(*text);
      layer.texts.push_back(std::move(*text));
      continue;
    }
    failed += count_non_ascii(line);
    if (failed * kOneInSoMany > all) return std::nullopt;
  }
  if (layer.characters < kBeyondChance) return std::nullopt;
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
      const QuickDecode decode = quick_decode(*channel, layer.texts[i], model_);
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

const Misread* Utf8LayerFinder::find() const {
  const Misread* best = nullptr;
  double most = kLeastGain;
  std::vector<std::vector<std::u32string>> seen;
  for (const Misread* channel : Registry::instance().misreads()) {
    if (!channel->was_utf8()) continue;
    const std::optional<Layer> layer = undo(*channel);
    if (!layer || std::find(seen.begin(), seen.end(), layer->texts) != seen.end()) continue;
    seen.push_back(layer->texts);
    double cost = 0;
    for (const std::u32string& text : layer->texts) cost -= model_.score_text(text);
    if (cost < kPlainCost * static_cast<double>(layer->characters)) return nullptr;
    const double gain = gain_below(*layer);
    if (gain <= most) continue;
    most = gain;
    best = channel;
  }
  return best;
}

}  // namespace fuyuan
