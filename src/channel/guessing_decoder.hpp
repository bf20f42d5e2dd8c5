#pragma once

#include <cstddef>
#include <vector>

#include "channel/wrong_decoder.hpp"
#include "charset/charset.hpp"

namespace fuyuan {

/// A decoder that guesses: UTF-8 where the bytes happen to be valid, elsewhere Latin-1 or
/// Windows-1252 byte by byte, or pair by pair the charset given.
class GuessingDecoder : public WrongDecoder {
 public:
  explicit GuessingDecoder(const Charset* pairs = nullptr) : pairs_(pairs) {}

  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;

 private:
  void read_among_pairs(Symbol symbol, std::vector<Reading>& out) const;

  const Charset* pairs_;
};

}  // namespace fuyuan
