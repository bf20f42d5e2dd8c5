#pragma once

#include <string_view>

#include "model/language_model.hpp"
#include "restore/line_restorer.hpp"

namespace fuyuan {

/// Decides span by span whether a repair is believed. The lattice finds the best explanation there
/// is; this asks whether it is good enough to touch somebody's text for.
class SpanJudge {
 public:
  SpanJudge(const LanguageModel& model, const DocumentHabits& habits)
      : model_(model), habits_(habits) {}

  /// Sets `span.confidence` and says whether the repair is accepted.
  bool accepts(std::u32string_view line, LineSpan& span) const;

 private:
  double gain(std::u32string_view line, const LineSpan& span) const;
  double required_gain(std::string_view channel) const;

  const LanguageModel& model_;
  const DocumentHabits& habits_;
};

}  // namespace fuyuan
