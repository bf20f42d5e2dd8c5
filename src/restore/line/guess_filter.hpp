#pragma once

#include <vector>

#include "restore/decode/line_span.hpp"
#include "restore/options.hpp"
#include "restore/verdict/document_habits.hpp"

namespace fuyuan {

/// Leaves out of what was found what is inferred with too little certainty, by the options and by
/// how such guesses turn out: U+FFFD stands for it then.
class GuessFilter {
 public:
  /// Both must outlive it.
  GuessFilter(const Options& options, const DocumentHabits& habits)
      : options_(options), habits_(habits) {}

  void apply(LineSpan& span) const;
  void apply(std::vector<LineSpan>& spans) const;
  /// The same, and takes away the spans of which nothing is left.
  void finish(std::vector<LineSpan>& spans) const;

 private:
  /// Whether the span is of raw bytes in a document of UTF-8.
  bool is_of_broken_utf8(const LineSpan& span) const;

  const Options& options_;
  const DocumentHabits& habits_;
};

}  // namespace fuyuan
