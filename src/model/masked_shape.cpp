#include "model/masked_shape.hpp"

namespace fuyuan {

Surroundings look_around(std::span<const Token> text, std::size_t at) {
  constexpr std::size_t kNear = MaskedShape::kNear;
  constexpr std::size_t kFar = MaskedShape::kFar;
  Surroundings out;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kFar && text[begin - 1] != kBoundary) --begin;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= kFar && text[end] != kBoundary) ++end;
  for (std::size_t distance = 1; distance <= kNear; ++distance) {
    if (at - begin >= distance) out.near[kNear - distance] = text[at - distance];
    if (at + distance < end) out.near[kNear + distance - 1] = text[at + distance];
  }
  if (at - begin > kNear) out.left = text.subspan(begin, at - kNear - begin);
  if (end - at > kNear + 1) out.right = text.subspan(at + kNear + 1, end - at - kNear - 1);
  return out;
}

}  // namespace fuyuan
