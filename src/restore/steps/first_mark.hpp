#pragma once

#include "restore/plan.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// A byte-order mark of which a decoder left a pair and a mark at the beginning of a document.
class FirstMark {
 public:
  /// Takes it out, before it is taken for hanzi. Nothing where there is none.
  Step remove(const DocumentText& document);

  /// What the mark took along of the line behind it, as far as that tells once it is restored, or
  /// U+FFFD. Nothing where no mark was removed.
  Step fill(const DocumentText& document) const;

 private:
  char32_t mark_ = 0;  ///< as it stood there
};

}  // namespace fuyuan
