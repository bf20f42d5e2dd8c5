#include "restore/reading/container.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include "charset/charset.hpp"
#include "restore/reading/hz.hpp"
#include "restore/reading/iso_2022_cn.hpp"
#include "restore/reading/misread_utf16.hpp"
#include "restore/reading/odd_unicode.hpp"
#include "restore/reading/utf16_guess.hpp"
#include "restore/reading/utf32.hpp"
#include "text/ascii.hpp"
#include "text/byte_order_marks.hpp"
#include "text/file_magic.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 4096;

/// U+FFFD for units that belong to no pair.
std::string decode_utf16(const Charset& charset, std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const DecodedChar decoded = charset.decode(byte_view(bytes));
    append_utf8(decoded.length == 0 ? kReplacement : decoded.code_point, out);
    bytes.remove_prefix(std::max<std::size_t>(
        decoded.length, std::min<std::size_t>(bytes.size(), decoded.length == 0 ? 2 : 1)));
  }
  return out;
}

/// Charsets with states are rare, and most of them well done by ICU.
std::string decode_with_icu(const char* converter_name, std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(converter_name, &status);
  if (U_FAILURE(status) != 0) {
    throw std::runtime_error(fmt::format("ICU has no converter {}", converter_name));
  }
  std::string out;
  std::array<char16_t, 4096> wide;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  do {
    status = U_ZERO_ERROR;
    char16_t* filled = wide.data();
    ucnv_toUnicode(converter, &filled, wide.data() + wide.size(), &at, end, nullptr, 1, &status);
    // None of these charsets has characters beyond the Basic Multilingual Plane.
    for (const char16_t* unit = wide.data(); unit != filled; ++unit) append_utf8(*unit, out);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  ucnv_close(converter);
  if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot decode the text");
  return out;
}

bool looks_like_iso_2022_jp(std::string_view bytes) {
  const auto has = [&](std::string_view escape) {
    return bytes.find(escape) != std::string_view::npos;
  };
  return (has("\x1B$B") || has("\x1B$@")) && (has("\x1B(B") || has("\x1B(J"));
}

/// A control that no text has: Ctrl-Z ends files of DOS; the others are of terminals and of ISO
/// 2022.
bool is_binary_control(char c) {
  constexpr std::string_view kOfText = "\t\n\v\f\r\x0E\x0F\x1A\x1B";
  return static_cast<unsigned char>(c) < 0x20 && kOfText.find(c) == std::string_view::npos;
}

/// Whether it is UTF-8 without any such control, and more than the ASCII that a PDF may be. The
/// last character of what may be only the beginning of a text may be cut short.
bool is_utf8_text(std::string_view bytes) {
  constexpr std::size_t kLongest = 4;
  if (is_ascii(bytes)) return false;
  const std::size_t rest = bytes.size() - find_invalid_utf8(bytes);
  if (rest > 0 && (bytes.size() < kSample || rest >= kLongest)) return false;
  return std::none_of(bytes.begin(), bytes.end(), is_binary_control);
}

}  // namespace

std::string decode_container(std::string_view charset, std::string_view bytes) {
  const auto skip = [&](std::string_view mark) {
    return bytes.substr(bytes.starts_with(mark) ? mark.size() : 0);
  };
  if (charset == "utf-8 with byte-order mark") return std::string(skip(kUtf8Mark));
  if (charset == "gb18030 with byte-order mark") return std::string(skip(kGb18030Mark));
  if (const WideEncoding* wide = find_wide_encoding(charset)) {
    return wide->unit == 4 ? decode_utf32(skip(wide->mark), wide->is_little_endian)
                           : decode_utf16(*find_charset(charset), skip(wide->mark));
  }
  if (charset == "hz-gb-2312") return decode_hz(bytes);
  if (charset == "iso-2022-cn") return decode_iso_2022_cn(bytes);
  if (charset == "iso-2022-jp") return decode_with_icu("ISO-2022-JP-2", bytes);
  if (charset == "iso-2022-kr") return decode_with_icu("ISO-2022-KR", bytes);
  if (auto text = decode_odd_unicode(charset, bytes)) return std::move(*text);
  if (auto text = decode_misread_utf16(charset, bytes)) return std::move(*text);
  throw std::runtime_error(fmt::format("plan: cannot decode a document from '{}'", charset));
}

std::optional<Opened> open_container(std::string_view bytes, std::string_view hint) {
  const auto opened = [&](std::string_view charset) {
    return Opened{std::string(charset), decode_container(charset, bytes)};
  };
  if (has_magic(bytes)) return std::nullopt;
  if (bytes.starts_with(kUtf8Mark)) return opened("utf-8 with byte-order mark");
  if (bytes.starts_with(kGb18030Mark)) return opened("gb18030 with byte-order mark");
  if (const WideEncoding* wide = find_wide_mark(bytes)) return opened(wide->charset);
  if (const std::string_view utf32 = guess_utf32(bytes); !utf32.empty()) return opened(utf32);
  if (const std::string misread = find_misread_utf16(bytes); !misread.empty())
    return opened(misread);
  const Charset* hinted = hint.empty() ? nullptr : find_charset(hint);
  const bool is_hinted = hinted != nullptr && !hinted->is_ascii_superset();
  if (const std::string_view charset = guess_utf16(bytes, is_hinted); !charset.empty())
    return opened(charset);
  if (const std::string_view odd = find_odd_unicode(bytes); !odd.empty()) return opened(odd);
  // Those that follow are made for seven bits; where there are eight, escapes are cited, or chance.
  if (!is_ascii(bytes)) return std::nullopt;
  if (looks_like_iso_2022_cn(bytes)) return opened("iso-2022-cn");
  if (looks_like_iso_2022_jp(bytes)) return opened("iso-2022-jp");
  if (bytes.find("\x1B$)C") != std::string_view::npos) return opened("iso-2022-kr");
  if (looks_like_hz(bytes)) return opened("hz-gb-2312");
  return std::nullopt;
}

bool has_magic(std::string_view bytes) {
  constexpr std::array<std::string_view, 6> kOthers = {"\x89PNG\r\n"sv,
                                                       "\x7F"
                                                       "ELF"sv,
                                                       "GIF8"sv,
                                                       "\xFF\xD8\xFF"sv,
                                                       "%PDF-"sv,
                                                       "MZ\x90\0"sv};
  const auto is_begun_by = [&](std::string_view magic) { return bytes.starts_with(magic); };
  const bool begins =
      std::any_of(file_magic::kPacked.begin(), file_magic::kPacked.end(), is_begun_by) ||
      std::any_of(kOthers.begin(), kOthers.end(), is_begun_by);
  return begins && !is_utf8_text(bytes);
}

bool is_binary(std::string_view bytes) {
  if (has_magic(bytes)) return true;
  // A log that was cut short while a program went on writing to it begins with as many zeros.
  const std::size_t zeros = bytes.find_first_not_of('\0');
  if (zeros != std::string_view::npos) bytes.remove_prefix(zeros);
  const std::string_view sample = bytes.substr(0, std::min(bytes.size(), kSample));
  const auto controls =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), is_binary_control));
  return controls * 20 > sample.size() && !is_padded_text(bytes);
}

}  // namespace fuyuan
