#pragma once

#include "restore/restorer.hpp"

namespace fuyuan {

/// What came of a document that was restored in pieces. The text and the plan are not kept: they
/// could be of any size.
class PieceSummary {
 public:
  void add(const Restored& piece, bool changed);

  /// The worst verdict, all counts, the mean confidence by characters; "mixed" where the charsets
  /// of the pieces differ; the language of most of the text. A piece that is no text was left as
  /// found: that makes no binary of the others, but is worth a look.
  const Restored& restored() const { return all_; }
  bool changed() const { return changed_; }

 private:
  void add_verdict(const Restored& piece);

  Restored all_;
  Verdict worst_ = Verdict::clean;  ///< of the pieces that are text
  bool has_text_ = false;
  bool has_binary_ = false;
  bool changed_ = false;
  double weighted_ = 0;
  std::size_t most_ = 0;
};

}  // namespace fuyuan
