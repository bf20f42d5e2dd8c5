#include "cli/report.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "cli/console.hpp"
#include "cli/session.hpp"
#include "text/json.hpp"

namespace fuyuan::cli {

namespace {

std::string name_json(const DocumentName& name) {
  std::string out = "\"path\":" + json_string(name.path);
  if (!name.entry.empty()) out += ",\"entry\":" + json_string(name.entry);
  return out;
}

/// Whether there is a file that does not begin as a report does.
bool holds_something_else(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string line;
  return std::getline(in, line) && !read_report_line(line);
}

}  // namespace

std::string report_json(const DocumentName& name, const Restored& restored, double milliseconds) {
  const Counts& counts = restored.counts;
  const std::string plan =
      restored.has_plan ? ",\"plan\":" + restored.plan.to_json() : std::string();
  return fmt::format(
      "{{{},\"verdict\":\"{}\",\"charset\":{},\"language\":{},\"confidence\":{:.4f},"
      "\"counts\":{{\"characters\":{},\"restored\":{},\"inferred\":{},\"lost\":{},"
      "\"converted\":{}}},\"milliseconds\":{:.1f}{}}}",
      name_json(name), verdict_name(restored.verdict), json_string(restored.charset),
      json_string(restored.language), restored.confidence, counts.characters, counts.restored,
      counts.inferred, counts.lost, counts.converted, milliseconds, plan);
}

std::string error_json(const DocumentName& name, std::string_view what) {
  return fmt::format("{{{},\"error\":{}}}", name_json(name), json_string(what));
}

std::string end_json(std::string_view path, std::size_t documents, std::size_t changed) {
  return fmt::format("{{\"path\":{},\"documents\":{},\"changed\":{},\"finished\":true}}",
                     json_string(path), documents, changed);
}

std::string rename_json(const DocumentName& name, std::string_view new_name) {
  return fmt::format("{{{},\"name\":{}}}", name_json(name), json_string(new_name));
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

std::optional<ReportLine> read_report_line(std::string_view line) {
  constexpr std::string_view kBegin = "{\"path\":";
  if (!line.starts_with(kBegin) || !line.ends_with('}')) return std::nullopt;
  std::string_view rest = line.substr(kBegin.size());
  if (!rest.starts_with('"')) return std::nullopt;
  std::size_t end = 1;
  while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
  if (end >= rest.size()) return std::nullopt;
  ReportLine read{rest.substr(0, end + 1), false, false};
  rest.remove_prefix(end + 1);
  // A document with an entry is only part of its input.
  read.is_finished = rest.starts_with(",\"verdict\":") || rest.ends_with(",\"finished\":true}");
  read.is_rename = rest.starts_with(",\"name\":");
  return read;
}

ReportFile::ReportFile(const std::string& path, bool appends) : path_(path) {
  if (path.empty()) return;
  if (!appends && path != "-" && holds_something_else(path)) {
    throw UsageError(path + " exists and is no report: it would be lost");
  }
  const int mode = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC);
  file_ = Descriptor(path == "-" ? ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
                                 : ::open(path.c_str(), mode, 0666));
  if (!file_.is_open()) throw IoError(path + ": " + error_text(errno));
}

void ReportFile::add(std::string_view json) {
  if (!is_open()) return;
  const int error = write_fully(file_.get(), std::string(json) + "\n");
  if (error != 0) throw OutputError(path_ + ": " + error_text(error));
}

}  // namespace fuyuan::cli
