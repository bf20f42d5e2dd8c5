#pragma once

#include <array>
#include <string_view>

/// What packed files begin with.
namespace fuyuan::file_magic {

inline constexpr std::string_view kGzip = "\x1F\x8B";
inline constexpr std::string_view kZstd = "\x28\xB5\x2F\xFD";
inline constexpr std::string_view kXz = {"\xFD\x37zXZ\0", 6};
inline constexpr std::string_view kBzip2 = "BZh";
inline constexpr std::string_view kSevenZip = "7z\xBC\xAF\x27\x1C";
inline constexpr std::string_view kAnyZip = "PK";  ///< whatever part of a zip comes first
inline constexpr std::string_view kZipEntry = "PK\x03\x04";
inline constexpr std::string_view kZipEnd = "PK\x05\x06";  ///< first in a zip without entries

/// Of a file packed with gzip or the like, a zip or a 7z.
inline constexpr std::array<std::string_view, 7> kPacked = {kGzip,     kZstd,   kXz,      kBzip2,
                                                            kZipEntry, kZipEnd, kSevenZip};
inline constexpr std::size_t kLongestPacked = 6;  ///< bytes

}  // namespace fuyuan::file_magic
