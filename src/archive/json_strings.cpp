#include "archive/json_strings.hpp"

namespace fuyuan {
namespace {

/// The restored value of a field. Where none of its backslashes was there before, each was taken
/// for part of a character, and the text was broken below JSON.
std::string write_string(std::string_view value, const JsonStringField& field) {
  if (field.value.find('\\') == std::string::npos) {
    if (auto written = write_json_with_escapes(value, field.is_ascii)) return std::move(*written);
  }
  return write_json_string(value, field.is_ascii);
}

}  // namespace

JsonStrings::Group JsonStrings::group(std::size_t first, std::size_t most) const {
  Group group{first, first, {}};
  while (group.end < fields_.size() && (group.end == first || group.joined.text().size() < most)) {
    group.joined.add(fields_[group.end++].value);
  }
  return group;
}

std::optional<JsonStrings::Rewritten> JsonStrings::rewrite(const Group& group,
                                                           std::string_view restored) {
  const auto values = group.joined.split(restored);
  if (!values) return std::nullopt;
  Rewritten out{{}, !mark_.empty()};
  std::size_t begin = begin_of(group);
  for (std::size_t i = group.begin; i < group.end; ++i) {
    const JsonStringField& field = fields_[i];
    const std::string& meant = (*values)[i - group.begin];
    const std::string value = field.object > 0 ? keys_.choose(field, meant) : meant;
    out.keeps_key = out.keeps_key || value != meant;
    if (value == field.value) continue;
    out.is_changed = true;
    out.text.append(text_, begin, field.begin - begin);
    out.text += write_string(value, field);
    begin = field.end;
  }
  out.text.append(text_, begin, end_of(group) - begin);
  return out;
}

}  // namespace fuyuan
