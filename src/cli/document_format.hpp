#pragma once

#include <string>

#include "cli/byte_stream.hpp"
#include "cli/session.hpp"

namespace fuyuan::cli {

/// A way in which documents lie in a file: one as a whole, one a line, and what is still to come
/// (one an archive's entry, one a WARC record). Stateless.
class DocumentFormat {
 public:
  virtual ~DocumentFormat() = default;

  /// Reads a file to its end, restores each document in it through `session`, and writes the file
  /// again around them. `path` is what messages and the report call it. Throws IoError where the
  /// file as a whole cannot be read; what is wrong with one document goes to `Session::fail`.
  virtual void restore(const std::string& path, ByteSource& in, ByteSink& out,
                       Session& session) const = 0;

 protected:
  DocumentFormat() = default;
  DocumentFormat(const DocumentFormat&) = default;
  DocumentFormat& operator=(const DocumentFormat&) = default;
};

/// The format to read `path` with. Recognising formats by content and by name belongs here.
const DocumentFormat& choose_format(const std::string& path, const CommonOptions& options);

/// The whole file is one document.
class PlainFormat final : public DocumentFormat {
 public:
  void restore(const std::string& path, ByteSource& in, ByteSink& out,
               Session& session) const override;
};

/// Each line is a JSON record; the string of --field is a document. All other bytes of a record
/// stay as they are. A record that is not valid JSON, or lacks the string, is passed on as it is
/// and reported. What is finished is written before more input is waited for, so that the tool can
/// sit in the middle of a conversation.
class JsonLinesFormat final : public DocumentFormat {
 public:
  void restore(const std::string& path, ByteSource& in, ByteSink& out,
               Session& session) const override;
};

}  // namespace fuyuan::cli
