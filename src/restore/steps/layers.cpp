// Misreads that lines and columns tell of together, where none does alone.

#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/column_finder.hpp"
#include "restore/hypotheses/utf8_layer_finder.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/steps/steps.hpp"

namespace fuyuan {
namespace {}  // namespace

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
