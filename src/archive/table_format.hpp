#pragma once

#include "archive/document_format.hpp"

namespace fuyuan {

/// Comma- or tab-separated values (RFC 4180): the cells, or the columns that `fields` names by
/// their header or number from 1, are restored in blocks of rows; a block's cells are one
/// document. Quoting stays as it was, but for a cell that needs it now.
class TableFormat final : public DocumentFormat {
 public:
  explicit TableFormat(char delimiter) : delimiter_(delimiter) {}

  void restore(const std::string& name, PeekSource& in, DocumentRun& run) const override;

 private:
  char delimiter_;
};

}  // namespace fuyuan
