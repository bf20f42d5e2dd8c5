// The small parts below the formats.
#include <string>
#include <string_view>

#include "archive/digest.hpp"
#include "archive/header_block.hpp"
#include "archive/inflater.hpp"
#include "archive/joined_strings.hpp"
#include "archive/media_type.hpp"
#include "archive/spool.hpp"
#include "catch.hpp"
#include "unit/archive_helpers.hpp"
#include "unit/warc_helpers.hpp"

namespace {

using namespace std::string_literals;
using fuyuan::Digest;
using fuyuan::HeaderBlock;
using fuyuan::MediaType;
using fuyuan::Spool;

std::string digest_like(std::string_view written, std::string_view bytes) {
  auto digest = Digest::like(written);
  if (!digest) return "unknown";
  digest->write(bytes.substr(0, bytes.size() / 2));
  digest->write(bytes.substr(bytes.size() / 2));
  return digest->finish();
}

}  // namespace

TEST_CASE("Digests: known answers in every spelling", "[digest]") {
  // The test vectors of FIPS 180 and RFC 1321 for "abc", in the spellings of RFC 4648.
  CHECK(digest_like("sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "abc") ==
        "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  CHECK(digest_like("SHA-1:" + std::string(40, 'A'), "abc") ==
        "SHA-1:A9993E364706816ABA3E25717850C26C9CD0D89D");
  CHECK(digest_like("sha1:" + std::string(40, 'a'), "abc") ==
        "sha1:a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(digest_like("md5:" + std::string(32, 'f'), "abc") ==
        "md5:900150983cd24fb0d6963f7d28e17f72");
  CHECK(digest_like("sha256:" + std::string(64, 'f'), "abc") ==
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest_like("sha-256:" + std::string(43, 'A') + "=", "abc") ==
        "sha-256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  CHECK(digest_like("sha384:" + std::string(96, 'a'), "abc").substr(0, 23) ==
        "sha384:cb00753f45a35e8b");
  CHECK(digest_like("sha512:" + std::string(128, 'a'), "abc").substr(0, 23) ==
        "sha512:ddaf35a193617aba");
  const std::string padded = digest_like("sha256:" + std::string(52, 'A') + "====", "abc");
  CHECK(padded.size() == 7 + 56);
  CHECK(padded.ends_with("===="));
  CHECK(digest_like("crc32:12345678", "abc") == "unknown");
  CHECK(digest_like("sha1:short", "abc") == "unknown");
  CHECK(digest_like("no digest", "abc") == "unknown");
  CHECK(digest_like("", "abc") == "unknown");
}

TEST_CASE("Header blocks keep what is not set", "[header_block]") {
  const std::string text =
      "HTTP/1.1 200 OK: fine\r\nContent-type:text/html\r\nX:  a\n  goes on\r\nno field\r\nx: "
      "b\r\n\r\n";
  HeaderBlock header(text);
  CHECK(header.text() == text);
  CHECK(header.first_line() == "HTTP/1.1 200 OK: fine");
  CHECK(header.find("CONTENT-TYPE") == "text/html");
  CHECK(header.find("X") == "a\n  goes on");
  CHECK(header.count("x") == 2);
  CHECK_FALSE(header.find("Y"));
  CHECK_FALSE(header.find(""));
  header.set("Content-Type", "text/plain");
  header.set("Y", "new");
  header.erase("x");
  CHECK(header.text() ==
        "HTTP/1.1 200 OK: fine\r\nContent-type:text/plain\r\nno field\r\nY: new\r\n\r\n");
  HeaderBlock bare("A\nB: c");
  bare.set("D", "e");
  CHECK(HeaderBlock("").text().empty());
}

TEST_CASE("Media types: the charset is found and replaced", "[media_type]") {
  const auto moved = [](std::string_view written) {
    return MediaType(written).with_charset("utf-8");
  };
  CHECK(MediaType("text/html; charset=GBK").charset() == "GBK");
  CHECK(moved("text/html; charset=GBK") == "text/html; charset=utf-8");
  CHECK(moved("text/html;Charset = \"gb2312\"; a=b") == "text/html;Charset = \"utf-8\"; a=b");
  CHECK(moved("text/html") == "text/html");
  CHECK(moved("text/html; charset=") == "text/html; charset=");
  CHECK(moved("text/html; x-charset=gbk") == "text/html; x-charset=gbk");
  CHECK(MediaType("TEXT/HTML ; a").name() == "text/html");
  for (const std::string_view text : {"", "text/css", "application/rss+xml", "application/json"}) {
    CHECK(MediaType(text).may_be_text());
  }
  for (const std::string_view other :
       {"image/png", "application/pdf", "application/octet-stream"}) {
    CHECK_FALSE(MediaType(other).may_be_text());
  }
}

TEST_CASE("Spools: in memory or in a file, the same bytes come back", "[spool]") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{3} << 20}) {
    Spool spool;
    Spool other;
    std::string all;
    for (std::size_t i = 0; i < size; i += 1000) {
      const std::string piece(std::min<std::size_t>(1000, size - i), static_cast<char>(i / 1000));
      spool.write(piece);
      other.write(piece);
      all += piece;
    }
    CHECK(spool.size() == size);
    std::string replayed;
    spool.replay([&](std::string_view bytes) { replayed += bytes; });
    CHECK(replayed == all);
    fuyuan::SpoolSource source(spool);
    CHECK(fuyuan::read_all(source) == all);
    CHECK(spool.held() <= (std::size_t{1} << 20));
    other.leave_memory();
    CHECK(other.held() == 0);
    CHECK(spool.equals(other));
    other.write("x");
    CHECK_FALSE(spool.equals(other));
  }
  Spool a;
  Spool b;
  a.write("one");
  b.write("two");
  CHECK_FALSE(a.equals(b));
}

TEST_CASE("Inflating: members, wrappings, and what is wrong with them", "[inflater]") {
  using Wrapping = fuyuan::Inflater::Wrapping;
  const fuyuan::FormatOptions limits;
  const auto inflated = [&](std::string_view packed, Wrapping wrapping) {
    fuyuan::testing::StringSource source(packed, 5);
    fuyuan::StringSink out;
    fuyuan::inflate_all(source, wrapping, limits, out);
    return out.text();
  };
  using fuyuan::testing::gzip;
  const std::string text(100'000, 'x');
  CHECK(inflated(gzip(text) + gzip("") + gzip("y"), Wrapping::gzip) == text + "y");
  CHECK_THROWS_AS(inflated(gzip(text).substr(0, 50), Wrapping::gzip), fuyuan::IoError);
  CHECK_THROWS_AS(inflated("", Wrapping::gzip), fuyuan::IoError);
  CHECK_THROWS_AS(inflated("nonsense", Wrapping::gzip), fuyuan::IoError);
  // Bare deflate: a stored block of five bytes.
  CHECK(inflated("\x01\x05\x00\xFA\xFFhello"s, Wrapping::none) == "hello");
  // What we pack is what zlib unpacks.
  fuyuan::StringSink packed;
  fuyuan::GzipMember member(packed);
  member.write(text);
  member.write("");
  member.finish();
  std::string_view rest = packed.text();
  CHECK(fuyuan::testing::take_member(rest) == text);
  CHECK(rest.empty());
}

TEST_CASE("Joined strings come apart again", "[joined_strings]") {
  fuyuan::JoinedStrings joined;
  joined.add("a");
  joined.add("");
  joined.add("b\nc\n");
  joined.add("d");
  CHECK(joined.text() == "a\n\nb\nc\n\nd");
  const auto parts = joined.split("A\n\nB\nC\n\nD");
  REQUIRE(parts);
  CHECK(*parts == std::vector<std::string>{"A", "", "B\nC\n", "D"});
  CHECK_FALSE(joined.split("A\nB"));
  CHECK_FALSE(joined.split("A\n\nB\nC\n\nD\n"));
  fuyuan::JoinedStrings single;
  single.add("x\ny");
  CHECK(single.split("anything") == std::vector<std::string>{"anything"});
  const fuyuan::JoinedStrings none;
  CHECK(none.split("") == std::vector<std::string>{});
  CHECK_FALSE(none.split("x"));
}
