#pragma once

#include <string>
#include <string_view>

#include "cli/byte_stream.hpp"
#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// What was found and done as one JSON object on one line, without line end: path, verdict,
/// charset, language, confidence, counts and plan.
std::string report_json(std::string_view path, const Restored& restored);

/// {"path":…,"error":…}
std::string error_json(std::string_view path, std::string_view what);

/// "inferred (utf-8, 12 characters brought back, 1 inferred)": for people.
std::string summarize(const Restored& restored);

/// The file of --report: JSON lines, written as they come, so that the report of an interrupted run
/// is good up to its end.
class ReportFile {
 public:
  /// An empty path: no report. "-" is standard error. Throws IoError.
  explicit ReportFile(const std::string& path);

  bool is_open() const { return file_.is_open(); }
  /// Throws OutputError, naming the file.
  void add(std::string_view json);

 private:
  std::string path_;
  Descriptor file_;
};

}  // namespace fuyuan::cli
