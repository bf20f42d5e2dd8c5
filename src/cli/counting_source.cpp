#include "cli/counting_source.hpp"

#include <fmt/format.h>

namespace fuyuan::cli {

std::size_t CountingSource::read(char* buffer, std::size_t size) {
  std::size_t got = 0;
  try {
    got = source_.read(buffer, size);
  } catch (const IoError& error) {
    throw IoError(fmt::format("{} (offset {})", error.what(), count_));
  }
  count_ += got;
  take_(got);
  return got;
}

}  // namespace fuyuan::cli
