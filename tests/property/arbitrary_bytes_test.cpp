// Any bytes at all: no crash, no hang, and the promises of the header hold.

#include <chrono>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"
#include "text/json.hpp"
#include "text/utf8.hpp"

namespace {

using fuyuan::Restored;
using fuyuan::Restorer;
using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string uniform(Random& random) {
  std::string out(below(random, 300), '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

std::string gbk_like(Random& random) {
  std::string out;
  for (std::size_t i = below(random, 60); i > 0; --i) {
    if (below(random, 12) == 0) {
      out.push_back(static_cast<char>(0x20 + below(random, 0x5F)));
    } else {
      out.push_back(static_cast<char>(0xB0 + below(random, 0x48)));
      out.push_back(static_cast<char>(0xA1 + below(random, 0x5E)));
    }
    if (below(random, 30) == 0) out.push_back('\n');
  }
  return out;
}

const std::string& some_paragraph(Random& random) {
  const auto& all = fuyuan::testing::paragraphs();
  return all[below(random, all.size())];
}

std::string cut_utf8(Random& random) {
  std::string text = some_paragraph(random);
  text = text.substr(0, 300);
  for (std::size_t i = 1 + below(random, 6); i > 0 && !text.empty(); --i) {
    text.erase(below(random, text.size()), 1 + below(random, 2));
  }
  return text;
}

std::string marks(Random& random) {
  std::string out;
  for (const char32_t cp : fuyuan::to_utf32(some_paragraph(random).substr(0, 90))) {
    const std::size_t kind = below(random, 5);
    if (kind == 0) {
      out.append(1 + below(random, 3), '?');
    } else if (kind == 1) {
      out += "\xEF\xBF\xBD";
    } else {
      fuyuan::append_utf8(cp, out);
    }
  }
  return out;
}

std::string deep_notes(Random& random) {
  std::string out;
  for (std::size_t i = below(random, 60); i > 0; --i) {
    static const std::vector<std::string> kPieces = {"當(dāng)", "發(fā)",     "(",
                                                     ")",        "（",         "(dāng(dāng)",
                                                     "?zé)",     "?。",        "會(huì )(huì )",
                                                     "I(lǐng)C", "優(yōu)?",   "?",
                                                     "！",       "規(guī)?；", "\n",
                                                     "a",        "机",         "睓C"};
    out += kPieces[below(random, kPieces.size())];
  }
  return out;
}

std::string broken_again(Random& random) {
  static const std::vector<std::string> kSpecs = {
      "utf8-as-gbk:windows",    "utf8-as-gbk:java",   "gbk-as-big5:windows",
      "gbk-as-utf8:python",     "gbk-guessed",        "gbk-frame-shift:drop",
      "converted-page",         "traditional",        "gb18030",
      "utf8-as-euc-kr:windows", "utf8-as-gbk:iconv-c"};
  const std::string text = fuyuan::to_utf8(fuyuan::to_utf32(some_paragraph(random)).substr(0, 60));
  std::string out = fuyuan::testing::break_by(kSpecs[below(random, kSpecs.size())], text, random());
  if (below(random, 2) == 0 && !out.empty()) {
    out[below(random, out.size())] = static_cast<char>(random());
  }
  return out;
}

std::string mixture(Random& random) {
  static const std::vector<std::function<std::string(Random&)>> kParts = {
      uniform, gbk_like, cut_utf8, marks, deep_notes, broken_again};
  std::string out;
  for (int i = 0; i < 3; ++i) {
    out += kParts[below(random, kParts.size())](random).substr(0, 150);
    if (below(random, 2) == 0) out.push_back('\n');
  }
  return out;
}

/// Empty where all promises hold, else what does not.
std::string broken_promise(const Restorer& restorer, const std::string& input) {
  const Restored restored = restorer.restore(input);
  const bool may_be_invalid = restored.verdict == fuyuan::Verdict::binary ||
                              restored.verdict == fuyuan::Verdict::unrepaired;
  if (!may_be_invalid && !fuyuan::is_valid_utf8(restored.text)) return "the output is not UTF-8";
  if (restored.plan.apply(input) != restored.text) return "the plan does not replay";
  if (restored.plan.empty() && restored.text != input) return "changed without a plan";
  if (restored.verdict == fuyuan::Verdict::clean && restored.text != input) return "clean, changed";
  if (!fuyuan::is_valid_utf8(restored.plan.to_json())) return "the plan's JSON is not UTF-8";
  if (!(restored.confidence >= 0 && restored.confidence <= 1)) return "confidence outside 0..1";
  return "";
}

void check_many(std::string (*make)(Random&), std::size_t count, std::uint64_t seed) {
  const Restorer restorer;
  Random random(seed);
  double slowest = 0;
  std::string slowest_input;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string input = make(random);
    const auto begin = std::chrono::steady_clock::now();
    const std::string broken = broken_promise(restorer, input);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (took.count() > slowest) {
      slowest = took.count();
      slowest_input = input;
    }
    if (!broken.empty()) {
      INFO("number " << i << ": " << fuyuan::json_string(input));
      FAIL_CHECK(broken);
    }
  }
  INFO(fuyuan::json_string(slowest_input));
  CHECK(slowest < 5.0);
}

}  // namespace

TEST_CASE("Any bytes: uniform", "[property][bytes]") { check_many(uniform, 1000, 1); }
TEST_CASE("Any bytes: like GBK", "[property][bytes]") { check_many(gbk_like, 150, 2); }
TEST_CASE("Any bytes: UTF-8 cut at random", "[property][bytes]") { check_many(cut_utf8, 300, 3); }
TEST_CASE("Any bytes: marks everywhere", "[property][bytes]") { check_many(marks, 50, 4); }
TEST_CASE("Any bytes: notes in notes", "[property][bytes]") { check_many(deep_notes, 300, 5); }
TEST_CASE("Any bytes: broken, then broken again", "[property][bytes]") {
  check_many(broken_again, 150, 6);
}
TEST_CASE("Any bytes: mixtures", "[property][bytes]") { check_many(mixture, 50, 7); }

TEST_CASE("Any bytes: very long lines", "[property][bytes]") {
  const Restorer restorer;
  Random random(8);
  const auto repeat = [](const std::string& piece) {
    std::string out;
    while (out.size() < 20'000) out += piece;
    return out;
  };
  std::vector<std::string> inputs = {
      repeat("?"),        repeat("\xEF\xBF\xBD"), repeat("好"), repeat("好?"),    repeat("(dāng)"),
      repeat("當(dāng)"), repeat("\xC4"),         repeat("Ã"),  repeat("锟斤拷"), repeat("€"),
      repeat("\x80"),     repeat("浣犲ソ?")};
  std::string text;
  while (text.size() < 20'000) text += some_paragraph(random);
  for (const char* specs : {"utf8-as-gbk:windows", "gbk-as-big5:windows", "gb18030", "traditional",
                            "gbk-as-utf8:python", "converted-page"}) {
    inputs.push_back(fuyuan::testing::break_by(specs, text));
  }
  for (const std::string& input : inputs) {
    const auto begin = std::chrono::steady_clock::now();
    INFO(fuyuan::json_string(input.substr(0, 60)));
    CHECK(broken_promise(restorer, input).empty());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    CHECK(took.count() < 20.0);
  }
}
