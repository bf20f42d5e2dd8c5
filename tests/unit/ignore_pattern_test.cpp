#include "cli/ignore_pattern.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"

namespace {

using fuyuan::cli::IgnorePattern;

/// What `git check-ignore` says as well: tests/cli/check.sh compares the two.
bool matches(std::string_view line, std::string_view path, bool is_folder = false) {
  const auto pattern = IgnorePattern::parse(line);
  REQUIRE(pattern.has_value());
  return pattern->matches(path, is_folder);
}

}  // namespace

TEST_CASE("IgnorePattern: lines that are none", "[ignore]") {
  for (const char* line : {"", "   ", "# comment", "/", "!", "\r"}) {
    CAPTURE(line);
    CHECK_FALSE(IgnorePattern::parse(line).has_value());
  }
  CHECK(matches("\\#file", "#file"));
  CHECK(matches("\\!file", "!file"));
  CHECK(IgnorePattern::parse("!*.txt")->is_negated());
  CHECK_FALSE(IgnorePattern::parse("*.txt")->is_negated());
}

TEST_CASE("IgnorePattern: names without a slash match at any depth", "[ignore]") {
  CHECK(matches("build", "build"));
  CHECK(matches("build", "a/b/build"));
  CHECK_FALSE(matches("build", "build/a"));  // its folder is left out before
  CHECK_FALSE(matches("build", "rebuild"));
  CHECK(matches("*.po", "locale/zh/menu.po"));
  CHECK_FALSE(matches("*.po", "menu.pot"));
  CHECK(matches("build/", "a/build", true));
  CHECK_FALSE(matches("build/", "a/build", false));
}

TEST_CASE("IgnorePattern: a slash ties the pattern to its folder", "[ignore]") {
  CHECK(matches("/build", "build"));
  CHECK_FALSE(matches("/build", "a/build"));
  CHECK(matches("doc/*.txt", "doc/a.txt"));
  CHECK_FALSE(matches("doc/*.txt", "doc/server/a.txt"));
  CHECK_FALSE(matches("doc/*.txt", "old/doc/a.txt"));
}

TEST_CASE("IgnorePattern: two stars cross folders", "[ignore]") {
  CHECK(matches("**/logs", "logs", true));
  CHECK(matches("**/logs/debug.txt", "a/b/logs/debug.txt"));
  CHECK(matches("a/**/z", "a/z"));
  CHECK(matches("a/**/z", "a/b/c/z"));
  CHECK_FALSE(matches("a/**/z", "b/a/z"));
  CHECK(matches("logs/**", "logs/a/b"));
  CHECK_FALSE(matches("logs/**", "logs", true));
  CHECK(matches("a**b", "axxb"));
  CHECK_FALSE(matches("x/a**b", "x/a/b"));
}

TEST_CASE("IgnorePattern: wildcards within a name", "[ignore]") {
  CHECK(matches("a?c", "abc"));
  CHECK_FALSE(matches("x/a?c", "x/a/c"));
  CHECK(matches("[a-c]1", "b1"));
  CHECK_FALSE(matches("[!a-c]1", "b1"));
  CHECK(matches("[^a-c]1", "d1"));
  CHECK(matches("[]]x", "]x"));
  CHECK(matches("[[:digit:]]x", "7x"));
  CHECK_FALSE(matches("[[:digit:]]x", "ax"));
  CHECK(matches("[a\\-z]", "-"));
  CHECK_FALSE(matches("[a", "[a"));
  CHECK_FALSE(matches("[a", "a"));
  CHECK(matches("\\*", "*"));
  CHECK_FALSE(matches("\\*", "a"));
  CHECK_FALSE(matches("a\\", "a"));
  CHECK(matches("报告*.txt", "年/报告2020.txt"));
}

TEST_CASE("IgnorePattern: spaces and carriage returns at the end", "[ignore]") {
  CHECK(matches("a  ", "a"));
  CHECK(matches("a\\ ", "a "));
  CHECK(matches("a\r", "a"));
  CHECK(matches("a b", "a b"));
}

TEST_CASE("IgnorePattern: many stars take no time to speak of", "[ignore]") {
  std::string stars;
  std::string folders;
  for (int i = 0; i < 200; ++i) stars += "*a";
  for (int i = 0; i < 200; ++i) folders += "**/a/";
  CHECK_FALSE(matches(stars + "b", std::string(5000, 'a')));
  std::string path;
  for (int i = 0; i < 2000; ++i) path += "a/";
  CHECK_FALSE(matches(folders + "b", path + "c"));
}
