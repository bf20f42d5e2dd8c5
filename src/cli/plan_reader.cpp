#include "cli/plan_reader.hpp"

#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

namespace dom = simdjson::dom;

constexpr char32_t kRawByteMark = 0xF8FF;

char32_t read_character(std::string_view text) {
  return text.empty() ? 0 : to_utf32(read_bytes(text))[0];
}

Span read_span(dom::element json) {
  Span span;
  span.begin = uint64_t{json["begin"]};
  span.end = uint64_t{json["end"]};
  if (span.end < span.begin) throw std::runtime_error("a span ends before it begins");
  span.before = read_bytes(json["before"]);
  span.after = read_bytes(json["after"]);
  // The rest is for people; a plan made by hand need not have it.
  if (uint64_t line = 0; json["line"].get(line) == simdjson::SUCCESS) span.line = line;
  if (std::string_view name; json["channel"].get(name) == simdjson::SUCCESS) span.channel = name;
  if (double sure = 1; json["confidence"].get(sure) == simdjson::SUCCESS) span.confidence = sure;
  dom::array inferred;
  if (json["inferred"].get(inferred) != simdjson::SUCCESS) return span;
  for (const dom::element item : inferred) {
    span.inferred.push_back({uint64_t{item["offset"]}, read_character(item["character"]),
                             read_character(item["best"]), double{item["probability"]}});
  }
  return span;
}

Step read_step(dom::element json) {
  Step step;
  if (std::string_view charset; json["decode"].get(charset) == simdjson::SUCCESS) {
    step.decode = charset;
  }
  for (const dom::element span : dom::array(json["spans"])) step.spans.push_back(read_span(span));
  return step;
}

}  // namespace

std::string read_bytes(std::string_view text) {
  std::string out;
  const std::u32string code_points = to_utf32(text);
  for (std::size_t i = 0; i < code_points.size(); ++i) {
    const char32_t next = i + 1 < code_points.size() ? code_points[i + 1] : 0;
    if (code_points[i] == kRawByteMark && next >= 0x80 && next <= 0xFF) {
      out.push_back(static_cast<char>(next));
      ++i;
    } else {
      append_utf8(code_points[i], out);
    }
  }
  return out;
}

Plan read_plan(dom::array steps) {
  Plan plan;
  for (const dom::element step : steps) plan.steps.push_back(read_step(step));
  return plan;
}

Plan read_plan(std::string_view json) {
  try {
    dom::parser parser;
    const dom::element root = parser.parse(simdjson::padded_string(json));
    if (!root.is_object()) return read_plan(dom::array(root));
    dom::element steps;
    if (root["plan"].get(steps) == simdjson::SUCCESS) return read_plan(dom::array(steps));
    throw std::runtime_error(
        "it has no 'plan'; of a document that was restored in pieces, as those of 2 MiB and more "
        "are, a report has none, but `fuyuan explain --json` makes one");
  } catch (const simdjson::simdjson_error& error) {
    throw std::runtime_error(fmt::format("not a plan: {}", error.what()));
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(fmt::format("not a plan: {}", error.what()));
  }
}

}  // namespace fuyuan::cli
