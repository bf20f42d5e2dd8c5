#include <toml++/toml.h>

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Script;

constexpr int kShapes = 64;

/// One entry of a case file: what a damaged document has to become.
struct Case {
  int shape = 0;
  std::string observed;
  std::string expected;
  std::string verdict;  ///< empty: not said
  std::string note;
  Options options;
};

std::string from_hex(const std::string& hex) {
  if (hex.size() % 2 != 0) throw std::runtime_error("half a byte in a case file: " + hex);
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

/// Bytes that are not UTF-8 are written as NAME_hex.
std::string read_bytes(const toml::table& entry, const std::string& name) {
  if (const auto text = entry[name].value<std::string>()) return *text;
  if (const auto hex = entry[name + "_hex"].value<std::string>()) return from_hex(*hex);
  throw std::runtime_error("a case without " + name);
}

Case read_case(const toml::table& entry) {
  Case out;
  out.shape = entry["shape"].value_or(0);
  if (out.shape < 1 || out.shape > kShapes) throw std::runtime_error("a case without a shape");
  out.observed = read_bytes(entry, "observed");
  out.expected = read_bytes(entry, "expected");
  out.verdict = entry["verdict"].value_or(std::string());
  out.note = entry["note"].value_or(std::string());
  out.options.notes = entry["notes"].value_or(false);
  if (entry["to"].value_or(std::string()) == "keep") out.options.to = Script::keep;
  return out;
}

std::vector<Case> read_cases(const std::string& name) {
  const toml::table document = toml::parse_file(FUYUAN_TESTS "/cases/" + name + ".toml");
  std::vector<Case> cases;
  if (const toml::array* entries = document["case"].as_array()) {
    for (const toml::node& entry : *entries) cases.push_back(read_case(*entry.as_table()));
  }
  return cases;
}

bool passes(const Case& each, const Restored& restored) {
  return restored.text == each.expected &&
         (each.verdict.empty() || fuyuan::verdict_name(restored.verdict) == each.verdict);
}

/// Whatever is made of a document, its plan has to make the same of it.
void check_replay(const Case& each, const Restored& restored) {
  CHECK(restored.plan.apply(each.observed) == restored.text);
}

void check_file(const std::string& name) {
  const std::vector<Case> cases = read_cases(name);
  REQUIRE_FALSE(cases.empty());
  for (const Case& each : cases) {
    CAPTURE(each.shape, each.note, each.observed);
    const Restorer restorer(each.options);
    const Restored restored = restorer.restore(each.observed);
    CHECK(restored.text == each.expected);
    if (!each.verdict.empty()) CHECK(fuyuan::verdict_name(restored.verdict) == each.verdict);
    check_replay(each, restored);
    CHECK(restorer.restore(restored.text).text == restored.text);
  }
}

}  // namespace

TEST_CASE("Cases: in the wild", "[cases]") { check_file("in_the_wild"); }

TEST_CASE("Cases: synthetic", "[cases]") { check_file("synthetic"); }

TEST_CASE("Cases: must not change", "[cases]") {
  check_file("must_not_change");
  for (const Case& each : read_cases("must_not_change")) CHECK(each.observed == each.expected);
}

TEST_CASE("Cases: known failures still fail", "[cases]") {
  for (const Case& each : read_cases("known_failures")) {
    CAPTURE(each.shape, each.note, each.observed);
    const Restored restored = Restorer(each.options).restore(each.observed);
    INFO("a known failure that passes has to be moved to the file of its origin");
    CHECK_FALSE(passes(each, restored));
    check_replay(each, restored);
  }
}

TEST_CASE("Cases: every shape has one", "[cases]") {
  std::set<int> shapes;
  for (const char* name : {"in_the_wild", "synthetic", "must_not_change", "known_failures"}) {
    for (const Case& each : read_cases(name)) shapes.insert(each.shape);
  }
  for (int shape = 1; shape <= kShapes; ++shape) {
    CAPTURE(shape);
    CHECK(shapes.count(shape) == 1);
  }
}
