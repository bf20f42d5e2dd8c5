#pragma once

#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

struct DocumentName;

/// What was found and done as one JSON object on one line, without line end: path, entry (where
/// the input has several documents), verdict, charset, language, confidence, counts, milliseconds
/// and plan.
std::string report_json(const DocumentName& name, const Restored& restored, double milliseconds);

/// {"path":…,"error":…}, with the entry if there is one.
std::string error_json(const DocumentName& name, std::string_view what);

/// {"path":…,"documents":…,"changed":…,"finished":true}: all documents of an input are done.
std::string end_json(std::string_view path, std::size_t documents, std::size_t changed);

/// "inferred (utf-8, 12 characters brought back, 1 inferred)": for people.
std::string summarize(const Restored& restored);

/// The file of --report: JSON lines, written as they come, so that the report of an interrupted run
/// is good up to its end.
class ReportFile {
 public:
  /// An empty path: no report. "-" is standard error. Throws IoError.
  /// `appends`: to what is there, but for a last line that a killed run left unfinished.
  ReportFile(const std::string& path, bool appends);

  bool is_open() const { return file_.is_open(); }
  /// Throws OutputError, naming the file.
  void add(std::string_view json);

 private:
  std::string path_;
  Descriptor file_;
};

}  // namespace fuyuan::cli
