#pragma once

#include <cstddef>
#include <vector>

#include "channel/reading.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Knows, for one charset that text was wrongly decoded with, which bytes each symbol came from. It
/// covers the habits of all common decoders at once: browsers, Java, Python, iconv, Windows; they
/// differ in what they write for bytes they cannot decode, and how many bytes one mark stands for.
/// Where it is known which of them it was (`Observed::decoder`), it covers that one's alone.
class WrongDecoder {
 public:
  virtual ~WrongDecoder() = default;
  /// Appends the readings of `observed.symbols[at]`, the most probable first. None: this decoder
  /// cannot have written it.
  virtual void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const = 0;

  /// The first byte of the most probable reading of `observed.symbols[at]`, or -1 where there is
  /// none, it is not known, or the symbols end.
  int peek(const Observed& observed, std::size_t at) const;

 protected:
  WrongDecoder() = default;
  WrongDecoder(const WrongDecoder&) = default;
  WrongDecoder& operator=(const WrongDecoder&) = default;
};

}  // namespace fuyuan
