#include "channel/spoiled_utf16.hpp"

#include <algorithm>
#include <cstddef>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBytesPerAccident = 600;
constexpr std::size_t kMostCharacters =
    60;  ///< that are appended at once, if there is a place to cut

std::string encode(std::string_view utf8, std::string_view charset_name) {
  const Charset& charset = *find_charset(charset_name);
  std::string out;
  for (const char32_t cp : to_utf32(utf8)) {
    const EncodedChar encoded = charset.encode(cp);
    out.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
    if (encoded.length == 0) out += '?';
  }
  return out;
}

std::string encode_with_mark(std::string_view utf8, std::string_view charset) {
  return encode("\uFEFF", charset) + encode(utf8, charset);
}

/// In either byte order.
std::string encode_somehow(std::string_view utf8, std::mt19937_64& random) {
  return encode_with_mark(
      utf8, random() % 2 == 0 ? SpoiledUtf16::kLittleEndian : SpoiledUtf16::kBigEndian);
}

std::string encode_little(std::string_view text, std::string_view, std::mt19937_64&) {
  return encode_with_mark(text, "utf-16le");
}

std::string encode_big(std::string_view text, std::string_view, std::mt19937_64&) {
  return encode_with_mark(text, "utf-16be");
}

/// Where the text is cut: behind line ends, and ends of sentences where a line is long.
std::vector<std::string> cut(std::string_view text, std::mt19937_64& random) {
  std::vector<std::string> pieces(1);
  std::size_t size = 0;
  std::size_t most = 1 + random() % kMostCharacters;
  for (const char32_t cp : to_utf32(text)) {
    append_utf8(cp, pieces.back());
    ++size;
    const bool may_end = cp == U'\n' || cp == U'。' || cp == U'！' || cp == U'？';
    if (size < most || !may_end) continue;
    pieces.emplace_back();
    size = 0;
    most = 1 + random() % kMostCharacters;
  }
  if (pieces.back().empty()) pieces.pop_back();
  return pieces;
}

/// "A-after-B": pieces in B and in A, in turn; a file of UTF-16 has a mark, what is appended to
/// another has none.
std::string append(std::string_view text, std::string_view habit, std::mt19937_64& random) {
  constexpr std::string_view kAfter = "-after-";
  const std::size_t at = habit.find(kAfter);
  const std::string_view names[] = {habit.substr(at + kAfter.size()), habit.substr(0, at)};
  std::string out;
  std::size_t number = 0;
  for (const std::string& piece : cut(text, random)) {
    const std::string_view name = names[number % 2];
    const bool is_wide = name.starts_with("utf-16");
    out += is_wide && number == 0 ? encode_with_mark(piece, name) : encode(piece, name);
    ++number;
  }
  return out;
}

std::string shift(std::string_view text, std::string_view habit, std::mt19937_64& random) {
  std::string out = encode_somehow(text, random);
  for (std::size_t left = out.size() / kBytesPerAccident + 1; left > 0; --left) {
    constexpr std::size_t kMark = 2;  ///< bytes, which stay
    if (out.size() <= kMark) break;
    const std::size_t at = kMark + random() % (out.size() - kMark);
    if (habit == "lose") {
      out.erase(at, 1);
    } else {
      out.insert(at, 1, static_cast<char>(random() % 256));
    }
  }
  return out;
}

std::string change_line_ends(std::string_view text, std::string_view habit,
                             std::mt19937_64& random) {
  std::string out;
  for (const char byte : encode_somehow(text, random)) {
    if (habit == "add" && byte == '\n') out += '\r';
    if (habit == "add" || byte != '\r') out += byte;
  }
  return out;
}

std::string lose_zeros(std::string_view text, std::string_view habit, std::mt19937_64& random) {
  std::string out = encode_somehow(text, random);
  if (habit == "removed") {
    std::erase(out, '\0');
  } else {
    std::replace(out.begin(), out.end(), '\0', ' ');
  }
  return out;
}

}  // namespace

const std::vector<SpoiledUtf16::Kind>& SpoiledUtf16::kinds() {
  static const std::vector<Kind> instance = {
      {kLittleEndian, "raw UTF-16, little end first", {""}, encode_little, Family::raw},
      {kBigEndian, "raw UTF-16, big end first", {""}, encode_big, Family::raw},
      {kAppended,
       "UTF-16 appended to text in another charset, or that to UTF-16 (PowerShell's >>)",
       {"utf-16le-after-utf-8", "utf-16le-after-gb18030", "utf-8-after-utf-16le",
        "gb18030-after-utf-16le", "gb18030-after-utf-16be", "utf-16le-after-utf-16be"},
       append},
      {kFrameShift, "UTF-16 that lost or gained single bytes", {"lose", "gain"}, shift},
      {kTextMode,
       "UTF-16 through a text mode for single bytes (FTP): 0D before each 0A, or no 0D",
       {"add", "remove"},
       change_line_ends},
      {kLostZeros,
       "UTF-16 without its zeros, or with spaces in their place",
       {"removed", "spaces"},
       lose_zeros},
  };
  return instance;
}

}  // namespace fuyuan
