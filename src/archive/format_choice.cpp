#include <algorithm>
#include <string>
#include <string_view>

#include "archive/archive_format.hpp"
#include "archive/block_cutter.hpp"
#include "archive/document_format.hpp"
#include "archive/json_format.hpp"
#include "archive/plain_format.hpp"
#include "archive/table_format.hpp"
#include "archive/warc_format.hpp"
#include "archive/warc_source.hpp"
#include "text/ascii.hpp"
#include "text/byte_order_marks.hpp"
#include "text/file_magic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kHead = 65536;

bool has_ending(std::string_view name, std::string_view ending) {
  return to_lower_ascii(name).ends_with(ending);
}

/// A file packed with gzip or the like, a zip or a 7z.
bool is_packed(std::string_view head) {
  return std::any_of(file_magic::kPacked.begin(), file_magic::kPacked.end(),
                     [&](std::string_view magic) { return head.starts_with(magic); });
}

bool is_tar(const std::string& name, std::string_view head) {
  return head.size() > 262 && (head.substr(257, 5) == "ustar" || has_ending(name, ".tar"));
}

/// As is_packed, but peeks no further than needed: the writer may be waiting for an answer.
bool begins_packed(PeekSource& in) {
  const std::string_view first = in.peek(1);
  const bool may_be =
      !first.empty() && std::any_of(file_magic::kPacked.begin(), file_magic::kPacked.end(),
                                    [&](std::string_view magic) { return magic[0] == first[0]; });
  return may_be && is_packed(in.peek(file_magic::kLongestPacked));
}

/// Whether the first two lines are JSON objects by the look of them.
bool looks_like_json_lines(std::string_view head) {
  const std::size_t end = head.find('\n');
  if (end == std::string_view::npos || end + 1 >= head.size()) return false;
  const auto is_object = [](std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    return line.starts_with("{\"") && line.ends_with("}");
  };
  const std::string_view second = head.substr(end + 1);
  return is_object(head.substr(0, end)) && is_object(second.substr(0, second.find('\n')));
}

/// The same for UTF-16 and UTF-32: no JSON begins with a zero.
bool begins_wide_json(PeekSource& in) {
  const std::string_view first = in.peek(2);
  return find_wide_mark(first) != nullptr || first.find('\0') != std::string_view::npos;
}

/// Whether a delimiter in the bytes of a table is one, and no part of a character.
bool has_plain_cells(std::string_view head) {
  const BlockCutter cutter(head, {});
  return !cutter.is_wide() && !cutter.is_shifting();
}

bool looks_like_json(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (head[first] == '{' || head[first] == '[');
}

}  // namespace

const DocumentFormat& choose_format(const std::string& name, PeekSource& in,
                                    const FormatOptions& options, bool is_entry) {
  static const PlainFormat plain;
  static const JsonFormat json;
  static const JsonLinesFormat json_lines;
  static const TableFormat commas(',');
  static const TableFormat tabs('\t');
  static const WarcFormat warc;
  static const ArchiveFormat archive;
  const std::string& said = options.format;
  if (said != "auto") {
    // What is packed is unpacked first, and the format is that of what is in it.
    const bool is_whole = said == "warc" && in.peek(2) == file_magic::kGzip;
    if (!is_entry && !is_whole && (said == "archive" || begins_packed(in))) return archive;
    if (said == "warc") return warc;
    if (said == "text") return plain;
    if (said == "json") return json;
    if (said == "jsonl") {
      if (begins_wide_json(in)) return plain;
      return json_lines;
    }
    if (said == "csv" || said == "tsv") {
      if (!has_plain_cells(in.peek(kHead))) return plain;
      return said == "csv" ? commas : tabs;
    }
  }
  const std::string_view head = in.peek(kHead);
  if (is_warc(head)) return warc;
  if (!is_entry && (is_packed(head) || is_tar(name, head))) return archive;
  const auto unless_wide = [&](const DocumentFormat& format) -> const DocumentFormat& {
    return BlockCutter(head, {}).is_wide() ? plain : format;
  };
  const std::string_view text = head.substr(head.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0);
  if (has_ending(name, ".jsonl") || has_ending(name, ".ndjson") || looks_like_json_lines(text)) {
    // No JSON has a zero in it: UTF-16 was put behind it.
    return text.find('\0') != std::string_view::npos ? plain : unless_wide(json_lines);
  }
  // Who names fields is told where there are none.
  const bool must_be_json = !options.fields.empty();
  if (has_ending(name, ".json") && (must_be_json || looks_like_json(text))) {
    return unless_wide(json);
  }
  if (has_ending(name, ".csv") && has_plain_cells(head)) return commas;
  if (has_ending(name, ".tsv") && has_plain_cells(head)) return tabs;
  return plain;
}

}  // namespace fuyuan
