#include "archive/peek_source.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace fuyuan {

PeekSource::PeekSource(ByteSource& source)
    : source_(source),
      began_at_zero_(source.descriptor() >= 0 && ::lseek(source.descriptor(), 0, SEEK_CUR) == 0) {}

std::string_view PeekSource::peek(std::size_t size) {
  while (held_.size() < size) {
    const std::size_t before = held_.size();
    held_.resize(size);
    const std::size_t got = source_.read(held_.data() + before, size - before);
    held_.resize(before + got);
    if (got == 0) break;
  }
  return std::string_view(held_).substr(0, size);
}

std::size_t PeekSource::read(char* buffer, std::size_t size) {
  if (held_.empty()) return source_.read(buffer, size);
  const std::size_t taken = std::min(size, held_.size());
  std::memcpy(buffer, held_.data(), taken);
  held_.erase(0, taken);
  return taken;
}

int PeekSource::rewound_descriptor() {
  const int descriptor = source_.descriptor();
  if (!began_at_zero_ || ::lseek(descriptor, 0, SEEK_SET) != 0) return -1;
  held_.clear();
  return descriptor;
}

}  // namespace fuyuan
