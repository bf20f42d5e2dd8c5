#include "archive/json_format.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::FormatOptions;
using fuyuan::Verdict;
using fuyuan::testing::break_with;
using fuyuan::testing::FormatResult;
using fuyuan::testing::restore_bytes;

const std::string kText = "渡口的船夫把绳子系好，等最后一班客人上岸。";
const std::string kOther = "他点了一盏灯，坐在船头慢慢喝茶。";

std::string broken(std::string_view text) { return break_with("utf8-as-windows-1252", text); }

FormatOptions json_lines(std::vector<std::string> fields = {}) {
  FormatOptions options;
  options.format = "jsonl";
  options.fields = std::move(fields);
  return options;
}

FormatOptions json() {
  FormatOptions options;
  options.format = "json";
  return options;
}

}  // namespace

TEST_CASE("JSON lines: strings are restored, the other bytes stay", "[json_format]") {
  const std::string lines = "{ \"id\":1.50, \"t\" : \"" + broken(kText) + "\",\"u\":[\"" +
                            broken(kOther) + "\", null]}\r\n\n{\"t\":\"fine\"}\n{\"t\":\"" +
                            broken(kOther) + "\"}";
  const FormatResult result = restore_bytes("a.jsonl", lines);
  CHECK(result.text == "{ \"id\":1.50, \"t\" : \"" + kText + "\",\"u\":[\"" + kOther +
                           "\", null]}\r\n\n{\"t\":\"fine\"}\n{\"t\":\"" + kOther + "\"}");
  REQUIRE(result.documents.size() == 3);
  CHECK(result.documents[0].entry == "1");
  CHECK(result.documents[0].verdict == Verdict::restored);
  CHECK(result.documents[1].entry == "3");
  CHECK(result.documents[1].verdict == Verdict::clean);
  CHECK_FALSE(result.documents[1].is_changed);
}

TEST_CASE("JSON lines: chosen fields, nested ones too", "[json_format]") {
  const std::string line = "{\"a\":{\"b\":\"" + broken(kText) + "\",\"c\":\"" + broken(kOther) +
                           "\"},\"a.c\":\"" + broken(kOther) + "\",\"d\":\"" + broken(kText) +
                           "\"}\n";
  const FormatResult result = restore_bytes("a", line, json_lines({"a.b", "a.c"}));
  // A member that is called "a.c" goes before the path.
  CHECK(result.text == "{\"a\":{\"b\":\"" + kText + "\",\"c\":\"" + broken(kOther) +
                           "\"},\"a.c\":\"" + kOther + "\",\"d\":\"" + broken(kText) + "\"}\n");
}

TEST_CASE("JSON lines: escaped strings stay escaped", "[json_format]") {
  // 你好 in UTF-8 as Windows-1252, as a program writes it that keeps to ASCII.
  const std::string line =
      "{\"t\":\"\\u00e4\\u00bd\\u00a0\\u00e5\\u00a5\\u00bd\\uff0c\\u00e4\\u00b8\\u2013"
      "\\u00e7\\u2022\\u0152\"}\n";
  CHECK(restore_bytes("a.jsonl", line).text == "{\"t\":\"\\u4f60\\u597d\\uff0c\\u4e16\\u754c\"}\n");
  const std::string healthy = "{\"t\":\"\\u4f60\\u597d\\/\\b \\ud83d\\ude00\"}\n";
  CHECK(restore_bytes("a.jsonl", healthy + healthy).text == healthy + healthy);
}

TEST_CASE("JSON lines: a bad record is passed on and named, the others go on", "[json_format]") {
  const std::string good = "{\"t\":\"" + broken(kText) + "\"}\n";
  for (const std::string& bad :
       {"{\"t\":\"" + broken(kText) + "\n", "not JSON\n"s, "[1]\n"s, "{\"t\":\"\xFF\"}\n"s,
        "{\"u\":\"x\"}\n"s, "{\"t\":1}\n"s, "{\"t\":{}}\n"s, std::string(5000, '[') + "\n",
        "{\"t\":" + std::string(100'000, '[') + "\n"}) {
    const FormatResult result = restore_bytes("a.jsonl", good + bad + good, json_lines({"t"}));
    CHECK(result.error.empty());
    CHECK(result.text == "{\"t\":\"" + kText + "\"}\n" + bad + "{\"t\":\"" + kText + "\"}\n");
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].first == "2");
  }
}

TEST_CASE("JSON lines: raw GBK is no bad record, and of what is one the truth is told",
          "[json_format]") {
  const std::string good = "{\"t\":\"" + kText + "\",\"u\":\"" + kOther + "\"}\n";
  const FormatResult raw = restore_bytes("a", break_with("gb18030", good), json_lines({"t"}));
  CHECK(raw.text == good);  // all of it, whatever the fields
  CHECK(raw.failures.empty());
  const FormatResult bad = restore_bytes("a", good + "\xFF\xFF\n", json_lines());
  REQUIRE(bad.failures.size() == 1);
  CHECK(bad.failures[0].second == "passed on as it is: not UTF-8 (offset 0), as JSON is");
  // A whole file, of which nothing is written.
  FormatOptions options = json();
  options.fields = {"t"};
  const FormatResult whole = restore_bytes("a", break_with("gb18030", good), options);
  CHECK(whole.error.find("--format text restores all of it") != std::string::npos);
  CHECK(whole.error.find("passed on") == std::string::npos);
  CHECK(whole.text.empty());
}

TEST_CASE("JSON lines: great depth is refused, not followed", "[json_format]") {
  std::string deep = "{\"t\":" + std::string(3000, '[') + std::string(3000, ']') + "}\n";
  const FormatResult result = restore_bytes("a.jsonl", deep + deep);
  CHECK(result.text == deep + deep);
  CHECK(result.failures.size() == 2);
  CHECK(restore_bytes("a.json", deep).text == deep);
}

TEST_CASE("JSON lines: records are judged in the light of those before", "[json_format]") {
  // Alone, nobody can say that it is anything else.
  const std::string title = break_with("gbk-as-big5", "归舟");
  std::string lines;
  for (const std::string_view before :
       {"渡口的船夫把绳子系好", "等最后一班客人上岸", "他点了一盏灯", "坐在船头慢慢喝茶"}) {
    lines += "{\"t\":\"" + break_with("gbk-as-big5", before) + "\"}\n";
  }
  const std::string last = "{\"t\":\"" + title + "\"}\n";
  const std::string alone = restore_bytes("a.jsonl", last, json_lines()).text;
  const std::string together = restore_bytes("a.jsonl", lines + last, json_lines()).text;
  CHECK(alone == last);
  CHECK(together.ends_with("{\"t\":\"归舟\"}\n"));
}

TEST_CASE("JSON lines: any cut of the input gives the same", "[json_format]") {
  std::string lines = "\xEF\xBB\xBF";
  for (int i = 0; i < 40; ++i) {
    lines +=
        "{\"t\":\"" + broken(i % 3 == 0 ? kText : kOther) + "\",\"n\":" + std::to_string(i) + "}\n";
  }
  const std::string expected = restore_bytes("a.jsonl", lines).text;
  CHECK(expected.find(kText) != std::string::npos);
  for (const std::size_t piece : {1, 3, 1000}) {
    fuyuan::testing::StringSource source(lines, piece);
    CHECK(fuyuan::testing::restore_source("a.jsonl", source).text == expected);
  }
}

TEST_CASE("JSON lines: a record that is too long is passed on", "[json_format]") {
  const std::string good = "{\"t\":\"" + broken(kText) + "\"}\n";
  const std::string fixed = "{\"t\":\"" + kText + "\"}\n";
  const std::string large = "{\"t\":\"" + std::string(std::size_t{9} << 20, 'x') + "\"}\n";
  const FormatResult result = restore_bytes("a.jsonl", good + large + large + good);
  CHECK(result.text == fixed + large + large + fixed);
  REQUIRE(result.failures.size() == 2);
  CHECK(result.failures[1].first == "3");
  CHECK(result.documents.at(1).entry == "4");
}

TEST_CASE("JSON: many strings are restored in groups", "[json_format]") {
  const auto list = [](std::string_view text) {
    std::string out = "[";
    for (int i = 0; i < 6000; ++i) {
      out += fmt::format("{{\"id\": {}, \"t\": \"{}\"}},\n", i, text);
    }
    return out + "null]\n";
  };
  const FormatResult result = restore_bytes("a.json", list(broken(kText)));
  CHECK(result.text == list(kText));
  CHECK(result.documents.size() == 1);
  CHECK(restore_bytes("a.json", "{\"n\": 1}\n").text == "{\"n\": 1}\n");
}

TEST_CASE("JSON: one text, of any type", "[json_format]") {
  CHECK(restore_bytes("a.json",
                      "[\n  \"" + broken(kText) + "\",\n  {\"a\": \"" + broken(kOther) + "\"}\n]\n")
            .text == "[\n  \"" + kText + "\",\n  {\"a\": \"" + kOther + "\"}\n]\n");
  CHECK(restore_bytes("a", "\"" + broken(kText) + "\"", json()).text == "\"" + kText + "\"");
  CHECK(restore_bytes("a", "12", json()).text == "12");
  CHECK(restore_bytes("a.json", "{\"" + broken(kText) + "\": 1}").text == "{\"" + kText + "\": 1}");
  // What damage made of JSON is text at least.
  CHECK(restore_bytes("a.json", "{\"a\": \"" + broken(kText) + "}").text ==
        "{\"a\": \"" + kText + "}");
}

TEST_CASE("JSON: a byte-order mark goes", "[json_format]") {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string good = "{\"t\":\"" + kText + "\"}\n";
  for (const std::string& text : {good, good + good, "{\"n\":1}\n"s, "\n"s + good}) {
    for (const std::string name : {"a.json", "a.jsonl"}) {
      if (name == "a.json" && text.find('\n') + 1 != text.size()) continue;
      const FormatResult result = restore_bytes(name, mark + text);
      CHECK(result.text == text);
      CHECK(result.documents.at(0).is_changed);
      CHECK(result.documents.at(0).verdict == Verdict::decoded);
      CHECK(result.documents.at(0).charset == "utf-8 with byte-order mark");
    }
  }
  const std::string bad = mark + "not JSON\n";
  CHECK(restore_bytes("a.jsonl", bad + good).text == bad + good);
  const std::string pieces = mark + "{\"t\":\"" + broken(kText) + "\"}\n";
  CHECK(restore_bytes("a.jsonl", pieces).text == good);
}

TEST_CASE("JSON: what is passed on as it is keeps its byte-order mark", "[json_format]") {
  // Nothing but escapes, which are undone: 你, a line feed, 好世界. Then nobody can tell the two
  // strings apart.
  const std::string cell = "\"%E4%BD%A0%0A%E5%A5%BD%E4%B8%96%E7%95%8C\"";
  const std::string bytes = "\xEF\xBB\xBF{\"a\":" + cell + ",\"b\":" + cell + "}\n";
  for (const std::string name : {"a.json", "a.jsonl"}) {
    CAPTURE(name);
    FormatOptions options;
    options.fields = {"a", "b"};
    const FormatResult result = restore_bytes(name, bytes, options);
    CHECK(result.failures.size() == 1);
    CHECK(result.text == bytes);
  }
}

TEST_CASE("JSON: chosen fields are never passed over", "[json_format]") {
  FormatOptions options = json();
  options.fields = {"t"};
  const std::string object = "{\"t\":\"" + broken(kText) + "\",\"u\":\"" + broken(kText) + "\"}";
  CHECK(restore_bytes("a.json", object, options).text ==
        "{\"t\":\"" + kText + "\",\"u\":\"" + broken(kText) + "\"}");
  std::string large = "[" + object;
  while (large.size() <= std::size_t{8} << 20) large += ",\n" + object;
  for (const std::string& refused : {"[" + object + "]", large + "]", "x" + object}) {
    const FormatResult result = restore_bytes("a.json", refused, options);
    CHECK_FALSE(result.error.empty());
    CHECK(result.text.empty());
  }
}

TEST_CASE("JSON: keys are restored with the values", "[json_format]") {
  const auto camera = [](const auto& write) {
    return "{\"" + write("机型") + "\": \"" + write("海鸥相机") + "\", \"" + write("快门") +
           "\" : {\"id\":1,\"" + write("说\\\"明") + "\":[{\"" + write("慢门") + "\":2}]}}\n";
  };
  const auto same = [](std::string_view text) { return std::string(text); };
  for (const std::string name : {"a.json", "a.jsonl"}) {
    const FormatResult result = restore_bytes(name, camera(broken));
    CHECK(result.text == camera(same));
    CHECK(result.documents.at(0).verdict == Verdict::restored);
    CHECK(result.documents.at(0).is_changed);
    CHECK_FALSE(restore_bytes(name, camera(same)).documents.at(0).is_changed);
  }
  // As a program writes them that keeps to ASCII: 你好 in UTF-8 as Latin-1.
  CHECK(restore_bytes("a.json", R"({"\u00e4\u00bd\u00a0\u00e5\u00a5\u00bd": 1, "t": ")" +
                                    broken(kText) + "\"}")
            .text == R"({"\u4f60\u597d": 1, "t": ")" + kText + "\"}");
  // Who names fields wants nothing else.
  const std::string keyed = "{\"" + broken("机型") + "\":1,\"t\":\"" + broken(kText) + "\"}\n";
  CHECK(restore_bytes("a.jsonl", keyed, json_lines({"t"})).text ==
        "{\"" + broken("机型") + "\":1,\"t\":\"" + kText + "\"}\n");
}

TEST_CASE("JSON: no two keys of an object become equal", "[json_format]") {
  const std::string old = broken("机型说明");
  const auto both = [&](std::string_view key, std::string_view text) {
    return "{\"机型说明\":1,\"" + std::string(key) + "\":\"" + std::string(text) + "\"}\n";
  };
  for (const std::string name : {"a.json", "a.jsonl"}) {
    const FormatResult result = restore_bytes(name, both(old, broken(kText)));
    CHECK(result.text == both(old, kText));
    CHECK(result.documents.at(0).verdict == Verdict::unrepaired);
    CHECK(result.documents.at(0).is_changed);
    CHECK_FALSE(result.documents.at(0).has_plan);
    const FormatResult nothing = restore_bytes(name, both(old, "fine"));
    CHECK(nothing.text == both(old, "fine"));
    CHECK_FALSE(nothing.documents.at(0).is_changed);
    CHECK(nothing.documents.at(0).verdict == Verdict::unrepaired);
    // In objects of their own they may be equal.
    const std::string apart = "{\"" + old + "\":{\"" + old + "\":1}}\n";
    CHECK(restore_bytes(name, apart).text == "{\"机型说明\":{\"机型说明\":1}}\n");
    // Two that were equal stay so.
    const std::string twice = "{\"" + old + "\":1,\"" + old + "\":2}\n";
    CHECK(restore_bytes(name, twice).text == "{\"机型说明\":1,\"机型说明\":2}\n");
    const std::string forms = "{\"發\":1,\"髮\":2}\n";
    CHECK(restore_bytes(name, forms).text != "{\"发\":1,\"发\":2}\n");
  }
}
