#include "archive/warc_record.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "archive/digest.hpp"
#include "archive/inflater.hpp"
#include "archive/media_type.hpp"
#include "text/ascii.hpp"

namespace fuyuan {
namespace {

constexpr std::array<std::string_view, 2> kDigests = {"WARC-Block-Digest", "WARC-Payload-Digest"};

/// A header's charset in a header that had one: the text is UTF-8 now.
void say_utf8(HeaderBlock& header) {
  const auto type = header.find("Content-Type");
  if (!type) return;
  const MediaType media(*type);
  if (!media.charset().empty()) header.set("Content-Type", media.with_charset("utf-8"));
}

void copy(const Spool& from, ByteSink& to) {
  from.replay([&](std::string_view bytes) { to.write(bytes); });
}

void copy_packed(const Spool& from, ByteSink& to) {
  GzipMember member(to);
  copy(from, member);
  member.finish();
}

}  // namespace

std::string WarcRecord::name() const {
  for (const std::string_view field : {"WARC-Target-URI", "WARC-Record-ID"}) {
    std::string value = header_.find(field).value_or("");
    if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
    if (!value.empty()) return value;
  }
  return "record without a name";
}

bool WarcRecord::has_payload() const {
  const std::string type = to_lower_ascii(header_.find("WARC-Type").value_or(""));
  // A segment is cut anywhere: nothing can be said of it alone.
  return (type == "response" || type == "resource" || type == "conversion") &&
         header_.count("WARC-Segment-Number") == 0;
}

bool WarcRecord::is_http() const {
  return is_same_token(header_.find("WARC-Type").value_or(""), "response");
}

std::optional<std::string> WarcRecord::strange_digest() const {
  for (const std::string_view field : kDigests) {
    auto written = header_.find(field);
    if (written && !Digest::like(*written)) return written;
  }
  return std::nullopt;
}

std::string WarcRecord::content_type() const {
  return (http_ ? *http_ : header_).find("Content-Type").value_or("");
}

std::size_t WarcRecord::held() const {
  std::size_t held = 0;
  if (kept_.written) held += kept_.written->held();
  if (kept_.unpacked && kept_.unpacked != kept_.written) held += kept_.unpacked->held();
  if (payload_) held += 2 * payload_->held();  // and as much again when it is restored
  return held;
}

void WarcRecord::write(ByteSink& out, bool is_packed) {
  const bool is_changed = payload_ != nullptr && !payload_->equals(result_);
  if (!is_changed) {
    if (kept_.written) {
      copy(*kept_.written, out);
    } else {
      copy_packed(*kept_.unpacked, out);
    }
  } else if (is_packed) {
    GzipMember member(out);
    write_changed(member);
    member.finish();
  } else {
    write_changed(out);
  }
}

void WarcRecord::update_http() {
  const bool was_chunked = http_->find("Transfer-Encoding").has_value();
  // They speak of the body as it was sent.
  for (const std::string_view field : {"Transfer-Encoding", "Content-Encoding", "Trailer",
                                       "Content-MD5", "Digest", "Content-Digest", "Repr-Digest"}) {
    http_->erase(field);
  }
  if (was_chunked || http_->find("Content-Length")) {
    http_->set("Content-Length", fmt::format("{}", result_.size()));
  }
  say_utf8(*http_);
}

void WarcRecord::update_header() {
  const std::string http = http_ ? http_->text() : std::string();
  if (!http_) say_utf8(header_);
  header_.set("Content-Length", fmt::format("{}", http.size() + result_.size()));
  for (const std::string_view field : kDigests) {
    const auto written = header_.find(field);
    if (!written) continue;
    auto digest = Digest::like(*written);
    if (!digest) throw IoError(fmt::format("the digest '{}' is not known", *written));
    if (field == kDigests[0]) digest->write(http);
    copy(result_, *digest);
    header_.set(field, digest->finish());
  }
}

void WarcRecord::write_changed(ByteSink& out) {
  if (http_) update_http();
  update_header();
  out.write(header_.text());
  if (http_) out.write(http_->text());
  copy(result_, out);
  out.write(header_.line_end());
  out.write(header_.line_end());
}

}  // namespace fuyuan
