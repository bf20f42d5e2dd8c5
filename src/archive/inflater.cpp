#include "archive/inflater.hpp"

#include <algorithm>
#include <limits>
#include <new>

#include <fmt/format.h>

namespace fuyuan {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr int kGzip = 16;  ///< added to the window bits

int window_bits(Inflater::Wrapping wrapping) {
  switch (wrapping) {
    case Inflater::Wrapping::gzip:
      return MAX_WBITS + kGzip;
    case Inflater::Wrapping::zlib:
      return MAX_WBITS;
    case Inflater::Wrapping::none:
      break;
  }
  return -MAX_WBITS;
}

/// zlib does not write to its input, but says nothing of it in C.
Bytef* as_input(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

uInt as_count(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

Inflater::Inflater(Wrapping wrapping) {
  if (inflateInit2(&stream_, window_bits(wrapping)) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() { inflateEnd(&stream_); }

void Inflater::restart() {
  inflateReset(&stream_);
  is_finished_ = false;
}

void Inflater::unpack(std::string_view& packed, std::size_t most, std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + most);
  stream_.next_in = as_input(packed);
  stream_.avail_in = as_count(packed.size());
  stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
  stream_.avail_out = as_count(most);
  const std::size_t offered = stream_.avail_in;
  const int code = inflate(&stream_, Z_NO_FLUSH);
  packed.remove_prefix(offered - stream_.avail_in);
  out.resize(before + most - stream_.avail_out);
  is_finished_ = code == Z_STREAM_END;
  if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
    throw IoError(fmt::format("damaged gzip data: {}", stream_.msg != nullptr ? stream_.msg : "?"));
  }
}

void inflate_all(ByteSource& packed, Inflater::Wrapping wrapping, const FormatOptions& limits,
                 ByteSink& out) {
  Inflater inflater(wrapping);
  UnpackGuard guard(limits);
  std::string buffer(kPiece, '\0');
  std::string piece;
  std::uint64_t offset = 0;
  while (const std::size_t got = packed.read(buffer.data(), buffer.size())) {
    std::string_view rest = std::string_view(buffer).substr(0, got);
    const bool has_more_members = wrapping == Inflater::Wrapping::gzip;
    while (!rest.empty() && (!inflater.is_finished() || has_more_members)) {
      if (inflater.is_finished()) inflater.restart();
      const std::uint64_t at = offset + got - rest.size();
      piece.clear();
      try {
        inflater.unpack(rest, kPiece, piece);
      } catch (const IoError& error) {
        throw IoError(fmt::format("{} (offset {})", error.what(), at));
      }
      guard.add(piece.size(), offset + got);
      out.write(piece);
    }
    offset += got;
  }
  // What zlib still held back.
  while (!inflater.is_finished()) {
    std::string_view none;
    piece.clear();
    inflater.unpack(none, kPiece, piece);
    if (piece.empty() && !inflater.is_finished()) {
      throw IoError(fmt::format("gzip data cut short (offset {})", offset));
    }
    guard.add(piece.size(), offset);
    out.write(piece);
  }
}

GzipMember::GzipMember(ByteSink& out) : out_(out) {
  constexpr int kMemoryLevel = 8;  // zlib's default
  if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

GzipMember::~GzipMember() { deflateEnd(&stream_); }

void GzipMember::deflate(std::string_view bytes, int flush) {
  std::string piece(kPiece, '\0');
  bool is_going_on = true;
  while (is_going_on) {
    stream_.next_in = as_input(bytes);
    stream_.avail_in = as_count(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(piece.size());
    const std::size_t offered = stream_.avail_in;
    const int code = ::deflate(&stream_, flush);
    bytes.remove_prefix(offered - stream_.avail_in);
    out_.write(std::string_view(piece).substr(0, piece.size() - stream_.avail_out));
    is_going_on = flush == Z_FINISH ? code == Z_OK || code == Z_BUF_ERROR
                                    : !bytes.empty() || stream_.avail_out == 0;
  }
}

}  // namespace fuyuan
