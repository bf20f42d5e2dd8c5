#include "archive/warc_format.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "archive/entry_run.hpp"
#include "archive/http_body.hpp"
#include "archive/media_type.hpp"
#include "archive/plain_format.hpp"
#include "archive/warc_record.hpp"
#include "archive/warc_source.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLongestHeader = std::size_t{1} << 20;

/// The bytes between a record's header and its end.
class BlockSource final : public ByteSource {
 public:
  BlockSource(WarcSource& source, std::uint64_t length)
      : source_(source), length_(length), left_(length) {}

  std::size_t read(char* buffer, std::size_t size) override {
    if (left_ == 0) return 0;
    const std::size_t got = source_.read(buffer, std::min<std::uint64_t>(size, left_));
    if (got == 0) {
      throw IoError(fmt::format("the record at offset {} says that it has {} bytes; there are {}",
                                source_.offset(), length_, length_ - left_));
    }
    left_ -= got;
    return got;
  }

  /// A line with its end, at most `most` bytes; empty at the end.
  std::string read_line(std::size_t most) {
    std::string line = source_.read_line(std::min<std::uint64_t>(most, left_));
    left_ -= line.size();
    return line;
  }

 private:
  WarcSource& source_;
  std::uint64_t length_;
  std::uint64_t left_;
};

bool is_blank(std::string_view line) { return line == "\r\n" || line == "\n"; }

/// Reads record after record of one file and has them written in order.
class RecordLoop {
 public:
  RecordLoop(PeekSource& in, DocumentRun& run) : source_(in, run.options()), run_(run) {}

  void go() {
    while (source_.begin_record()) take_record();
    // Gzip members with nothing in them at the end of the file.
    run_.then([&run = run_, kept = source_.end_record()] {
      if (kept.written) kept.written->replay([&](auto bytes) { run.out().write(bytes); });
    });
  }

 private:
  void take_record() {
    const auto header = read_header();
    if (!header) return;
    const auto record = std::make_shared<WarcRecord>(*header);
    BlockSource block(source_, read_length(*header));
    if (record->has_payload()) read_payload(block, *record);
    NullSink nowhere;
    copy_all(block, nowhere);
    check_end(header->line_end());
    record->keep(source_.end_record());
    const auto inside = std::make_shared<EntryRun>(run_, record->name(), record->result());
    if (record->payload() != nullptr) {
      SpoolSource payload(*record->payload());
      PeekSource source(payload);
      const std::string charset(MediaType(record->content_type()).charset());
      PlainFormat(charset).restore("", source, *inside);
    }
    run_.then_holding(record->held(),
                      [&run = run_, record, inside, is_packed = source_.is_packed()] {
                        record->write(run.out(), is_packed);
                      });
  }

  /// Nothing where only empty lines were left.
  std::optional<HeaderBlock> read_header() {
    std::string line = source_.read_line(kLongestHeader);
    while (is_blank(line)) line = source_.read_line(kLongestHeader);
    if (line.empty()) {
      keep_rest();
      return std::nullopt;
    }
    if (!line.starts_with("WARC/")) refuse("no WARC record begins at offset {}");
    std::string text = std::move(line);
    while (true) {
      line = source_.read_line(kLongestHeader);
      if (!line.ends_with('\n') || text.size() + line.size() > kLongestHeader) {
        refuse("the record at offset {} has a header without an end");
      }
      text += line;
      if (is_blank(line)) return HeaderBlock(text);
    }
  }

  /// Empty lines at the end of the file belong to no record.
  void keep_rest() {
    auto kept = source_.end_record();
    if (!kept.written) return;
    run_.then([&run = run_, rest = kept.written] {
      rest->replay([&](auto bytes) { run.out().write(bytes); });
    });
  }

  [[noreturn]] void refuse(std::string_view what) const {
    throw IoError(fmt::format(fmt::runtime(what), source_.offset()));
  }

  std::uint64_t read_length(const HeaderBlock& header) const {
    const std::string written = header.find("Content-Length").value_or("");
    std::uint64_t length = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), length);
    const bool is_number = error == std::errc() && end == written.data() + written.size();
    if (!is_number || header.count("Content-Length") != 1) {
      throw IoError(fmt::format("the record at offset {} has no Content-Length that is a number",
                                source_.offset()));
    }
    return length;
  }

  /// After the block: two line ends, or the end of the file or member.
  void check_end(std::string_view line_end) {
    bool is_end = false;
    const bool has_line_end = source_.skip_line_end(line_end, is_end);
    if (!has_line_end && !is_end) {
      refuse("the record at offset {} does not end where its Content-Length says");
    }
    if (has_line_end) source_.skip_line_end(line_end, is_end);
  }

  /// Gives the record its payload, where that may be text.
  void read_payload(BlockSource& block, WarcRecord& record) {
    if (record.is_http() && !read_http_header(block, record)) return;
    if (!MediaType(record.content_type()).may_be_text()) return;
    auto body = std::make_shared<Spool>();
    copy_all(block, *body);
    if (body->size() == 0) return;
    if (const auto strange = record.strange_digest()) {
      run_.fail(record.name(),
                fmt::format("left as it is: the digest '{}' is not known", *strange));
      return;
    }
    try {
      record.set_payload(record.http_header()
                             ? decode_http_body(body, *record.http_header(), run_.options())
                             : body);
    } catch (const IoError& error) {
      run_.fail(record.name(), fmt::format("left as it is: {}", error.what()));
    }
  }

  /// Whether the block begins with one.
  static bool read_http_header(BlockSource& block, WarcRecord& record) {
    std::string text = block.read_line(kLongestHeader);
    if (!text.starts_with("HTTP/")) return false;
    while (true) {
      const std::string line = block.read_line(kLongestHeader);
      text += line;
      if (line.empty() || is_blank(line)) break;
      if (text.size() > kLongestHeader) return false;
    }
    record.set_http_header(HeaderBlock(text));
    return true;
  }

  WarcSource source_;
  DocumentRun& run_;
};

}  // namespace

void WarcFormat::restore(const std::string& name, PeekSource& in, DocumentRun& run) const {
  static_cast<void>(name);
  RecordLoop(in, run).go();
}

}  // namespace fuyuan
