#pragma once

#include <string>
#include <vector>

#include "model/page_cache.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/steps/document_text.hpp"

namespace fuyuan {

/// Learns what words a page has from those of its lines that make sense, in the script that comes
/// out. The same text always tells the same.
class PageLearner {
 public:
  /// `document` must outlive it, and not change.
  explicit PageLearner(const DocumentText& document) : document_(document) {}

  /// From the document as it is.
  PageCache learn() const;
  /// Whether a line that is learned from may have nonsense in it.
  bool has_nonsense() const;
  /// The same without what is nonsense in lines that make sense elsewhere.
  PageCache learn_plausible() const;
  /// From what its lines become, without what was inferred. `found`: in each of them.
  PageCache learn(const std::vector<std::vector<LineSpan>>& found) const;

 private:
  void learn_healthy(PageCache& page) const;
  void learn_whole(const DocumentLine& line, PageCache& page) const;
  std::u32string as_learned(std::u32string text) const;

  const DocumentText& document_;
};

}  // namespace fuyuan
