#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/line/line_search.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Restores words that were misread by themselves, in lines and documents that are healthy
/// elsewhere. A line that was misread as a whole tells more as a whole, and is left to others.
class WordRestorer {
 public:
  /// Both must outlive it.
  WordRestorer(const DocumentHabits& habits, const LineSearch& search)
      : habits_(habits),
        search_(search),
        model_(LanguageModel::embedded()),
        registry_(Registry::instance()) {}

  /// UTF-8 read as GBK: see find_misread_words. Nothing where there are none, so that others may be
  /// asked; no span where they are to stay.
  std::optional<std::vector<LineSpan>> restore_words(std::u32string_view line) const;
  /// UTF-8 read as Windows-1252: see find_misread_letters.
  std::vector<LineSpan> restore_letters(std::u32string_view line) const;

 private:
  /// A word as if it were a line; nothing where it is not clear. `before`: what stands before it,
  /// and helps to guess what is lost.
  std::optional<LineSpan> decode_word(std::u32string_view before,
                                      std::u32string_view symbols) const;
  bool is_favourite(const Misread* channel) const;
  /// Whether the document, or most of the line apart from so many symbols of it, reads well.
  bool is_healthy_beside(std::u32string_view line, std::size_t symbols) const;

  const DocumentHabits& habits_;
  const LineSearch& search_;
  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
