#pragma once

#include "restore/restorer.hpp"

namespace fuyuan {

/// What came of a document that was restored in pieces. The text and the plan are not kept: they
/// could be of any size.
class PieceSummary {
 public:
  void add(const Restored& piece, bool changed);

  /// The worst verdict, all counts, the mean confidence by characters; "mixed" where the charsets
  /// of the pieces differ; the language of most of the text.
  const Restored& restored() const { return all_; }
  bool changed() const { return changed_; }

 private:
  Restored all_;
  bool is_empty_ = true;
  bool changed_ = false;
  double weighted_ = 0;
  std::size_t most_ = 0;
};

}  // namespace fuyuan
