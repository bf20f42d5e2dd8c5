// Misreads that lines and columns tell of together, where none does alone.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/hypotheses/utf8_layer_finder.hpp"
#include "restore/repair/misread_signs.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/steps/steps.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastDoubled = 2;  ///< hanzi of a document

/// What a line was that is UTF-8 twice over.
struct DoubledLine {
  std::size_t index = 0;
  std::u32string letters;  ///< once the last misread is undone
  std::u32string text;
  std::size_t hanzi = 0;
};

std::optional<DoubledLine> read_doubled(const Misread& channel, std::u32string_view line) {
  // The first letter of every sequence of two bytes that both begin one.
  if (line.find(U'\u00C3') == std::u32string_view::npos) return std::nullopt;
  const auto undo = [&](std::u32string_view text) {
    std::optional<std::u32string> below = Utf8LayerFinder::undo(channel, text);
    const bool fits = below && *below != text && below->find(U'\n') == std::u32string::npos;
    return fits ? below : std::nullopt;
  };
  DoubledLine found;
  std::optional<std::u32string> letters = undo(line);
  if (!letters) return std::nullopt;
  std::optional<std::u32string> text = undo(*letters);
  if (!text) return std::nullopt;
  found.letters = std::move(*letters);
  found.text = std::move(*text);
  found.hanzi =
      static_cast<std::size_t>(std::count_if(found.text.begin(), found.text.end(), is_han));
  return found;
}

}  // namespace

LayeredSteps undo_doubled_utf8(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  const Misread& channel = *Registry::instance().find_misread(kSignChannel);
  std::vector<DoubledLine> doubled;
  std::size_t hanzi = 0;
  for (std::size_t i = 0; i < document.lines().size(); ++i) {
    std::optional<DoubledLine> found = read_doubled(channel, document.lines()[i].symbols);
    if (!found) continue;
    found->index = i;
    hanzi += found->hanzi;
    doubled.push_back(std::move(*found));
  }
  if (hanzi < kLeastDoubled) return {};
  LayeredSteps steps;
  std::ptrdiff_t grown = 0;  // bytes of the text before
  for (DoubledLine& line : doubled) {
    const DocumentLine& before = document.lines()[line.index];
    document.append_spans(
        before,
        {{0, before.symbols.size(), std::string(kSignChannel), std::move(line.letters), 1, {}}},
        steps.above.spans);
    const Span& above = steps.above.spans.back();
    Span below = above;
    below.begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(below.begin) + grown);
    below.before = above.after;
    below.end = below.begin + below.before.size();
    below.after = to_utf8(line.text);
    grown += static_cast<std::ptrdiff_t>(above.after.size()) -
             static_cast<std::ptrdiff_t>(above.before.size());
    steps.below.spans.push_back(std::move(below));
  }
  return steps;
}

Step undo_tripled_utf8(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  const Misread& channel = *Registry::instance().find_misread(kSignChannel);
  Step step;
  std::size_t hanzi = 0;
  for (const DocumentLine& line : document.lines()) {
    std::optional<DoubledLine> found = read_doubled(channel, line.symbols);
    const auto below = found ? Utf8LayerFinder::undo(channel, found->text) : std::nullopt;
    if (!below || *below == found->text) continue;
    hanzi += static_cast<std::size_t>(std::count_if(below->begin(), below->end(), is_han));
    document.append_spans(
        line,
        {{0, line.symbols.size(), std::string(kSignChannel), std::move(found->letters), 1, {}}},
        step.spans);
  }
  return hanzi < kLeastDoubled ? Step() : step;
}

Step undo_utf8_layer(const DocumentText& document) {
  if (document.habits().is_about_mojibake) return {};
  Utf8LayerFinder finder(LanguageModel::embedded());
  for (const DocumentLine& line : document.lines()) {
    if (line.scan.is_suspicious()) finder.add(line.symbols);
  }
  const Misread* channel = finder.find();
  if (channel == nullptr) return {};
  Step step;
  for (const DocumentLine& line : document.lines()) {
    std::optional<std::u32string> text = Utf8LayerFinder::undo(*channel, line.symbols);
    if (!text || *text == line.symbols) continue;
    if (stays_hanzi(line.symbols, LanguageModel::embedded())) continue;
    document.append_spans(
        line, {{0, line.symbols.size(), std::string(channel->name()), std::move(*text), 1, {}}},
        step.spans);
  }
  return step;
}

Step mend_columns(const DocumentText& document, ColumnFinder::Search search) {
  ColumnFinder finder(LanguageModel::embedded(), search);
  for (std::size_t i = 0; i < document.lines().size(); ++i)
    finder.add(i, document.lines()[i].symbols);
  Step step;
  for (const auto& [line, spans] : finder.find())
    document.append_spans(document.lines()[line], spans, step.spans);
  return step;
}

}  // namespace fuyuan
