#include "restore/measure/record_fields.hpp"

#include <algorithm>
#include <optional>

namespace fuyuan {
namespace {

/// Where the quotation mark is that closes a field opened before `at`; npos if there is none.
/// Doubled, it is one within the field.
std::size_t find_closing(std::u32string_view line, std::size_t at) {
  for (; at < line.size(); ++at) {
    if (line[at] != U'"') continue;
    if (at + 1 == line.size() || line[at + 1] != U'"') return at;
    ++at;
  }
  return std::u32string_view::npos;
}

/// The field that begins at `at`, if it is one between such separators.
std::optional<RecordField> read_field(std::u32string_view line, std::size_t at, Symbol separator) {
  if (at < line.size() && line[at] == U'"') {
    const std::size_t end = find_closing(line, at + 1);
    // It goes on in the next line.
    if (end == std::u32string_view::npos) return RecordField{at + 1, line.size(), true};
    if (end + 1 < line.size() && line[end + 1] != separator) return std::nullopt;
    return RecordField{at + 1, end, true};
  }
  const std::size_t end = std::min(line.find(separator, at), line.size());
  // In fields between tabs quotation marks mean themselves.
  const bool is_prose =
      separator != U'\t' && line.substr(at, end - at).find(U'"') != std::u32string_view::npos;
  return is_prose ? std::nullopt : std::optional(RecordField{at, end, false});
}

std::vector<RecordField> split_at(std::u32string_view line, Symbol separator) {
  std::vector<RecordField> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::optional<RecordField> field = read_field(line, at, separator);
    if (!field) return {};
    fields.push_back(*field);
    at = field->end + (field->is_quoted ? 2 : 1);
  }
  return fields;
}

}  // namespace

std::vector<RecordField> split_record(std::u32string_view line) {
  if (line.ends_with(U'\r')) line.remove_suffix(1);
  for (const Symbol separator : {U'\t', U',', U';'}) {
    if (line.find(separator) == std::u32string_view::npos) continue;
    if (std::vector<RecordField> fields = split_at(line, separator); fields.size() > 1)
      return fields;
  }
  return {};
}

}  // namespace fuyuan
