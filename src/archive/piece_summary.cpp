#include "archive/piece_summary.hpp"

#include <algorithm>

namespace fuyuan {

void PieceSummary::add(const Restored& piece, bool changed) {
  changed_ = changed_ || changed;
  all_.has_plan = !changed_;
  add_verdict(piece);
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

void PieceSummary::add_verdict(const Restored& piece) {
  if (piece.verdict == Verdict::binary) {
    has_binary_ = true;
  } else {
    worst_ = std::max(worst_, piece.verdict);
    has_text_ = true;
    // An empty piece is in any charset.
    if (all_.counts.characters == 0) {
      all_.charset = piece.charset;
    } else if (piece.counts.characters > 0 && all_.charset != piece.charset) {
      all_.charset = "mixed";
    }
  }
  if (!has_text_) {
    all_.verdict = piece.verdict;
    all_.charset = piece.charset;
  } else {
    all_.verdict = has_binary_ ? std::max(worst_, Verdict::unrepaired) : worst_;
  }
}

}  // namespace fuyuan
