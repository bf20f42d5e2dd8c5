#include "cli/report.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include <fmt/format.h>

#include "restore/json.hpp"

namespace fuyuan::cli {

std::string report_json(std::string_view path, const Restored& restored) {
  const Counts& counts = restored.counts;
  return fmt::format(
      "{{\"path\":{},\"verdict\":\"{}\",\"charset\":{},\"language\":{},\"confidence\":{:.4f},"
      "\"counts\":{{\"characters\":{},\"restored\":{},\"inferred\":{},\"lost\":{},"
      "\"converted\":{}}},\"plan\":{}}}",
      json_string(path), verdict_name(restored.verdict), json_string(restored.charset),
      json_string(restored.language), restored.confidence, counts.characters, counts.restored,
      counts.inferred, counts.lost, counts.converted, restored.plan.to_json());
}

std::string error_json(std::string_view path, std::string_view what) {
  return fmt::format("{{\"path\":{},\"error\":{}}}", json_string(path), json_string(what));
}

std::string summarize(const Restored& restored) {
  std::string details = restored.charset;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) details += fmt::format(", {} {}", count, what);
  };
  add(restored.counts.restored, "brought back");
  add(restored.counts.inferred, "inferred");
  add(restored.counts.lost, "lost");
  add(restored.counts.converted, "simplified");
  return fmt::format("{} ({})", verdict_name(restored.verdict), details);
}

ReportFile::ReportFile(const std::string& path) : path_(path) {
  if (path.empty()) return;
  file_ = Descriptor(path == "-"
                         ? ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
                         : ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file_.is_open()) throw IoError(path + ": " + error_text(errno));
}

void ReportFile::add(std::string_view json) {
  if (!is_open()) return;
  const int error = write_fully(file_.get(), std::string(json) + "\n");
  if (error != 0) throw OutputError(path_ + ": " + error_text(error));
}

}  // namespace fuyuan::cli
