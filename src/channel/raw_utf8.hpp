#pragma once

#include "channel/charset_decoder.hpp"
#include "channel/raw_bytes.hpp"

namespace fuyuan {

/// UTF-8 as raw bytes, also where a program took it for GBK and saved it as such: all bytes are
/// back in their places then, but for those that it had no character for. U+FFFD is 84 31 A4 37
/// in GB 18030 (`各1�7` in the wild), the Euro sign A2 E3, and what GBK lacks a `?`.
class RawUtf8 : public WrongDecoder {
 public:
  RawUtf8();
  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const override;

  /// What the marks were made by.
  const CharsetDecoder& resaved_as() const { return resaved_as_; }

 private:
  void read_mark(const Observed& observed, std::size_t at, char32_t mark, std::size_t length,
                 std::vector<Reading>& out) const;

  /// A question mark that replaced a single byte, which no charset was asked about.
  static void read_accident(const Observed& observed, std::size_t at, std::vector<Reading>& out);

  RawBytes bytes_;
  CharsetDecoder resaved_as_;
};

}  // namespace fuyuan
