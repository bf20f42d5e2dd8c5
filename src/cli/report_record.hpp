#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// A line that is no line of a report; the message says why.
class BadReportLine : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One line of a report, as --report writes it.
struct ReportRecord {
  enum class Kind : unsigned char {
    document,  ///< what was found and done
    failure,   ///< an input or a document that could not be dealt with
    end,       ///< all documents of an input are done
    rename,    ///< a file or an entry got a new name
  };

  Kind kind = Kind::document;
  std::string path;   ///< any bytes
  std::string entry;  ///< which document of the input; empty: all of it
  std::string error;

  // Of a document. What the line does not say stays as it is here.
  Verdict verdict = Verdict::clean;
  std::string charset;
  std::string language;
  double confidence = 1;
  Counts counts;
  double milliseconds = 0;
  Plan plan;
  bool is_detected = false;  ///< by `detect`, which counts nothing and tells no input's end
};

/// Reads the lines of reports, members in any order, unknown ones passed over. Reusable; not for
/// several threads at once.
class ReportRecordReader {
 public:
  ReportRecordReader();
  ~ReportRecordReader();

  /// Throws BadReportLine.
  ReportRecord read(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace fuyuan::cli
