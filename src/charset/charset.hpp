#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "charset/table_format.hpp"

namespace fuyuan {

using ByteView = std::span<const unsigned char>;

inline ByteView byte_view(std::string_view text) noexcept {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

/// One decoded step. `length` is 1–4, or 0 where the bytes are not a character or are cut short.
struct DecodedChar {
  char32_t code_point = 0;
  std::uint8_t length = 0;
};

/// The bytes of one character. `length` is 0 where the charset does not have it.
struct EncodedChar {
  std::array<unsigned char, 4> bytes{};
  std::uint8_t length = 0;

  ByteView view() const noexcept { return {bytes.data(), length}; }
};

/// How bytes group into characters.
enum class Framing : std::uint8_t {
  single_byte,
  double_byte,  ///< ASCII, or a lead byte 81–FE and a trail byte 40–7E or 80–FE
  gb18030,      ///< as double_byte, or four bytes of which the second and the fourth are 30–39
  euc_jp,       ///< pairs A1–FE; 8E and a kana; 8F and a pair
  euc_tw,       ///< pairs A1–FE; 8E, a plane A1–B0 and a pair
  shift_jis,  ///< single bytes A1–DF; a lead byte 81–9F or E0–FC and a trail byte 40–7E or 80–FC
  utf8,
  utf16le,
  utf16be,
};

/// One charset: a mapping between byte sequences and code points, on top of the embedded tables.
/// Immutable; all members may be called from any thread.
///
/// In every charset but the UTF-16 ones the bytes 00–7F are ASCII (no yen sign or overline). What a
/// charset does with user-defined areas and undefined bytes is in charsets/charsets.toml. Decoding
/// and then encoding gives the same bytes but where several byte sequences stand for one code
/// point; encoding and then decoding gives the same code point but for a few one-way mappings (the
/// private use code points that GB 18030 has given up, variants such as U+301C for U+FF5E).
class Charset {
 public:
  std::string_view name() const noexcept { return name_; }
  std::vector<std::string_view> aliases() const;
  /// `name` is the name or an alias; case, `-` and `_` make no difference.
  bool has_name(std::string_view name) const noexcept;
  std::string_view note() const noexcept { return note_; }
  Framing framing() const noexcept { return framing_; }

  /// True but for UTF-16.
  bool is_ascii_superset() const noexcept {
    return framing_ != Framing::utf16le && framing_ != Framing::utf16be;
  }
  /// A charset of Traditional Chinese: Big5 and what was added to it, EUC-TW.
  bool is_traditional() const noexcept;
  /// The length of the longest character, 1–4.
  std::size_t max_length() const noexcept;

  /// Reads the character that `bytes` starts with.
  DecodedChar decode(ByteView bytes) const noexcept;

  /// The preferred bytes of `code_point`: the shortest ones, and among those the ones that ICU
  /// prefers; where nothing decodes to it, the bytes that decode to its nearest equivalent, if any.
  EncodedChar encode(char32_t code_point) const noexcept;

  /// The charset proper does not define `byte`; here it stands for the code point of the same
  /// value. Always false in multi-byte charsets.
  bool is_filled(unsigned char byte) const noexcept {
    return has_flag(byte, charset_tables::kFilledFlag);
  }
  /// All such bytes.
  std::bitset<256> filled() const noexcept {
    std::bitset<256> bytes;
    for (unsigned byte = 0; byte < bytes.size(); ++byte)
      bytes[byte] = is_filled(static_cast<unsigned char>(byte));
    return bytes;
  }
  /// `byte` can start a character of several bytes.
  bool is_lead(unsigned char byte) const noexcept {
    return has_flag(byte, charset_tables::kLeadFlag);
  }
  /// `byte` can be the second byte of a two-byte character.
  bool is_trail(unsigned char byte) const noexcept {
    return has_flag(byte, charset_tables::kTrailFlag);
  }
  /// `[lead, trail]` is one complete character.
  bool is_pair(unsigned char lead, unsigned char trail) const noexcept;

 private:
  friend class CharsetLoader;
  Charset() = default;

  bool has_flag(unsigned char byte, charset_tables::ByteFlag flag) const noexcept {
    return (flags_[byte] & flag) != 0;
  }
  // Byte by byte, so that neither alignment nor byte order matters; compilers make one load of it.
  static unsigned load16(const unsigned char* table, std::size_t index) noexcept {
    return table[2 * index] | static_cast<unsigned>(table[2 * index + 1]) << 8U;
  }
  static char32_t load32(const unsigned char* table, std::size_t index) noexcept {
    return load16(table, 2 * index) | static_cast<char32_t>(load16(table, 2 * index + 1)) << 16U;
  }
  unsigned row_entry(unsigned lead, unsigned trail) const noexcept {
    return load16(rows_, load16(lead_rows_, lead) * charset_tables::kRowSize + trail -
                             charset_tables::kFirstTrail);
  }

  DecodedChar decode_rest(ByteView bytes) const noexcept;
  DecodedChar decode_pair(unsigned lead, unsigned trail) const noexcept;
  DecodedChar decode_gb18030(ByteView bytes) const noexcept;
  DecodedChar decode_euc_jp(ByteView bytes) const noexcept;
  DecodedChar decode_euc_tw(ByteView bytes) const noexcept;
  EncodedChar encode_rest(char32_t code_point) const noexcept;

  std::string_view name_;
  const char* aliases_ = nullptr;
  std::string_view note_;
  Framing framing_ = Framing::single_byte;
  const unsigned char* flags_ = nullptr;
  const unsigned char* singles_ = nullptr;
  const unsigned char* lead_rows_ = nullptr;
  const unsigned char* rows_ = nullptr;
  const unsigned char* supplementary_ = nullptr;
  const unsigned char* pages_ = nullptr;
  const unsigned char* encode_index_ = nullptr;
  std::size_t encode_index_size_ = 0;
  const unsigned char* extended_ = nullptr;
  std::size_t extended_size_ = 0;
  const unsigned char* extended_index_ = nullptr;
  std::size_t extended_index_size_ = 0;
};

/// The charset of that name or alias, or nullptr. Case, `-` and `_` make no difference.
const Charset* find_charset(std::string_view name_or_alias) noexcept;

/// All charsets in the order of charsets.toml. The addresses stay valid for the whole run.
std::span<const Charset> all_charsets() noexcept;

inline DecodedChar Charset::decode(ByteView bytes) const noexcept {
  if (bytes.empty()) return {};
  const unsigned lead = bytes[0];
  if (const unsigned single = load16(singles_, lead); single != 0) return {single, 1};
  if (bytes.size() >= 2 && bytes[1] >= charset_tables::kFirstTrail) {
    const unsigned entry = row_entry(lead, bytes[1]);
    if (entry != 0 && (entry & 0xF800U) != charset_tables::kSupplementaryBase) return {entry, 2};
  }
  return decode_rest(bytes);
}

inline EncodedChar Charset::encode(char32_t code_point) const noexcept {
  if (code_point < 0x80 && is_ascii_superset()) {
    return {{static_cast<unsigned char>(code_point)}, 1};
  }
  if (const std::size_t page = code_point >> 8U; page < encode_index_size_) {
    const unsigned code = load16(
        pages_, load16(encode_index_, page) * charset_tables::kPageSize + (code_point & 0xFFU));
    const auto low = static_cast<unsigned char>(code & 0xFFU);
    if (code > 0xFF) return {{static_cast<unsigned char>(code >> 8U), low}, 2};
    if (code != 0) return {{low}, 1};
  }
  return encode_rest(code_point);
}

}  // namespace fuyuan
