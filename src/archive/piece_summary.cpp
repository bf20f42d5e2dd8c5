#include "archive/piece_summary.hpp"

#include <algorithm>

namespace fuyuan {

void PieceSummary::add(const Restored& piece, bool changed) {
  changed_ = changed_ || changed;
  all_.verdict = is_empty_ ? piece.verdict : std::max(all_.verdict, piece.verdict);
  if (is_empty_) {
    all_.charset = piece.charset;
  } else if (all_.charset != piece.charset) {
    all_.charset = "mixed";
  }
  is_empty_ = false;
  const Counts& counts = piece.counts;
  if (counts.characters >= most_) {
    most_ = counts.characters;
    all_.language = piece.language;
  }
  weighted_ += piece.confidence * static_cast<double>(counts.characters);
  all_.counts.characters += counts.characters;
  all_.counts.restored += counts.restored;
  all_.counts.inferred += counts.inferred;
  all_.counts.lost += counts.lost;
  all_.counts.converted += counts.converted;
  if (all_.counts.characters > 0) {
    all_.confidence = weighted_ / static_cast<double>(all_.counts.characters);
  }
}

}  // namespace fuyuan
