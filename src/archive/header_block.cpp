#include "archive/header_block.hpp"

#include <algorithm>

#include "text/ascii.hpp"

namespace fuyuan {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

std::string_view end_of(std::string_view line) {
  if (line.ends_with("\r\n")) return "\r\n";
  return line.ends_with('\n') ? "\n" : "";
}

}  // namespace

bool is_same_token(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower_ascii(x) == to_lower_ascii(y); });
}

HeaderBlock::HeaderBlock(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    const bool goes_on = !fields_.empty() && (line.front() == ' ' || line.front() == '\t') &&
                         !fields_.back().name.empty();
    if (goes_on) {
      fields_.back().written += line;
      continue;
    }
    const std::size_t colon = fields_.empty() ? std::string_view::npos : line.find(':');
    const std::string_view name =
        colon == std::string_view::npos ? std::string_view() : trim(line.substr(0, colon));
    fields_.push_back({std::string(line), std::string(name)});
  }
}

bool HeaderBlock::Field::is_called(std::string_view other) const {
  return !name.empty() && is_same_token(name, other);
}

std::string_view HeaderBlock::first_line() const {
  return fields_.empty() ? std::string_view() : trim(fields_.front().written);
}

std::string_view HeaderBlock::line_end() const {
  return fields_.empty() ? "\r\n" : end_of(fields_.front().written);
}

std::vector<HeaderBlock::Field>::iterator HeaderBlock::find_field(std::string_view name) {
  return std::find_if(fields_.begin(), fields_.end(),
                      [&](const Field& field) { return field.is_called(name); });
}

std::vector<HeaderBlock::Field>::const_iterator HeaderBlock::find_field(
    std::string_view name) const {
  return std::find_if(fields_.begin(), fields_.end(),
                      [&](const Field& field) { return field.is_called(name); });
}

std::optional<std::string> HeaderBlock::find(std::string_view name) const {
  const auto field = find_field(name);
  if (field == fields_.end()) return std::nullopt;
  const std::string_view written = field->written;
  return std::string(trim(written.substr(written.find(':') + 1)));
}

std::size_t HeaderBlock::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      fields_.begin(), fields_.end(), [&](const Field& field) { return field.is_called(name); }));
}

void HeaderBlock::set(std::string_view name, std::string_view value) {
  const auto field = find_field(name);
  if (field != fields_.end()) {
    std::string& written = field->written;
    const std::string end(end_of(written));
    std::size_t begin = written.find(':') + 1;
    while (begin < written.size() && (written[begin] == ' ' || written[begin] == '\t')) ++begin;
    written.replace(begin, std::string::npos, std::string(value) + end);
    return;
  }
  const bool has_end = fields_.size() > 1 && trim(fields_.back().written).empty();
  const std::string end(line_end());
  std::string written = std::string(name) + ": ";
  written += value;
  fields_.insert(has_end ? fields_.end() - 1 : fields_.end(), {written + end, std::string(name)});
}

void HeaderBlock::erase(std::string_view name) {
  std::erase_if(fields_, [&](const Field& field) { return field.is_called(name); });
}

std::string HeaderBlock::text() const {
  std::string out;
  for (const Field& field : fields_) out += field.written;
  return out;
}

}  // namespace fuyuan
