#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "lattice/simplifier.hpp"
#include "model/language_model.hpp"
#include "model/page_cache.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds out whether a document was saved in a charset that lacks some of its characters, and which
/// one: see SavedAs.
class SavedAsFinder {
 public:
  /// Of a guess: nothing else is left of the character.
  static constexpr double kLeastProbability = 0.5;

  /// `page`: what the document says elsewhere; may be null.
  SavedAsFinder(const LanguageModel& model, const Registry& registry, const PageCache* page)
      : model_(model), registry_(registry), page_(page), simplifier_(model) {}

  struct Filled {
    std::vector<LineSpan> spans;
    double gain = 0;  ///< nats over the line as it stands, less the price of the guesses
  };

  /// The channel that explains the lines' question marks; nullptr where they are better left alone.
  const SavedAs* find(std::span<const std::u32string_view> lines) const;

  /// What the line was, if it came through `channel`: nothing where that gains nothing. A span for
  /// each run of marks, for GuessFilter to finish.
  Filled fill(const SavedAs& channel, std::u32string_view line) const;

 private:
  Filled fill_piece(const SavedAs& channel, std::u32string_view line) const;

  const LanguageModel& model_;
  const Registry& registry_;
  const PageCache* page_;
  Simplifier simplifier_;
};

}  // namespace fuyuan
