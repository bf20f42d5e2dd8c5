#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "channel/byte_pattern.hpp"
#include "charset/charset.hpp"

namespace fuyuan {

/// The bytes that a wrong decoder may have seen where it wrote certain symbols.
struct Reading {
  /// Those bytes, and nothing else.
  static Reading of(ByteView bytes) {
    Reading reading;
    for (const unsigned char byte : bytes) reading.codes[reading.size++] = byte;
    return reading;
  }
  /// The same of a single one, in nats.
  static Reading of_byte(ByteCode byte, float log_probability) {
    Reading reading;
    reading.codes[reading.size++] = byte;
    reading.log_probability = log_probability;
    return reading;
  }
  /// The bytes of a character in UTF-8.
  static Reading of_utf8(char32_t code_point);
  /// What is known of bytes that became a mark.
  static Reading of_lost(std::initializer_list<ByteCode> codes, float log_probability);

  std::span<const ByteCode> view() const { return {codes.data(), size}; }

  std::array<ByteCode, 6> codes{};
  std::uint8_t size = 0;
  std::uint8_t consumed = 1;    ///< symbols
  bool swallows_ascii = false;  ///< after the bytes an ASCII character stood that left no trace
  bool ascii_before = false;    ///< it stood before them
  bool is_mark = false;         ///< the symbol is `?` or U+FFFD standing for lost bytes
  float log_probability = 0;
};

}  // namespace fuyuan
