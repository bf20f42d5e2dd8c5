#include "archive/unpack_guard.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fuyuan {
namespace {

/// Below this much, any ratio is harmless.
constexpr std::uint64_t kHarmless = std::uint64_t{64} << 20U;

}  // namespace

void UnpackGuard::check_declared(std::uint64_t size) const {
  if (size <= max_unpacked_) return;
  throw IoError(
      fmt::format("refused: an entry says that it has {} bytes; the limit is {} "
                  "(--max-unpacked)",
                  size, max_unpacked_));
}

void UnpackGuard::add(std::uint64_t more, std::uint64_t packed) {
  unpacked_ += more;
  if (unpacked_ > max_unpacked_) {
    throw IoError(
        fmt::format("refused: unpacks to more than {} bytes (--max-unpacked)", max_unpacked_));
  }
  if (unpacked_ > kHarmless && unpacked_ / std::max<std::uint64_t>(packed, 1) > max_ratio_) {
    throw IoError(fmt::format(
        "refused: unpacks to more than {} times its size, a bomb by the look of it (--max-ratio)",
        max_ratio_));
  }
}

}  // namespace fuyuan
