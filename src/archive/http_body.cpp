#include "archive/http_body.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "archive/inflater.hpp"
#include "text/ascii.hpp"
#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kLongestLine = 4096;

/// Reads a chunked body out of a spool.
class ChunkReader {
 public:
  explicit ChunkReader(const Spool& body) : body_(body) {}

  /// Whether it begins as one.
  bool is_chunked() const { return read_size(read_line(0)).has_value(); }

  void copy_to(ByteSink& out) {
    while (true) {
      const std::string line = read_line(at_);
      const auto size = read_size(line);
      if (!size) throw IoError(fmt::format("no chunk of an HTTP body (offset {} in it)", at_));
      at_ += line.size();
      if (*size == 0) return;  // trailers say nothing that is needed
      copy_chunk(*size, out);
      const std::string end = read_line(at_);
      if (end != "\r\n" && end != "\n") {
        throw IoError(
            fmt::format("a chunk of an HTTP body that does not end where it says "
                        "(offset {} in it)",
                        at_));
      }
      at_ += end.size();
    }
  }

 private:
  /// The line at `offset` with its end, or nothing if it has none.
  std::string read_line(std::uint64_t offset) const {
    std::string line(kLongestLine, '\0');
    line.resize(body_.read(offset, line.data(), line.size()));
    line.resize(line.find('\n') + 1);  // npos + 1 is 0
    return line;
  }

  static std::optional<std::uint64_t> read_size(std::string_view line) {
    constexpr int kHexadecimal = 16;
    std::uint64_t size = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), size, kHexadecimal);
    const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
    const std::size_t next = rest.find_first_not_of(" \t");
    const bool ends = next != std::string_view::npos &&
                      std::string_view("\r\n;").find(rest[next]) != std::string_view::npos;
    if (error != std::errc() || !ends) return std::nullopt;
    return size;
  }

  void copy_chunk(std::uint64_t size, ByteSink& out) {
    std::string piece(kPiece, '\0');
    while (size > 0) {
      const std::size_t got =
          body_.read(at_, piece.data(), std::min<std::uint64_t>(size, piece.size()));
      if (got == 0) throw IoError(fmt::format("HTTP body cut short (offset {} in it)", at_));
      out.write(std::string_view(piece).substr(0, got));
      at_ += got;
      size -= got;
    }
  }

  const Spool& body_;
  std::uint64_t at_ = 0;
};

std::shared_ptr<const Spool> join_chunks(std::shared_ptr<const Spool> body) {
  ChunkReader reader(*body);
  if (!reader.is_chunked()) return body;
  auto joined = std::make_shared<Spool>();
  reader.copy_to(*joined);
  return joined;
}

/// What a body begins as; nothing where it is not deflated at all.
std::optional<Inflater::Wrapping> find_wrapping(const Spool& body, std::string_view encoding) {
  std::string head(2, '\0');
  if (body.read(0, head.data(), head.size()) < 2) return std::nullopt;
  if (head == file_magic::kGzip) return Inflater::Wrapping::gzip;
  if (encoding != "deflate") return std::nullopt;
  const auto first = static_cast<unsigned char>(head[0]);
  const auto second = static_cast<unsigned char>(head[1]);
  constexpr unsigned kDeflate = 8;
  if ((first & 0x0FU) == kDeflate && (first * 256U + second) % 31 == 0) {
    return Inflater::Wrapping::zlib;
  }
  return Inflater::Wrapping::none;
}

std::shared_ptr<const Spool> inflate_body(std::shared_ptr<const Spool> body,
                                          std::string_view encoding, const FormatOptions& limits) {
  const auto wrapping = find_wrapping(*body, encoding);
  if (!wrapping) return body;
  auto plain = std::make_shared<Spool>();
  SpoolSource packed(*body);
  try {
    inflate_all(packed, *wrapping, limits, *plain);
  } catch (const IoError&) {
    // Servers send deflate without any wrapping, and crawlers plain text with that header still on.
    if (*wrapping != Inflater::Wrapping::none) throw;
    return body;
  }
  return plain;
}

}  // namespace

std::shared_ptr<const Spool> decode_http_body(std::shared_ptr<const Spool> body,
                                              const HeaderBlock& header,
                                              const FormatOptions& limits) {
  const std::string transfer = to_lower_ascii(header.find("Transfer-Encoding").value_or(""));
  if (transfer == "chunked") {
    body = join_chunks(std::move(body));
  } else if (!transfer.empty() && transfer != "identity") {
    throw IoError(fmt::format("the transfer encoding '{}' is not known", transfer));
  }
  std::string encoding = to_lower_ascii(header.find("Content-Encoding").value_or(""));
  if (encoding.starts_with("x-")) encoding.erase(0, 2);
  if (encoding == "gzip" || encoding == "deflate") {
    body = inflate_body(std::move(body), encoding, limits);
  } else if (!encoding.empty() && encoding != "identity" && encoding != "utf-8") {
    throw IoError(fmt::format("the content encoding '{}' is not known", encoding));
  }
  return body;
}

}  // namespace fuyuan
