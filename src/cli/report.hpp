#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/byte_stream.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

struct DocumentName;

/// What was found and done as one JSON object on one line, without line end: path, entry (where
/// the input has several documents), verdict, charset, language, confidence, counts, milliseconds
/// and, where it is known, the plan.
std::string report_json(const DocumentName& name, const Restored& restored, double milliseconds);

/// {"path":…,"error":…}, with the entry if there is one.
std::string error_json(const DocumentName& name, std::string_view what);

/// {"path":…,"documents":…,"changed":…,"finished":true}: all documents of an input are done.
std::string end_json(std::string_view path, std::size_t documents, std::size_t changed);

/// {"path":…,"entry":…,"name":…}: what it is, or would be, called instead.
std::string rename_json(const DocumentName& name, std::string_view new_name);

/// "inferred (utf-8, 12 characters brought back, 1 inferred)": for people.
std::string summarize(const Restored& restored);

/// What a line of a report says, as far as `--resume` must know.
struct ReportLine {
  std::string_view path;  ///< as JSON, with its quotes
  bool is_finished;       ///< all of the input is done, and its result is where it belongs
  bool is_rename;
};

/// Reads a line as the functions above write it; nothing if it is none.
std::optional<ReportLine> read_report_line(std::string_view line);

/// The file of --report: JSON lines, written as they come, so that the report of an interrupted run
/// is good up to its end.
class ReportFile {
 public:
  /// An empty path: no report. "-" is standard error. `appends`: to what is there. Throws IoError,
  /// and UsageError for a file that is no report and would be lost.
  ReportFile(const std::string& path, bool appends);

  bool is_open() const { return file_.is_open(); }
  /// Throws OutputError, naming the file.
  void add(std::string_view json);

 private:
  std::string path_;
  Descriptor file_;
};

}  // namespace fuyuan::cli
