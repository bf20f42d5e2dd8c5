#pragma once

#include <string>
#include <string_view>

#include "archive/document_run.hpp"
#include "archive/peek_source.hpp"

namespace fuyuan {

/// A way in which documents lie in a file: one as a whole, one a line, one an entry of an archive.
/// Stateless.
class DocumentFormat {
 public:
  virtual ~DocumentFormat() = default;

  /// Reads an input to its end, has each document in it restored by `run`, and writes the input
  /// again around them. `name` is the input's file name: nothing is opened by it. Throws IoError
  /// where the input as a whole cannot be dealt with; what is wrong with one document goes to
  /// `DocumentRun::fail`.
  virtual void restore(const std::string& name, PeekSource& in, DocumentRun& run) const = 0;
  /// Whether the documents are files of their own, wrapped up: then the lines of the input mean
  /// nothing, and where no document changes the input can stay as it is.
  virtual bool holds_files() const { return false; }
  /// Whether the documents are strings that the input has escapes in: read as plain text, it says
  /// nothing of them.
  virtual bool holds_strings() const { return false; }

 protected:
  DocumentFormat() = default;
  DocumentFormat(const DocumentFormat&) = default;
  DocumentFormat& operator=(const DocumentFormat&) = default;
};

/// The format of an input, by `options.format`, else by its first bytes, else by its name.
/// `is_entry`: inside an archive, where archives stay as they are.
const DocumentFormat& choose_format(const std::string& name, PeekSource& in,
                                    const FormatOptions& options, bool is_entry);

}  // namespace fuyuan
