#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "charset/charset.hpp"

namespace fuyuan {

/// What a family of decoders does with bytes that it cannot decode: how many of them one mark
/// stands for, and what the mark is. For making damaged text as the wild has it.
///
/// The mapping is always that of the charset passed in, so choose the one that the decoder has:
/// `cp936`, `cp950`, `windows-949` go with Windows; `gb18030`, `big5-hkscs`, `uhc` with browsers;
/// `gbk`, `gb18030`, `uhc` with Python; `cp936` (its GBK has user-defined areas) with Java and
/// PHP; `gbk` with iconv. Single bytes such as cp936's 80 that a decoder does not have are then
/// taken out by the habit.
///
/// In UTF-8 one mark stands for a maximal subpart (Unicode chapter 3, U+FFFD substitution), in
/// UTF-16 for an unpaired surrogate or what is left over at the end; only Java deviates (a
/// surrogate written in UTF-8 is one mark; an unpaired high surrogate takes the next unit with it).
///
/// Sources: the WHATWG Encoding Standard; CPython 3, OpenJDK 17, glibc 2.36 and PHP 8.2 as they
/// behave.
/// `java` and `windows` follow damaged pages found in the wild.
enum class Habit : std::uint8_t {
  /// Browsers and encoding_rs. U+FFFD; in pairs, a follower in the ASCII range is given back, any
  /// other is swallowed with its lead byte. 80 in gb18030 is U+20AC and A3A0 is U+3000. Single-byte
  /// charsets keep filled bytes of the C1 range and mark the others.
  whatwg,
  /// Python's errors="replace". U+FFFD for one byte at a time, but one mark for a longer character
  /// that is cut short at the end. Filled bytes are marked.
  python,
  /// Early Java. U+FFFD for a lead byte and whatever follows it, ASCII and line ends included: 简单
  /// read as GBK is 绠�崟. Filled bytes are marked.
  java,
  /// Java since JDK 7. As `java`, but a follower that is ASCII or could be a lead byte is given
  /// back: 简单 is 绠�鍗�. Exact for GBK, GB2312, EUC-KR and windows-31j, close for the others.
  jdk7,
  /// MultiByteToWideChar. `?` (U+30FB in shift_jis) for a lead byte and its follower, ASCII
  /// included, except CR, LF and NUL, which survive. U+FFFD in UTF-8 and UTF-16. Filled bytes are
  /// kept.
  windows,
  /// iconv -c. Bytes that cannot be decoded vanish, one by one in most charsets; in GBK an
  /// unassigned pair goes as a whole (and 80 is U+20AC). Filled bytes vanish.
  iconv_discard,
  /// As `python`, but with `?` (database drivers, older PHP).
  question_mark,
  /// PHP 8's mb_convert_encoding, and .NET's decoders (and so PowerShell). `?` for a lead byte of
  /// the charset and whatever follows it, ASCII and line ends included.
  php,
  /// Python's errors="ignore". As `python`, but nothing stands for the bytes.
  ignore,
};

inline constexpr std::size_t kHabitCount = 9;

/// `whatwg`, `python`, `java`, `jdk7`, `windows`, `iconv-c`, `question`, `php`, `ignore`.
std::string_view habit_name(Habit habit) noexcept;

std::optional<Habit> find_habit(std::string_view name) noexcept;

std::span<const Habit> all_habits() noexcept;

/// The table that a decoder of that habit has for a charset of misreads.
const Charset& table_of(const Charset& charset, Habit habit);

/// What it marks lost bytes by; 0: they vanish.
char32_t mark_of(const Charset& table, Habit habit) noexcept;

/// How many bytes at the start of `bytes`, which are not ASCII, one mark stands for; 0: they begin
/// with a character. `bytes` must not be empty.
std::size_t marked_bytes(const Charset& table, ByteView bytes, Habit habit) noexcept;

/// Decodes all of `bytes`, which may be anything, to well-formed UTF-8.
std::string decode_with_habit(const Charset& charset, ByteView bytes, Habit habit);

/// How many bytes the mark for the undecodable bytes at the start of `bytes` stands for; at least
/// 1, at most `bytes.size()`. `bytes` must not be empty, nor start with a character.
std::size_t swallowed_bytes(const Charset& charset, ByteView bytes, Habit habit) noexcept;

}  // namespace fuyuan
