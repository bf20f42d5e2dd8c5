#include "cli/finding.hpp"

#include <cmath>

#include <fmt/format.h>

#include "cli/snippet.hpp"
#include "text/json.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kShown = 40;  ///< characters on either side of the arrow

std::string remarks(const Finding& finding) {
  std::string out;
  const auto add = [&](const std::string& remark) { out += (out.empty() ? "" : ", ") + remark; };
  if (finding.inferred > 0) add(fmt::format("{} inferred", finding.inferred));
  if (finding.lost > 0 && finding.is_explained()) add(fmt::format("{} lost", finding.lost));
  if (finding.confidence < 0.995) {
    add(fmt::format("{} % sure", std::lround(finding.confidence * 100)));
  }
  if (finding.more_lines > 0) {
    add(fmt::format("and {} more {}", finding.more_lines,
                    finding.more_lines == 1 ? "line" : "lines"));
  }
  return out.empty() ? out : fmt::format(" ({})", out);
}

}  // namespace

std::string finding_line(const std::string& path, const Finding& finding, const Palette& palette) {
  std::string after = palette.green(Snippet(finding.after).shortened(kShown));
  if (finding.after.empty()) after = palette.dim(finding.is_explained() ? "(nothing)" : "?");
  return fmt::format("{}:{}:{}: {}: {} → {}{}\n", palette.bold(printable(path)), finding.line,
                     finding.column, palette.cyan(finding.channel),
                     palette.red(Snippet(finding.before).shortened(kShown)), after,
                     palette.dim(remarks(finding)));
}

std::string finding_json(const std::string& path, const Finding& finding) {
  // JSON has no bytes: they are shown as people see them.
  const Snippet bytes(finding.before);
  const std::string before =
      is_valid_utf8(finding.before) ? finding.before : bytes.head(bytes.size());
  return fmt::format(
      "{{\"path\":{},\"line\":{},\"column\":{},\"channel\":{},\"before\":{},\"after\":{},"
      "\"confidence\":{:.4f},\"inferred\":{},\"lost\":{},\"more_lines\":{}}}\n",
      json_string(path), finding.line, finding.column, json_string(finding.channel),
      json_string(before), json_string(finding.after), finding.confidence, finding.inferred,
      finding.lost, finding.more_lines);
}

}  // namespace fuyuan::cli
