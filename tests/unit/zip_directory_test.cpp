#include "archive/zip_directory.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "archive/zip_comments.hpp"
#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/packing.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::Spool;
using fuyuan::StringSink;
using fuyuan::ZipDirectory;
using fuyuan::testing::break_with;
using fuyuan::testing::Container;
using fuyuan::testing::pack;
using fuyuan::testing::Packed;
using fuyuan::testing::unpack;

const std::string kText = "老木匠把刨子放在窗台上，说明天再来修那扇门。\n门外的雨还没有停。\n";

std::optional<ZipDirectory> read_directory(std::string_view zip) {
  return ZipDirectory::read(
      [zip](std::uint64_t offset, char* buffer, std::size_t most) {
        return offset > zip.size() ? 0 : zip.copy(buffer, most, static_cast<std::size_t>(offset));
      },
      zip.size());
}

std::string with_comments(const std::string& zip, const std::vector<std::string>& of_entries,
                          const std::string& of_all) {
  auto directory = read_directory(zip);
  REQUIRE(directory);
  REQUIRE(directory->records().size() == of_entries.size());
  for (std::size_t i = 0; i < of_entries.size(); ++i) {
    directory->records()[i].comment = of_entries[i];
  }
  directory->set_comment(of_all);
  return zip.substr(0, static_cast<std::size_t>(directory->begin())) + directory->write();
}

}  // namespace

TEST_CASE("Zip directories: what is read is written again", "[zip_directory]") {
  const std::string zip =
      pack({{"a.txt", kText}, {"b/", "", AE_IFDIR}, {"b/c", ""}}, Container::zip);
  CHECK(with_comments(zip, {"", "", ""}, "") == zip);
  CHECK_FALSE(read_directory(zip)->has_comments());
  const std::string full = with_comments(zip, {"one", "", "PK\5\6"}, "all");
  auto directory = read_directory(full);
  REQUIRE(directory);
  CHECK(directory->has_comments());
  CHECK(directory->comment() == "all");
  CHECK(directory->records()[0].comment == "one");
  CHECK(directory->records()[2].comment == "PK\5\6");
  CHECK(with_comments(full, {"", "", ""}, "") == zip);
  // Something in front of it.
  CHECK(read_directory("#!/bin/sh\n" + full)->comment() == "all");
}

TEST_CASE("Zip directories: what is none is not read", "[zip_directory]") {
  const std::string zip =
      with_comments(pack({{"a.txt", kText}, {"b", "x"}}, Container::zip), {"one", "two"}, "all");
  CHECK_FALSE(read_directory(""));
  CHECK_FALSE(read_directory("PK\5\6"));
  for (std::size_t size = 0; size < zip.size(); ++size) {
    CHECK_FALSE(read_directory(std::string_view(zip).substr(0, size)));
  }
  // Whatever the numbers are, nothing is read beyond the end.
  for (std::size_t at = 0; at < zip.size(); ++at) {
    std::string bad = zip;
    bad[at] = '\xFF';
    if (auto directory = read_directory(bad)) directory->write();
  }
}

TEST_CASE("Zips: comments stay where an entry changes", "[zip_directory][archive]") {
  const std::string gbk = break_with("gb18030", "渡口的船夫把绳子系好");
  const std::vector<Packed> entries = {{"a.txt", break_with("gb18030", kText)},
                                       {"b.txt", kText},
                                       {break_with("gb18030", "会议记录日程安排.txt"), kText}};
  const std::string zip =
      with_comments(pack(entries, Container::zip), {gbk, "two\nlines", gbk}, gbk);
  const auto result = fuyuan::testing::restore_bytes("a.zip", zip);
  REQUIRE(result.error.empty());
  const auto after = unpack(result.text);
  REQUIRE(after.size() == 3);
  CHECK(after[0].bytes == kText);
  CHECK(after[2].name == "会议记录日程安排.txt");
  auto directory = read_directory(result.text);
  REQUIRE(directory);
  CHECK(directory->comment() == gbk);
  CHECK(directory->records()[0].comment == gbk);
  CHECK(directory->records()[1].comment == "two\nlines");
  // It says now that it is UTF-8.
  CHECK(directory->records()[2].comment == "渡口的船夫把绳子系好");
}

TEST_CASE("Zips: a table of other entries is refused", "[zip_directory][archive]") {
  const std::string zip = with_comments(pack({{"a.txt", kText}}, Container::zip), {"one"}, "");
  Spool packed;
  packed.write(pack({{"a.txt", kText}, {"b.txt", kText}}, Container::zip));
  Spool original;
  original.write(zip);
  original.leave_memory();
  StringSink out;
  CHECK_THROWS_AS(fuyuan::write_with_comments(original.descriptor(), packed, out), fuyuan::IoError);
  CHECK(out.text().empty());
}
