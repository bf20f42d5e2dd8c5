#include <string>
#include <string_view>

#include "archive/archive_format.hpp"
#include "archive/document_format.hpp"
#include "archive/json_format.hpp"
#include "archive/plain_format.hpp"
#include "archive/table_format.hpp"
#include "archive/warc_format.hpp"
#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/packing.hpp"
#include "unit/warc_helpers.hpp"

namespace {

using fuyuan::testing::Container;
using fuyuan::testing::gzip;
using fuyuan::testing::pack;

std::string chosen(const std::string& name, std::string_view bytes,
                   const std::string& said = "auto", bool is_entry = false) {
  fuyuan::testing::StringSource source(bytes);
  fuyuan::PeekSource in(source);
  fuyuan::FormatOptions options;
  options.format = said;
  const fuyuan::DocumentFormat& format = fuyuan::choose_format(name, in, options, is_entry);
  // Looking takes nothing away.
  CHECK(fuyuan::read_all(in) == bytes);
  if (dynamic_cast<const fuyuan::ArchiveFormat*>(&format) != nullptr) return "archive";
  if (dynamic_cast<const fuyuan::WarcFormat*>(&format) != nullptr) return "warc";
  if (dynamic_cast<const fuyuan::JsonLinesFormat*>(&format) != nullptr) return "jsonl";
  if (dynamic_cast<const fuyuan::JsonFormat*>(&format) != nullptr) return "json";
  if (dynamic_cast<const fuyuan::TableFormat*>(&format) != nullptr) return "table";
  if (dynamic_cast<const fuyuan::PlainFormat*>(&format) != nullptr) return "text";
  return "?";
}

}  // namespace

TEST_CASE("The format is known by the first bytes, then by the name", "[format_choice]") {
  const std::string zip = pack({{"a", "b"}}, Container::zip);
  const std::string tar = pack({{"a", "b"}}, Container::tar);
  const std::string warc = fuyuan::testing::warc_record("metadata", "text/plain", "x");
  CHECK(chosen("a.txt", "") == "text");
  CHECK(chosen("a.txt", zip) == "archive");
  CHECK(chosen("a.txt", tar) == "archive");
  CHECK(chosen("a.txt", gzip("x")) == "archive");
  CHECK(chosen("a.txt", pack({{"", "x"}}, Container::raw, "zstd")) == "archive");
  CHECK(chosen("a.txt", pack({{"", "x"}}, Container::raw, "xz")) == "archive");
  CHECK(chosen("a.txt", pack({{"", "x"}}, Container::raw, "bzip2")) == "archive");
  CHECK(chosen("a.txt", pack({{"a", "x"}}, Container::seven_zip)) == "archive");
  CHECK(chosen("a.gz", warc) == "warc");
  CHECK(chosen("a.gz", gzip(warc)) == "warc");
  CHECK(chosen("a.txt", "{\"a\":1}\n{\"b\":2}\n") == "jsonl");
  CHECK(chosen("a.txt", "{\"a\":1}\r\n{\"b\":2}") == "jsonl");
  CHECK(chosen("a.NDJSON", "") == "jsonl");
  CHECK(chosen("a.json", "{\"a\":1}") == "json");
  CHECK(chosen("a.json", "text") == "text");
  CHECK(chosen("a.txt", "{\"a\":1}") == "text");
  CHECK(chosen("a.json", "\xEF\xBB\xBF{\"a\":1}") == "json");
  CHECK(chosen("a.txt", "\xEF\xBB\xBF{\"a\":1}\n{\"b\":2}\n") == "jsonl");
  CHECK(chosen("A.CSV", "a,b\n") == "table");
  CHECK(chosen("a.tsv", "a\n") == "table");
  CHECK(chosen("csv", "a\n") == "text");
  CHECK(chosen("a.zip", "no zip") == "text");
}

TEST_CASE("Where a cell's characters may hold delimiters, a table is text", "[format_choice]") {
  for (const std::string bytes : {"a,b\n1,~{<B5@~}\n2,~{1pTB~}\n", "a,b\n1,\x1B$B4A;z\x1B(B\n",
                                  "a,b\n1,\x1B$)A\x0E=;;;\x0F\n"}) {
    CAPTURE(bytes);
    CHECK(chosen("a.csv", bytes) == "text");
    CHECK(chosen("a", bytes, "tsv") == "text");
  }
}

TEST_CASE("The user knows better", "[format_choice]") {
  CHECK(chosen("a.json", "{\"a\":1}\n{\"b\":2}\n", "text") == "text");
  CHECK(chosen("a.txt", "x", "csv") == "table");
  CHECK(chosen("a.txt", "x", "tsv") == "table");
  CHECK(chosen("a.txt", "x", "json") == "json");
  CHECK(chosen("a.txt", "x", "warc") == "warc");
  CHECK(chosen("a.txt", "x", "archive") == "archive");
  // Packed, it is what is inside.
  CHECK(chosen("a.txt", gzip("x"), "jsonl") == "archive");
  CHECK(chosen("a.txt", gzip("x"), "jsonl", true) == "jsonl");
  CHECK(chosen("a.txt", gzip("x"), "warc") == "warc");
}

TEST_CASE("Inside an archive, archives are not opened", "[format_choice]") {
  CHECK(chosen("a.zip", pack({{"a", "b"}}, Container::zip), "auto", true) == "text");
  CHECK(chosen("a.csv", "a,b\n", "auto", true) == "table");
}

TEST_CASE("Where JSON lines are said, nobody waits for more than a byte", "[format_choice]") {
  /// Gives one byte, and must not be asked for another.
  class OneByte final : public fuyuan::ByteSource {
   public:
    std::size_t read(char* buffer, std::size_t size) override {
      REQUIRE(size == 1);
      *buffer = '{';
      return 1;
    }
  };
  OneByte source;
  fuyuan::PeekSource in(source);
  fuyuan::FormatOptions options;
  options.format = "jsonl";
  const auto& format = fuyuan::choose_format("-", in, options, false);
  CHECK(dynamic_cast<const fuyuan::JsonLinesFormat*>(&format) != nullptr);
}
