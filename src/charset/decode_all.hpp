#pragma once

#include <string>

#include "charset/charset.hpp"

namespace fuyuan {

/// The characters of `bytes`, or nothing where some are of none, or of one that `accepts` refuses.
template <typename Accepts>
std::u32string decode_all(const Charset& charset, ByteView bytes, Accepts accepts) {
  std::u32string out;
  while (!bytes.empty()) {
    const DecodedChar decoded = charset.decode(bytes);
    if (decoded.length == 0 || !accepts(decoded.code_point)) return {};
    out.push_back(decoded.code_point);
    bytes = bytes.subspan(decoded.length);
  }
  return out;
}

}  // namespace fuyuan
