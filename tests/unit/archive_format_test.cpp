#include "archive/archive_format.hpp"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/packing.hpp"
#include "unit/warc_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::FormatOptions;
using fuyuan::Verdict;
using fuyuan::testing::break_with;
using fuyuan::testing::Container;
using fuyuan::testing::FormatResult;
using fuyuan::testing::pack;
using fuyuan::testing::Packed;
using fuyuan::testing::restore_bytes;
using fuyuan::testing::unpack;

const std::string kText = "老木匠把刨子放在窗台上，说明天再来修那扇门。\n门外的雨还没有停。\n";
const std::string kBinary = "\x89PNG\r\n\x1A\n\0\0\0浣犲ソ锛屼笘鐣岋紒"s;

/// Bytes in a file, which can be read twice and from any place.
class FileOfBytes final : public fuyuan::ByteSource {
 public:
  explicit FileOfBytes(std::string_view bytes) : file_(std::tmpfile(), &std::fclose) {
    std::fwrite(bytes.data(), 1, bytes.size(), file_.get());
    std::fflush(file_.get());
    ::lseek(descriptor(), 0, SEEK_SET);
  }
  std::size_t read(char* buffer, std::size_t size) override {
    return static_cast<std::size_t>(::read(descriptor(), buffer, size));
  }
  int descriptor() const override { return ::fileno(file_.get()); }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

FormatResult restore_file(const std::string& name, std::string_view bytes,
                          FormatOptions format = {}) {
  FileOfBytes source(bytes);
  return fuyuan::testing::restore_source(name, source, std::move(format));
}

std::vector<Packed> some_entries() {
  return {{"notes/", "", AE_IFDIR, "", 0750},
          {"notes/a.txt", break_with("utf8-as-gbk", kText)},
          {"notes/healthy.txt", kText, AE_IFREG, "", 0600, 1'000'000'000, 123'456'700},
          {"notes/b.png", kBinary},
          {"notes/empty.txt", ""},
          {"run.sh", break_with("gb18030", kText), AE_IFREG, "", 0755}};
}

/// In the order of the archive, which 7z sorts as it likes.
void check_same_but_text(const std::vector<Packed>& before, const std::vector<Packed>& after) {
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CAPTURE(before[i].name);
    CHECK(after[i].name == before[i].name);
    CHECK(after[i].type == before[i].type);
    CHECK(after[i].mode == before[i].mode);
    CHECK(after[i].time == before[i].time);
    CHECK(after[i].nanoseconds == before[i].nanoseconds);
    CHECK(after[i].link == before[i].link);
    const bool is_broken = before[i].name == "notes/a.txt" || before[i].name == "run.sh";
    CHECK(after[i].bytes == (is_broken ? kText : before[i].bytes));
  }
}

}  // namespace

TEST_CASE("Archives: texts are restored, everything else stays", "[archive]") {
  struct Kind {
    std::string name;
    Container container;
    std::string filter;
  };
  for (const Kind& kind : std::vector<Kind>{{"a.tar", Container::tar, ""},
                                            {"a.tar", Container::gnu_tar, ""},
                                            {"a.tar", Container::pax, ""},
                                            {"a.tar.gz", Container::tar, "gzip"},
                                            {"a.tar.zst", Container::tar, "zstd"},
                                            {"a.tar.xz", Container::gnu_tar, "xz"},
                                            {"a.tar.bz2", Container::tar, "bzip2"},
                                            {"a.zip", Container::zip, ""},
                                            {"a.7z", Container::seven_zip, ""}}) {
    CAPTURE(kind.name);
    const std::string bytes = pack(some_entries(), kind.container, kind.filter);
    const auto before = unpack(bytes);
    for (const bool is_file : {true, false}) {
      const FormatResult result =
          is_file ? restore_file(kind.name, bytes) : restore_bytes(kind.name, bytes);
      REQUIRE(result.error.empty());
      CHECK(result.failures.empty());
      check_same_but_text(before, unpack(result.text));
      // The same container, and the same bytes whenever.
      CHECK(result.text.substr(0, 4) == bytes.substr(0, 4));
      REQUIRE(result.find("notes/a.txt") != nullptr);
      CHECK(result.find("notes/a.txt")->verdict <= Verdict::inferred);
      CHECK(result.find("notes/a.txt")->is_changed);
      CHECK(result.find("notes/b.png")->verdict == Verdict::binary);
      CHECK(result.find("run.sh")->charset == "gb18030");
      CHECK(restore_file(kind.name, result.text).text == result.text);
    }
  }
}

TEST_CASE("Archives: what needs nothing stays byte for byte", "[archive]") {
  const std::vector<Packed> healthy = {{"a/b.txt", kText}, {"a/c.bin", kBinary}};
  // Packed in a way of its own, and with something behind it.
  const std::string tar = pack(healthy, Container::gnu_tar) + std::string(20480, '\0');
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"a.tar", tar},
           {"a.tar.gz", fuyuan::testing::gzip(tar, 1)},
           {"a.zip", pack(healthy, Container::zip_stored)},
           {"a.7z", pack(healthy, Container::seven_zip)},
           {"a.txt.gz", fuyuan::testing::gzip(kText, 1)},
           {"a.txt.gz", fuyuan::testing::gzip(kText, 1) + fuyuan::testing::gzip(kText, 9)},
           {"a.txt.xz", pack({{"", kText}}, Container::raw, "xz")},
           {"empty.gz", fuyuan::testing::gzip("")}}) {
    CAPTURE(name);
    const FormatResult result = restore_file(name, bytes);
    CHECK(result.error.empty());
    CHECK(result.text == bytes);
  }
}

TEST_CASE("Archives: single packed files", "[archive]") {
  const std::string broken = break_with("gb18030", kText);
  for (const std::string filter : {"gzip", "zstd", "xz", "bzip2"}) {
    CAPTURE(filter);
    const std::string bytes = pack({{"", broken}}, Container::raw, filter);
    for (const bool is_file : {true, false}) {
      const FormatResult result =
          is_file ? restore_file("a.txt.x", bytes) : restore_bytes("a.txt.x", bytes);
      REQUIRE(result.error.empty());
      const auto after = unpack(result.text);
      REQUIRE(after.size() == 1);
      CHECK(after[0].bytes == kText);
      CHECK(result.text.substr(0, 3) == bytes.substr(0, 3));
      REQUIRE(result.documents.size() == 1);
      CHECK(result.documents[0].entry.empty());
    }
  }
}

TEST_CASE("Archives: the name and time that gzip keeps stay", "[archive]") {
  const std::string packed = fuyuan::testing::gzip(break_with("gb18030", kText));
  // A time, an operating system, an extra field of one byte, a name, a comment.
  const std::string header = "\x1F\x8B\x08\x1C\x01\x02\x03\x04\x02\x03\x01\0xold name.txt\0why\0"s;
  const FormatResult result = restore_file("a.gz", header + packed.substr(10));
  REQUIRE(result.error.empty());
  CHECK(result.text.starts_with("\x1F\x8B\x08\x18\x01\x02\x03\x04\x02\x03old name.txt\0why\0"s));
  CHECK(unpack(result.text).at(0).bytes == kText);
}

TEST_CASE("Archives: the name inside says what the bytes are", "[archive]") {
  const std::string broken = break_with("utf8-as-windows-1252", "老木匠把刨子放在窗台上");
  const std::string csv = "id,text\n1," + broken + "\n2,ok\n";
  const FormatResult table = restore_file("t.csv.gz", fuyuan::testing::gzip(csv));
  CHECK(unpack(table.text).at(0).bytes == "id,text\n1,老木匠把刨子放在窗台上\n2,ok\n");
  const std::string lines = "{\"a\":\"" + broken + "\"}\n{\"a\":\"x\"}\n";
  const FormatResult records =
      restore_file("a.zip", pack({{"x/lines.jsonl", lines}}, Container::zip));
  CHECK(unpack(records.text).at(0).bytes == "{\"a\":\"老木匠把刨子放在窗台上\"}\n{\"a\":\"x\"}\n");
  CHECK(records.find("x/lines.jsonl:1") != nullptr);
  // What the user says goes for what is inside.
  FormatOptions jsonl;
  jsonl.format = "jsonl";
  const FormatResult said = restore_file("data.gz", fuyuan::testing::gzip(lines), jsonl);
  CHECK(unpack(said.text).at(0).bytes == "{\"a\":\"老木匠把刨子放在窗台上\"}\n{\"a\":\"x\"}\n");
}

TEST_CASE("Archives: a WARC packed as a whole", "[archive][warc]") {
  const std::string warc =
      fuyuan::testing::warc_record("conversion", "text/plain", break_with("gb18030", kText));
  const FormatResult result =
      restore_file("a.warc.zst", pack({{"", warc}}, Container::raw, "zstd"));
  REQUIRE(result.error.empty());
  const std::string after = unpack(result.text).at(0).bytes;
  std::string_view rest = after;
  CHECK(fuyuan::testing::take_record(rest).block == kText);
  CHECK(result.find("http://example.com/conversion") != nullptr);
}

TEST_CASE("Archives: archives inside archives stay", "[archive]") {
  const std::string inner = pack({{"a.txt", break_with("gb18030", kText)}}, Container::zip);
  const std::string bytes = pack({{"inner.zip", inner}}, Container::tar);
  CHECK(restore_file("a.tar", bytes).text == bytes);
}

TEST_CASE("Archives: legacy names in zip become UTF-8 and say so", "[archive]") {
  for (const std::string charset : {"gb18030", "big5"}) {
    CAPTURE(charset);
    const std::vector<std::string> names =
        charset == "big5"
            ? std::vector<std::string>{"會議記錄/第一章.txt", "會議記錄/照片說明.txt"}
            : std::vector<std::string>{"会议记录/第一章.txt", "会议记录/照片说明.txt"};
    const std::string bytes =
        pack({{break_with(charset, names[0]), kText}, {break_with(charset, names[1]), kText}},
             Container::zip);
    const FormatResult result = restore_file("a.zip", bytes);
    REQUIRE(result.error.empty());
    const auto after = unpack(result.text);
    REQUIRE(after.size() == 2);
    CHECK(after[0].name == names[0]);
    CHECK(after[1].name == names[1]);
    CHECK(after[0].bytes == kText);
    // General purpose bit 11 of the first header.
    CHECK((static_cast<unsigned char>(result.text.at(7)) & 8) == 8);
    CHECK((static_cast<unsigned char>(bytes.at(7)) & 8) == 0);
    CHECK(result.find(names[0]) != nullptr);
    CHECK(restore_file("a.zip", result.text).text == result.text);
    // From a pipe, too.
    CHECK(unpack(restore_bytes("a.zip", bytes).text).at(0).name == names[0]);
  }
}

TEST_CASE("Archives: names in code page 437, which zip means by itself", "[archive]") {
  const std::string bytes = pack({{"\x9A"
                                   "bersicht f\x81r M\x84rz.txt",
                                   kText},
                                  {"r\x82sum\x82/caf\x82.txt", kText}},
                                 Container::zip);
  const auto after = unpack(restore_file("a.zip", bytes).text);
  REQUIRE(after.size() == 2);
  CHECK(after[0].name == "Übersicht für März.txt");
  CHECK(after[1].name == "résumé/café.txt");
}

TEST_CASE("Archives: names that are well, or nobody's guess, stay", "[archive]") {
  const std::vector<Packed> entries = {
      {"会议.txt", kText}, {"\xFF\xFE\x81.txt", kText}, {"b.txt", break_with("gb18030", kText)}};
  const FormatResult result = restore_file("a.zip", pack(entries, Container::zip));
  REQUIRE(result.error.empty());
  const auto after = unpack(result.text);
  REQUIRE(after.size() == 3);
  CHECK(after[0].name == "会议.txt");
  CHECK(after[1].name == "\xFF\xFE\x81.txt");
  CHECK(after[2].bytes == kText);
}

TEST_CASE("Archives: names in tar are restored where that is asked for", "[archive]") {
  const std::string name = break_with("gb18030", "会议记录第一章.txt");
  const std::string bytes =
      pack({{name, kText}, {"link", "", AE_IFREG, name}, {"sub/soft", "", AE_IFLNK, "../x"}},
           Container::gnu_tar);
  CHECK(restore_file("a.tar", bytes).text == bytes);
  FormatOptions names;
  names.restores_names = true;
  const FormatResult result = restore_file("a.tar", bytes, names);
  REQUIRE(result.error.empty());
  const auto after = unpack(result.text);
  REQUIRE(after.size() == 3);
  CHECK(after[0].name == "会议记录第一章.txt");
  CHECK(after[1].link == "会议记录第一章.txt");
  CHECK(after[2].link == "../x");
}

TEST_CASE("Archives: entries that lead out are refused", "[archive]") {
  for (const Packed& hostile : std::vector<Packed>{{"../evil.txt", "x"},
                                                   {"a/../../evil.txt", "x"},
                                                   {"/etc/evil.txt", "x"},
                                                   {"a/..", "x"},
                                                   {"..\\evil.txt", "x"},
                                                   {"C:\\evil.txt", "x"},
                                                   {"link", "", AE_IFLNK, "/etc/passwd"},
                                                   {"a/link", "", AE_IFLNK, "../../etc/passwd"},
                                                   {"hard", "", AE_IFREG, "../passwd"},
                                                   {"hard", "", AE_IFREG, "/etc/passwd"},
                                                   {"device", "", AE_IFCHR},
                                                   {"disk", "", AE_IFBLK},
                                                   {"pipe", "", AE_IFIFO}}) {
    CAPTURE(hostile.name, hostile.link);
    const FormatResult result =
        restore_file("a.tar", pack({{"ok.txt", kText}, hostile}, Container::gnu_tar));
    CHECK(result.error.find("refused: the entry " + hostile.name) == 0);
    CHECK(result.text.empty());
  }
  for (const std::string name : {"../evil.txt", "/etc/evil.txt"}) {
    CHECK(restore_file("a.zip", pack({{name, "x"}}, Container::zip)).error.find("refused") == 0);
  }
  for (const Packed& harmless : std::vector<Packed>{{"a../b..txt", "x"},
                                                    {"a/link", "", AE_IFLNK, "../ok.txt"},
                                                    {"hard", "", AE_IFREG, "ok.txt"}}) {
    CAPTURE(harmless.name);
    CHECK(restore_file("a.tar", pack({{"ok.txt", kText}, harmless}, Container::gnu_tar))
              .error.empty());
  }
}

TEST_CASE("Archives: bombs and huge sizes are refused", "[archive]") {
  const std::string blanks(std::size_t{100} << 20, ' ');
  for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
           {"bomb.gz", fuyuan::testing::gzip(blanks)},
           {"bomb.zst", pack({{"", blanks}}, Container::raw, "zstd")},
           {"bomb.zip", pack({{"a", blanks}}, Container::zip)},
           {"bomb.tar.bz2", pack({{"a", blanks}}, Container::tar, "bzip2")}}) {
    CAPTURE(name);
    const FormatResult result = restore_file(name, bytes);
    CHECK(result.error.find("--max-ratio") != std::string::npos);
    CHECK(result.text.empty());
  }
  // The names are read before the bytes.
  FormatOptions names;
  names.restores_names = true;
  names.max_unpacked = std::size_t{1} << 40;
  const std::string tar_bomb = pack({{"a", blanks}, {"b", "x"}}, Container::tar, "gzip");
  CHECK(restore_file("a.tar.gz", tar_bomb, names).error.find("--max-ratio") != std::string::npos);
  // A header that promises what nobody has.
  std::string tar = pack({{"a.txt", kText}}, Container::gnu_tar);
  FormatOptions small;
  small.max_unpacked = 16;
  CHECK(restore_file("a.tar", tar, small).error.find("--max-unpacked") != std::string::npos);
  CHECK(restore_file("a.gz", fuyuan::testing::gzip(kText), small).error.find("--max-unpacked") !=
        std::string::npos);
}

TEST_CASE("Archives: damaged ones fail, with a place", "[archive]") {
  const auto broken_entries = some_entries();
  for (const auto& [container, filter] :
       std::vector<std::pair<Container, std::string>>{{Container::tar, ""},
                                                      {Container::tar, "gzip"},
                                                      {Container::tar, "xz"},
                                                      {Container::zip, ""},
                                                      {Container::seven_zip, ""}}) {
    const std::string bytes = pack(broken_entries, container, filter);
    const FormatResult result = restore_file("a.tar", bytes.substr(0, bytes.size() / 2));
    CHECK_FALSE(result.error.empty());
    CHECK(result.text.empty());
  }
}

TEST_CASE("Archives: gzip whose end is cut off fails in words", "[archive]") {
  const std::string bytes = fuyuan::testing::gzip(kText);
  for (const std::size_t missing : {1, 7, 8, 9}) {
    CAPTURE(missing);
    for (const bool is_file : {true, false}) {
      const std::string cut = bytes.substr(0, bytes.size() - missing);
      const FormatResult result = is_file ? restore_file("a.gz", cut) : restore_bytes("a.gz", cut);
      CHECK(result.error.starts_with("cannot be unpacked: "));
      CHECK(result.error.find("null") == std::string::npos);
    }
  }
}
