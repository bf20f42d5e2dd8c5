#pragma once

#include <array>
#include <cstddef>

#include "channel/assembler.hpp"
#include "restore/decode/quick_decode.hpp"

namespace fuyuan {

/// Puts bytes together to characters, one after another, as a plain decoder does: some of them may
/// not be known, and what does not fit is counted.
class ByteDecoder {
 public:
  /// Adds what comes to `out`, which must outlive it.
  ByteDecoder(const Charset& original, QuickDecode& out) : original_(original), out_(out) {}

  void put(ByteCode code);

  /// Whether a character was begun.
  bool is_pending() const { return size_ != 0; }

  /// What was just put may have been a mark.
  void doubt_last() { is_after_loss_ = true; }

  /// The rest of the pending character was dropped.
  void fill_up();

  /// Nothing follows.
  void end();

 private:
  /// A mark may have swallowed a byte more or less, and bytes may have vanished: the next lead byte
  /// begins a character all the same, and trail bytes before it are what is left of one. Whether
  /// that took `code`.
  bool find_way_back(ByteCode code);
  /// Two surrogates of three bytes each, as Oracle and Java write a character of four. Whether the
  /// byte that came last was, or may yet be, of such.
  bool take_surrogates();
  /// Bytes of the pending character.
  std::size_t expected() const;
  void give_up(bool is_failure);

  const Charset& original_;
  QuickDecode& out_;
  std::array<unsigned char, 8> bytes_{};
  std::size_t size_ = 0;
  std::size_t last_size_ = 0;
  bool unknown_ = false;
  bool is_after_loss_ = false;  ///< no lead byte was seen since
};

}  // namespace fuyuan
