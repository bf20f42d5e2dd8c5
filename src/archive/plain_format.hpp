#pragma once

#include <string>
#include <utility>

#include "archive/document_format.hpp"

namespace fuyuan {

/// The whole input is one document. What is longer than a few megabytes is restored in blocks that
/// end at line ends, so that memory stays bounded; each block is judged by itself, and the report
/// has no plan.
class PlainFormat final : public DocumentFormat {
 public:
  /// `charset`: what a header says that the text is in; empty: nothing.
  explicit PlainFormat(std::string charset = {}) : charset_(std::move(charset)) {}

  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;

 private:
  std::string charset_;
};

}  // namespace fuyuan
