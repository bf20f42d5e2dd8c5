#pragma once

#include "archive/document_format.hpp"

namespace fuyuan {

/// Comma- or tab-separated values (RFC 4180): all of it is one text, or, where `fields` names
/// columns by their header or number from 1, those are restored in blocks of rows; a block's cells
/// are one document then. Quoting stays as it was, but for a cell that needs it now.
class TableFormat final : public DocumentFormat {
 public:
  explicit TableFormat(char delimiter) : delimiter_(delimiter) {}

  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;

 private:
  char delimiter_;
};

}  // namespace fuyuan
