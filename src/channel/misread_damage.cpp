// A misread made on purpose.

#include <fmt/format.h>

#include "channel/misread.hpp"
#include "charset/decoder_habit.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kSpelledOut = "backslashreplace";  ///< no habit to search for

/// UTF-8 where the bytes are valid, elsewhere Latin-1 byte by byte, or pairs of `pairs`.
std::string decode_guessing(std::string_view bytes, const Charset* pairs) {
  std::string out;
  while (!bytes.empty()) {
    const Utf8Char next = read_utf8(bytes.substr(0, 4));
    DecodedChar decoded = {next.code_point, next.length};
    if (decoded.length == 0 && pairs != nullptr) {
      decoded = pairs->decode(byte_view(bytes));
    }
    if (decoded.length == 0) decoded = {static_cast<unsigned char>(bytes[0]), 1};
    append_utf8(decoded.code_point, out);
    bytes.remove_prefix(decoded.length);
  }
  return out;
}

/// As Python's errors="backslashreplace": `\x80` for each byte that cannot be decoded.
std::string decode_spelling_out(const Charset& table, ByteView bytes) {
  std::string out;
  while (!bytes.empty()) {
    const bool is_ascii = bytes[0] < 0x80 && table.is_ascii_superset();
    const std::size_t marked = is_ascii ? 0 : marked_bytes(table, bytes, Habit::python);
    for (std::size_t i = 0; i < marked; ++i) out += fmt::format("\\x{:02x}", bytes[i]);
    if (marked == 0) {
      const DecodedChar decoded = table.decode(bytes);
      append_utf8(decoded.code_point, out);
      bytes = bytes.subspan(decoded.length);
    }
    bytes = bytes.subspan(marked);
  }
  return out;
}

}  // namespace

std::vector<std::string_view> Misread::habits() const {
  if (is_raw() || is_guessing()) return {""};
  std::vector<std::string_view> names;
  for (const Habit habit : all_habits()) names.push_back(habit_name(habit));
  names.push_back(kSpelledOut);
  return names;
}

std::string Misread::damage(std::string_view text, std::string_view habit,
                            std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string bytes;
  for (const char32_t cp : to_utf32(text)) {
    const EncodedChar encoded = original().encode(cp);
    if (encoded.length == 0) bytes.push_back('?');
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  if (is_raw()) return bytes;
  if (is_guessing()) return decode_guessing(bytes, wrong());
  const ByteView view = byte_view(bytes);
  if (habit == kSpelledOut) return decode_spelling_out(table_of(*wrong(), Habit::python), view);
  const Habit chosen = find_habit(habit).value_or(all_habits()[0]);
  return decode_with_habit(table_of(*wrong(), chosen), view, chosen);
}

}  // namespace fuyuan
