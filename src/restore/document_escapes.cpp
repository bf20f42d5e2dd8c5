// What is escaped in a document, and what was misread before it was.

#include <algorithm>
#include <iterator>

#include "restore/document.hpp"
#include "restore/measure/prices.hpp"
#include "restore/repair/escape_finder.hpp"
#include "restore/repair/misread_entities.hpp"
#include "restore/repair/numeric_entities.hpp"
#include "restore/repair/spelled_bytes.hpp"
#include "restore/steps/steps.hpp"
#include "text/topic.hpp"

namespace fuyuan {
namespace {

constexpr int kMaxLayers = 8;  ///< of escapes

}  // namespace

void Document::undo_escapes() {
  const SpelledBytes speller(LanguageModel::embedded(), Registry::instance());
  take({{}, speller.find(text_)});
  const std::size_t before = steps_.size();
  undo_layers_of_escapes();
  const MisreadEntities finder(LanguageModel::embedded(), Registry::instance());
  take({{}, finder.find(text_, steps_.size() > before)});
  take(undo_misread_entities(*this));
  take(undo_bare_escapes(*this));
}

void Document::undo_layers_of_escapes() {
  const EscapeFinder finder(LanguageModel::embedded(), Registry::instance(), options_.escapes);
  // Mostly there is Chinese in the clear, and only single lines to look for.
  if (!options_.escapes && counts_.non_ascii * EscapeFinder::kBytesPerClear > text_.size() &&
      EscapeFinder::is_mostly_clear(text_)) {
    take({{}, finder.find_escaped_lines(text_)});
    return;
  }
  for (int i = 0; i < kMaxLayers; ++i) {
    // Asked for, all goes that can: doing it again must change nothing.
    EscapeLayer layer = finder.find(text_, i > 0 && !options_.escapes);
    if (!take({{}, std::move(layer.spans)})) return;
    if (!layer.is_whole && !options_.escapes) return;
  }
}

}  // namespace fuyuan
