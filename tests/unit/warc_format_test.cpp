#include "archive/warc_format.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/warc_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::FormatOptions;
using fuyuan::Verdict;
using fuyuan::testing::break_with;
using fuyuan::testing::FormatResult;
using fuyuan::testing::gzip;
using fuyuan::testing::http_record;
using fuyuan::testing::ParsedRecord;
using fuyuan::testing::restore_bytes;
using fuyuan::testing::sha1_of;
using fuyuan::testing::take_member;
using fuyuan::testing::take_record;
using fuyuan::testing::warc_record;

const std::string kPage =
    "<html><head><title>河边的早晨</title></"
    "head>\n<body><p>清晨的河边有人在散步，老人们打着太极拳，"
    "孩子们背着书包去上学。</p>\n<p>卖豆浆的小贩已经摆好了摊子。</p></body></html>\n";
const std::string kInfo = warc_record("warcinfo", "application/warc-fields",
                                      "software: crawler\r\ncharset: \xC4\xE3\xBA\xC3\r\n");
const std::string kHttp =
    "HTTP/1.1 200 OK\r\nServer: s\r\nContent-Type: text/html; charset=GBK\r\nX-A: b\r\n";

std::string broken_page() { return break_with("gb18030", kPage); }

std::string with_length(std::string_view http, std::size_t length) {
  return fmt::format("{}Content-Length: {}\r\n\r\n", http, length);
}

std::string chunked(std::string_view body) {
  const std::size_t half = body.size() / 2;
  return fmt::format("{:x}\r\n{}\r\n{:X};name=value\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", half,
                     body.substr(0, half), body.size() - half, body.substr(half));
}

/// The one record of a result, with true lengths and digests.
void check_page(const ParsedRecord& record, std::string_view page) {
  const std::size_t head = record.block.find("\r\n\r\n") + 4;
  CHECK(record.block.substr(head) == page);
  CHECK(record.value("WARC-Block-Digest") == sha1_of(record.block));
  CHECK(record.value("WARC-Payload-Digest") == sha1_of(page));
  const fuyuan::HeaderBlock http(record.block.substr(0, head));
  CHECK(http.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(http.find("Content-Length") == std::to_string(page.size()));
  CHECK_FALSE(http.find("Transfer-Encoding"));
  CHECK_FALSE(http.find("Content-Encoding"));
  CHECK(http.find("X-A") == "b");
  CHECK(http.first_line() == "HTTP/1.1 200 OK");
}

}  // namespace

TEST_CASE("WARC: gzip members that come byte by byte", "[warc]") {
  const std::string page = broken_page();
  const std::string warc =
      gzip(kInfo) + gzip(http_record(with_length(kHttp, page.size()), page)) + gzip(kInfo);
  const auto restored = [&](std::size_t piece) {
    fuyuan::testing::StringSource source(warc, piece);
    fuyuan::PeekSource in(source);
    fuyuan::StringSink out;
    fuyuan::testing::DirectRun run({}, {}, out);
    fuyuan::WarcFormat().restore("-", in, run);
    return out.text();
  };
  const std::string whole = restored(std::string::npos);
  std::string_view rest = whole;
  CHECK(take_member(rest) == kInfo);
  CHECK(restored(1) == whole);
  CHECK(restored(3) == whole);
  CHECK_FALSE(restore_bytes("a.warc", gzip(kInfo) + "\x1F").error.empty());
}

TEST_CASE("WARC: a page becomes UTF-8 and says so; the rest stays", "[warc]") {
  const std::string page = broken_page();
  const std::string request = warc_record("request", "application/http; msgtype=request",
                                          "GET / HTTP/1.1\r\nX: \xC4\xE3\r\n\r\n");
  const std::string metadata = warc_record("metadata", "text/plain", "浣犲ソ锛屼笘鐣岋紒浣犲ソ");
  const std::string warc =
      kInfo + request + http_record(with_length(kHttp, page.size()), page) + metadata;
  const FormatResult result = restore_bytes("a.warc", warc);
  REQUIRE(result.error.empty());
  CHECK(result.failures.empty());
  REQUIRE(result.documents.size() == 1);
  CHECK(result.documents[0].entry == "http://example.com/response");
  CHECK(result.documents[0].verdict == Verdict::decoded);
  std::string_view rest = result.text;
  REQUIRE(rest.starts_with(kInfo + request));
  rest.remove_prefix(kInfo.size() + request.size());
  check_page(take_record(rest), kPage);
  CHECK(rest == metadata);
}

TEST_CASE("WARC: what needs nothing stays byte for byte", "[warc]") {
  // Lengths and digests that are not true, too: nothing was asked of them.
  std::string healthy = http_record(kHttp + "Content-Length: 7\r\n\r\n", kPage);
  healthy.replace(healthy.find("sha1:") + 5, 4, "ZZZZ");
  const std::string image = http_record("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n",
                                        "\x89PNG\r\n\x1A\n浣犲ソ锛屼笘鐣岋紒");
  const std::string dns =
      warc_record("response", "text/dns", "20110504\nexample.com. 1 IN A 1.2.3.4\n");
  const std::string revisit =
      warc_record("revisit", "application/http", "HTTP/1.1 304 Not\r\n\r\n");
  const std::string strange = warc_record("conversation", "text/plain", "浣犲ソ锛屼笘鐣岋紒浣犲ソ");
  const std::string warc = kInfo + healthy + image + dns + revisit + strange;
  CHECK(restore_bytes("a.warc", warc).text == warc);
  // Each as a gzip member, packed as nobody else packs it.
  std::string packed;
  for (const std::string& record : {kInfo, healthy, image, dns, revisit, strange}) {
    packed += gzip(record, 1);
  }
  const FormatResult result = restore_bytes("a.warc.gz", packed);
  CHECK(result.error.empty());
  CHECK(result.text == packed);
}

TEST_CASE("WARC: gzip keeps one member a record", "[warc]") {
  const std::string page = broken_page();
  const std::string tail = warc_record("metadata", "text/plain", "x");
  const std::string packed =
      gzip(kInfo, 9) + gzip(http_record(with_length(kHttp, page.size()), page)) + gzip(tail, 1);
  const FormatResult result = restore_bytes("a.warc.gz", packed);
  REQUIRE(result.error.empty());
  std::string_view rest = result.text;
  CHECK(take_member(rest) == kInfo);
  const std::string record = take_member(rest);
  std::string_view unpacked = record;
  check_page(take_record(unpacked), kPage);
  CHECK(unpacked.empty());
  CHECK(take_member(rest) == tail);
  CHECK(rest.empty());
}

TEST_CASE("WARC: a file that is one gzip member becomes seekable", "[warc]") {
  const std::string page = broken_page();
  const std::string record = http_record(with_length(kHttp, page.size()), page);
  const std::string tail = warc_record("metadata", "text/plain", "x");
  const FormatResult result = restore_bytes("a.warc.gz", gzip(kInfo + record + tail));
  REQUIRE(result.error.empty());
  std::string_view rest = result.text;
  CHECK(take_member(rest) == kInfo);
  const std::string member = take_member(rest);
  std::string_view unpacked = member;
  check_page(take_record(unpacked), kPage);
  CHECK(take_member(rest) == tail);
  CHECK(rest.empty());
}

TEST_CASE("WARC: a record may be spread over gzip members", "[warc]") {
  const std::string warc = kInfo + warc_record("metadata", "text/plain", "abc");
  const std::string packed = gzip(warc.substr(0, 10)) + gzip("") + gzip(warc.substr(10));
  const FormatResult result = restore_bytes("a.warc.gz", packed);
  REQUIRE(result.error.empty());
  std::string_view rest = result.text;
  std::string all;
  while (!rest.empty()) all += take_member(rest);
  CHECK(all == warc);
}

TEST_CASE("WARC: chunked and packed payloads", "[warc]") {
  const std::string page = broken_page();
  const std::string chunks = kHttp + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string zipped = kHttp + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n";
  const std::string both = kHttp + "Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& record :
       {http_record(chunks, chunked(page)), http_record(zipped, gzip(page)),
        http_record(both, chunked(gzip(page))),
        // Unwrapped by the crawler, whatever the header says.
        http_record(chunks, page), http_record(zipped, page)}) {
    const FormatResult result = restore_bytes("a.warc", record);
    REQUIRE(result.error.empty());
    CHECK(result.failures.empty());
    std::string_view rest = result.text;
    check_page(take_record(rest), kPage);
  }
  // Packed text that is well stays packed.
  const std::string healthy = http_record(both, chunked(gzip(kPage)));
  CHECK(restore_bytes("a.warc", healthy).text == healthy);
}

TEST_CASE("WARC: a payload that cannot be unwrapped stays and is named", "[warc]") {
  const std::string page = broken_page();
  const std::string cut = http_record(kHttp + "Transfer-Encoding: chunked\r\n\r\n",
                                      chunked(page).substr(0, page.size()));
  const std::string torn =
      http_record(kHttp + "Content-Encoding: gzip\r\n\r\n", gzip(page).substr(0, 60));
  const std::string unknown = http_record(kHttp + "Content-Encoding: br\r\n\r\n", page);
  for (const std::string& record : {cut, torn, unknown}) {
    const FormatResult result = restore_bytes("a.warc", record);
    CHECK(result.error.empty());
    CHECK(result.text == record);
    REQUIRE(result.failures.size() == 1);
    CHECK(result.failures[0].first == "http://example.com/response");
  }
}

TEST_CASE("WARC: WET and resource records", "[warc]") {
  const std::string text = "清晨的河边有人在散步，老人们打着太极拳。\n";
  const std::string broken = break_with("utf8-as-gbk", text);
  const FormatResult wet = restore_bytes(
      "a.warc.wet", kInfo + warc_record("conversion", "text/plain", broken, 0, "WARC/1.1"));
  REQUIRE(wet.error.empty());
  std::string_view rest = std::string_view(wet.text).substr(kInfo.size());
  const ParsedRecord record = take_record(rest);
  CHECK(record.block == text);
  CHECK(record.value("WARC-Block-Digest") == sha1_of(text));
  CHECK(record.value("WARC-Payload-Digest") == sha1_of(text));
  CHECK(record.header.first_line() == "WARC/1.1");

  const FormatResult resource = restore_bytes(
      "a.warc",
      warc_record("resource", "text/plain;charset=\"gb2312\"", break_with("gb18030", text)));
  rest = resource.text;
  const ParsedRecord moved = take_record(rest);
  CHECK(moved.block == text);
  CHECK(moved.value("Content-Type") == "text/plain;charset=\"utf-8\"");
}

TEST_CASE("WARC: the HTTP header's charset is a hint", "[warc]") {
  // Two hanzi: Big5 or GBK is anybody's guess.
  const std::string text = break_with("big5", "簡介\n");
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=big5\r\n\r\n";
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const FormatResult result = restore_bytes("a.warc", http_record(http, text), {}, keep);
  std::string_view rest = result.text;
  CHECK(take_record(rest).block ==
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n簡介\n");
}

TEST_CASE("WARC: a large payload is restored in pieces", "[warc]") {
  std::string text;
  while (text.size() < (std::size_t{5} << 20)) text += "清晨的河边有人在散步，老人们打着太极拳。\n";
  const std::string broken = break_with("gb18030", text);
  const FormatResult result =
      restore_bytes("a.warc", http_record(with_length(kHttp, broken.size()), broken) + kInfo);
  REQUIRE(result.error.empty());
  std::string_view rest = result.text;
  const ParsedRecord record = take_record(rest);
  CHECK(record.block ==
        with_length(kHttp, text.size()).replace(kHttp.find("GBK"), 3, "utf-8") + text);
  CHECK(record.value("WARC-Block-Digest") == sha1_of(record.block));
  CHECK(rest == kInfo);
}

TEST_CASE("WARC: lengths that are not true", "[warc]") {
  const std::string record = warc_record("metadata", "text/plain", "0123456789");
  const auto with = [&](const std::string& length) {
    std::string changed = record;
    changed.replace(changed.find("Content-Length: 10"), 18, "Content-Length: " + length);
    return kInfo + changed + record;
  };
  const std::string at = "offset " + std::to_string(kInfo.size());
  for (const std::string length :
       {"9", "11", "999999", "18446744073709551615", "99999999999999999999", "-1", "", "ten",
        "10\r\nContent-Length: 10"}) {
    const FormatResult result = restore_bytes("a.warc", with(length));
    CAPTURE(length, result.error);
    CHECK(result.error.find(at) != std::string::npos);
  }
  CHECK(restore_bytes("a.warc", with("10")).error.empty());
  // No header end, no record, a file cut short.
  CHECK_FALSE(restore_bytes("a.warc", record + "WARC/1.0\r\nA: b\r\n").error.empty());
  CHECK_FALSE(restore_bytes("a.warc", record + "nonsense").error.empty());
  CHECK_FALSE(restore_bytes("a.warc", record.substr(0, record.size() - 8)).error.empty());
  CHECK_FALSE(restore_bytes("a.warc", "WARC/1.0\r\n" + std::string(3 << 20, 'x')).error.empty());
  // Line ends missing after the last record hurt nobody.
  CHECK(restore_bytes("a.warc", record.substr(0, record.size() - 4)).text ==
        record.substr(0, record.size() - 4));
}

TEST_CASE("WARC: hostile gzip", "[warc]") {
  const std::string record = warc_record("metadata", "text/plain", "0123456789");
  CHECK(restore_bytes("a.warc.gz", gzip(record) + "garbage").error ==
        fmt::format("damaged: no gzip member begins here (offset {})", gzip(record).size()));
  CHECK_FALSE(restore_bytes("a.warc.gz", gzip(record).substr(0, 100)).error.empty());
  std::string empty = gzip(record);
  for (int i = 0; i < 2000; ++i) empty += gzip("");
  CHECK(restore_bytes("a.warc.gz", empty).error.find("refused") == 0);
  const std::string bomb =
      gzip(warc_record("metadata", "text/plain", std::string(std::size_t{80} << 20, ' ')));
  CHECK(restore_bytes("a.warc.gz", bomb).error.find("--max-ratio") != std::string::npos);
  FormatOptions small;
  small.max_unpacked = 1000;
  CHECK(
      restore_bytes("a.warc.gz", gzip(warc_record("metadata", "x", std::string(2000, 'x'))), small)
          .error.find("--max-unpacked") != std::string::npos);
}

TEST_CASE("WARC: a payload that is a bomb stays packed", "[warc]") {
  const std::string bomb = gzip(std::string(std::size_t{80} << 20, ' '));
  const std::string record = http_record(kHttp + "Content-Encoding: gzip\r\n\r\n", bomb);
  const FormatResult result = restore_bytes("a.warc", record + kInfo);
  CHECK(result.error.empty());
  CHECK(result.text == record + kInfo);
  REQUIRE(result.failures.size() == 1);
  CHECK(result.failures[0].second.find("--max-ratio") != std::string::npos);
}

TEST_CASE("WARC: any cut of the input into pieces gives the same", "[warc]") {
  const std::string page = broken_page();
  const std::string record = http_record(with_length(kHttp, page.size()), page);
  for (const std::string& warc :
       {kInfo + record + kInfo, gzip(kInfo) + gzip(record) + gzip(kInfo)}) {
    const std::string expected = restore_bytes("a.warc", warc).text;
    for (const std::size_t piece : {1, 2, 3, 7, 100}) {
      fuyuan::testing::StringSource source(warc, piece);
      const FormatResult result = fuyuan::testing::restore_source("a.warc", source);
      CAPTURE(piece, result.error);
      CHECK(result.text == expected);
    }
  }
}
