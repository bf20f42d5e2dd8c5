#include "archive/warc_source.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "text/file_magic.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::string_view kWarcMagic = "WARC/";
/// Members with nothing in them, one after another: nobody means that.
constexpr std::size_t kMostEmptyMembers = 1000;

}  // namespace

bool is_warc(std::string_view head) {
  if (!head.starts_with(file_magic::kGzip)) return head.starts_with(kWarcMagic);
  std::string begin;
  try {
    Inflater inflater(Inflater::Wrapping::gzip);
    inflater.unpack(head, kWarcMagic.size(), begin);
  } catch (const IoError&) {
    return false;
  }
  return begin == kWarcMagic;
}

WarcSource::WarcSource(PeekSource& in, const FormatOptions& limits)
    : in_(in), is_packed_(in.peek(2) == file_magic::kGzip), guard_(limits), chunk_(kChunk, '\0') {}

bool WarcSource::begin_record() {
  begins_member_ = position_ == plain_.size() && !is_member_open();
  begin_ = consumed_ - (is_packed_ ? packed_.size() : plain_.size() - position_);
  written_ = std::make_shared<Spool>();
  unpacked_ = is_packed_ ? std::make_shared<Spool>() : nullptr;
  if (!window().empty()) return true;
  for (std::size_t i = 0; is_packed_ && open_member(); ++i) {
    if (!window().empty()) return true;
    if (i == kMostEmptyMembers) {
      throw IoError(
          fmt::format("refused: more than {} gzip members without anything in them "
                      "(offset {})",
                      kMostEmptyMembers, begin_));
    }
  }
  return false;
}

std::string_view WarcSource::window() {
  if (position_ == plain_.size()) {
    plain_.clear();
    position_ = 0;
    if (is_packed_) {
      while (plain_.empty() && is_member_open() && unpack_more()) {
      }
    } else {
      plain_.resize(kChunk);
      const std::size_t got = in_.read(plain_.data(), plain_.size());
      plain_.resize(got);
      consumed_ += got;
    }
  }
  return std::string_view(plain_).substr(position_);
}

bool WarcSource::open_member() {
  // A pipe may give less at a time than asked for.
  while (packed_.size() < file_magic::kGzip.size() && read_packed()) {
  }
  if (packed_.empty()) return false;
  if (!packed_.starts_with(file_magic::kGzip)) {
    throw IoError(
        fmt::format("damaged: no gzip member begins here (offset {})", consumed_ - packed_.size()));
  }
  inflater_.restart();
  is_open_ = true;
  return true;
}

bool WarcSource::read_packed() {
  const std::string rest(packed_);
  std::memcpy(chunk_.data(), rest.data(), rest.size());
  const std::size_t got = in_.read(chunk_.data() + rest.size(), chunk_.size() - rest.size());
  packed_ = std::string_view(chunk_).substr(0, rest.size() + got);
  consumed_ += got;
  return got > 0;
}

bool WarcSource::unpack_more() {
  const std::string_view before = packed_;
  try {
    inflater_.unpack(packed_, kChunk, plain_);
  } catch (const IoError& error) {
    throw IoError(fmt::format("{} (offset {})", error.what(), consumed_ - before.size()));
  }
  written_->write(before.substr(0, before.size() - packed_.size()));
  guard_.add(plain_.size(), consumed_);
  if (!plain_.empty() || inflater_.is_finished()) return true;
  if (packed_.empty() && !read_packed()) {
    throw IoError(fmt::format("gzip data cut short (offset {})", consumed_));
  }
  return true;
}

void WarcSource::take(std::size_t size) {
  const std::string_view taken = std::string_view(plain_).substr(position_, size);
  (is_packed_ ? unpacked_ : written_)->write(taken);
  position_ += size;
}

std::size_t WarcSource::read(char* buffer, std::size_t size) {
  std::string_view bytes = window();
  // A record may go on in the next member.
  while (bytes.empty() && is_packed_ && open_member()) bytes = window();
  const std::size_t got = std::min(size, bytes.size());
  std::memcpy(buffer, bytes.data(), got);
  take(got);
  return got;
}

std::string WarcSource::read_line(std::size_t most) {
  std::string line;
  while (line.size() < most && !line.ends_with('\n')) {
    std::string_view bytes = window();
    while (bytes.empty() && is_packed_ && open_member()) bytes = window();
    if (bytes.empty()) break;
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::size_t got = std::min(end, most - line.size());
    line += bytes.substr(0, got);
    take(got);
  }
  return line;
}

bool WarcSource::skip_line_end(std::string_view line_end, bool& is_end) {
  is_end = window().empty();
  for (const char c : line_end) {
    const std::string_view bytes = window();
    if (bytes.empty() || bytes.front() != c) return false;
    take(1);
  }
  return true;
}

WarcSource::Kept WarcSource::end_record() {
  if (!is_packed_) return {written_, written_};
  const bool ends_member = window().empty();
  return {begins_member_ && ends_member ? written_ : nullptr, unpacked_};
}

}  // namespace fuyuan
