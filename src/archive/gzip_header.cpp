#include "archive/gzip_header.hpp"

#include <algorithm>

#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

// RFC 1952
constexpr std::size_t kBareSize = 10;
constexpr std::size_t kMethod = 2;
constexpr char kDeflate = 8;
constexpr std::size_t kFlags = 3;
constexpr unsigned kText = 1;
constexpr unsigned kHasExtra = 4;
constexpr unsigned kHasName = 8;
constexpr unsigned kHasComment = 16;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

std::string read_gzip_header(std::string_view head) {
  if (head.size() < kBareSize + 2 || !head.starts_with(file_magic::kGzip) ||
      head[kMethod] != kDeflate)
    return {};
  const unsigned flags = byte_at(head, kFlags);
  std::string header(head.substr(0, kBareSize));
  // What programs add for themselves speaks of the old packing.
  header[kFlags] = static_cast<char>(flags & (kText | kHasName | kHasComment));
  std::size_t at = kBareSize;
  if ((flags & kHasExtra) != 0) at += 2 + byte_at(head, at) + (byte_at(head, at + 1) << 8U);
  for (const unsigned part : {kHasName, kHasComment}) {
    if ((flags & part) == 0) continue;
    const std::size_t end = head.find('\0', at);
    if (end == std::string_view::npos) return {};
    header += head.substr(at, end + 1 - at);
    at = end + 1;
  }
  return header;
}

void GzipHeaderSink::write(std::string_view bytes) {
  if (!header_.empty() && passed_ < kBareSize) {
    const std::size_t dropped = std::min(bytes.size(), kBareSize - passed_);
    passed_ += dropped;
    bytes.remove_prefix(dropped);
    if (passed_ == kBareSize) out_.write(header_);
  }
  if (!bytes.empty()) out_.write(bytes);
}

}  // namespace fuyuan
