#include "cli/report_record.hpp"

#include <optional>

#include <fmt/format.h>
#include <simdjson.h>

#include "cli/plan_reader.hpp"

namespace fuyuan::cli {
namespace {

namespace dom = simdjson::dom;

std::optional<Verdict> find_verdict(std::string_view name) {
  for (std::size_t i = 0; i < kVerdictCount; ++i) {
    if (verdict_name(static_cast<Verdict>(i)) == name) return static_cast<Verdict>(i);
  }
  return std::nullopt;
}

/// The member's value, or nothing where there is no such member. Throws where it is of another
/// type.
template <typename Value>
std::optional<Value> find(dom::object object, std::string_view name) {
  dom::element member;
  if (object[name].get(member) != simdjson::SUCCESS) return std::nullopt;
  Value value{};
  if (member.get(value) != simdjson::SUCCESS) {
    throw BadReportLine(fmt::format("'{}' is of the wrong type", name));
  }
  return value;
}

std::string find_bytes(dom::object object, std::string_view name) {
  const auto text = find<std::string_view>(object, name);
  return text ? read_bytes(*text) : std::string();
}

Counts read_counts(dom::object json) {
  const auto count = [&](std::string_view name) {
    return static_cast<std::size_t>(find<uint64_t>(json, name).value_or(0));
  };
  return {.characters = count("characters"),
          .restored = count("restored"),
          .inferred = count("inferred"),
          .lost = count("lost"),
          .converted = count("converted")};
}

void read_document(dom::object json, std::string_view verdict, ReportRecord& out) {
  const auto known = find_verdict(verdict);
  if (!known) throw BadReportLine(fmt::format("there is no verdict '{}'", verdict));
  out.verdict = *known;
  out.charset = find_bytes(json, "charset");
  out.language = find_bytes(json, "language");
  out.confidence = find<double>(json, "confidence").value_or(1);
  out.milliseconds = find<double>(json, "milliseconds").value_or(0);
  const auto counts = find<dom::object>(json, "counts");
  if (counts) out.counts = read_counts(*counts);
  out.is_detected = !counts && !out.charset.empty();
  if (const auto plan = find<dom::array>(json, "plan")) {
    try {
      out.plan = read_plan(*plan);
    } catch (const std::exception& error) {
      throw BadReportLine(fmt::format("'plan' is no plan: {}", error.what()));
    }
  }
}

}  // namespace

struct ReportRecordReader::Parser {
  dom::parser parser;
};

ReportRecordReader::ReportRecordReader() : parser_(std::make_unique<Parser>()) {}
ReportRecordReader::~ReportRecordReader() = default;

ReportRecord ReportRecordReader::read(std::string_view line) {
  dom::element root;
  const auto error = parser_->parser.parse(line.data(), line.size()).get(root);
  if (error != simdjson::SUCCESS) {
    throw BadReportLine(fmt::format("not valid JSON ({})", simdjson::error_message(error)));
  }
  dom::object json;
  if (root.get(json) != simdjson::SUCCESS) throw BadReportLine("not a JSON object");
  if (!find<std::string_view>(json, "path")) throw BadReportLine("there is no 'path'");
  ReportRecord out;
  out.path = find_bytes(json, "path");
  out.entry = find_bytes(json, "entry");
  if (find<std::string_view>(json, "error")) {
    out.kind = ReportRecord::Kind::failure;
    out.error = find_bytes(json, "error");
  } else if (const auto verdict = find<std::string_view>(json, "verdict")) {
    read_document(json, *verdict, out);
  } else if (find<bool>(json, "finished")) {
    out.kind = ReportRecord::Kind::end;
  } else if (find<std::string_view>(json, "name")) {
    out.kind = ReportRecord::Kind::rename;
  } else {
    throw BadReportLine("neither 'verdict' nor 'error' nor 'finished': no line of a report");
  }
  return out;
}

}  // namespace fuyuan::cli
