#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// The layout of the embedded code tables, shared by the program that writes them and the code that
/// reads them. All numbers are little-endian; offsets count from the start of the blob.
///
/// Header: the magic, then u32 fields (`HeaderField`). Directory: one record of `DirectoryField`
/// u32s a charset. Everything else is arrays:
/// - flags: 256 bytes of `ByteFlag` bits.
/// - singles: 256 u16, the code point of a one-byte character, 0 where there is none.
/// - lead rows: 256 u16, the number of the row that holds a lead byte's pairs; row 0 is empty.
/// - rows: `kRowSize` u16 each, code points by trail byte from `kFirstTrail`; 0 where there is
/// none;
///   a value in D800–DFFF stands for entry (value − D800) of the charset's supplementary array.
/// - supplementary: u32 code points.
/// - encode index: u16 page numbers by (code point >> 8); page 0 is empty.
/// - pages: 256 u16 each, by the low byte of the code point: the byte or, high byte first, the
/// pair.
/// - extended: u32 code points of the three- and four-byte characters by their linear number, and
/// an
///   encode index whose pages hold that number plus one.
/// Rows and pages are shared between charsets that agree.
namespace fuyuan::charset_tables {

inline constexpr std::array<char, 8> kMagic = {'F', 'Y', 'C', 'H', 'A', 'R', 'S', '1'};
inline constexpr std::size_t kRowSize = 192;
inline constexpr unsigned kFirstTrail = 0x40;
inline constexpr std::size_t kPageSize = 256;
inline constexpr unsigned kSupplementaryBase = 0xD800;
inline constexpr unsigned kSupplementaryLimit = 0x800;

enum HeaderField : std::size_t { kCharsetCount, kDirectory, kRows, kPages, kHeaderFields };

enum DirectoryField : std::size_t {
  kName,     // offset of a NUL-terminated string
  kAliases,  // offset of NUL-terminated strings, the last one empty
  kNote,
  kFramingValue,
  kFlags,
  kSingles,
  kLeadRows,
  kSupplementary,
  kEncodeIndex,
  kEncodeIndexSize,
  kExtended,
  kExtendedSize,
  kExtendedIndex,
  kExtendedIndexSize,
  kDirectoryFields
};

enum ByteFlag : std::uint8_t {
  kLeadFlag = 1,    // starts a character of several bytes
  kTrailFlag = 2,   // ends a pair
  kFilledFlag = 4,  // undefined in the charset, stands for the code point of its value
};

/// GB 18030's four-byte codes 81308130–8431A439 cover the rest of the BMP.
inline constexpr std::size_t kGb18030BmpCodes = 39420;
/// 90308130 is U+10000.
inline constexpr std::size_t kGb18030SupplementaryStart = 189000;

inline constexpr unsigned kEucFirst = 0xA1;
inline constexpr std::size_t kEucCells = 94;
inline constexpr std::size_t kEucPlane = kEucCells * kEucCells;

/// The CNS 11643 planes that need four bytes, as second byte after 8E; plane 1 has pairs.
inline constexpr std::array<std::uint8_t, 7> kEucTwPlanes = {0xA2, 0xA3, 0xA4, 0xA5,
                                                             0xA6, 0xA7, 0xAF};

}  // namespace fuyuan::charset_tables
