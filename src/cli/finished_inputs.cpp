#include "cli/finished_inputs.hpp"

#include <sys/stat.h>

#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "archive/byte_stream.hpp"
#include "cli/atomic_file.hpp"
#include "cli/report.hpp"
#include "text/json.hpp"

namespace fuyuan::cli {
namespace {

/// Whether it is there to be read. Throws IoError for what cannot be a report.
bool is_report(const std::string& path, struct stat& status) {
  if (::stat(path.c_str(), &status) != 0) return false;
  if (!S_ISREG(status.st_mode)) throw IoError(path + ": not a regular file: cannot be resumed");
  return true;
}

/// Calls `take` with each whole line: a killed run may leave half of one at the end.
template <typename Take>
void read_lines(const std::string& path, const Take& take) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw IoError(path + ": cannot be read");
  std::string line;
  while (std::getline(in, line)) {
    if (in.eof()) break;  // no line end
    take(line);
  }
  if (in.bad()) throw IoError(path + ": cannot be read");
}

}  // namespace

FinishedInputs::FinishedInputs(const std::string& report, bool keeps_renames) {
  struct stat status {};
  if (!is_report(report, status)) return;
  std::size_t number = 0;
  read_lines(report, [&](const std::string& line) {
    ++number;
    const std::optional<ReportLine> read = read_report_line(line);
    if (!read) {
      throw IoError(
          fmt::format("{}: line {} is none of a report: cannot be resumed", report, number));
    }
    if (read->is_finished) paths_.emplace(read->path);
  });
  AtomicFile kept(report);
  kept.copy_attributes(status);
  read_lines(report, [&](const std::string& line) {
    const std::optional<ReportLine> read = read_report_line(line);
    const bool stays = read->is_rename ? keeps_renames : paths_.contains(std::string(read->path));
    if (stays) kept.write(line + "\n");
  });
  kept.commit();
}

bool FinishedInputs::contains(std::string_view path) const {
  return !paths_.empty() && paths_.contains(json_string(path));
}

}  // namespace fuyuan::cli
