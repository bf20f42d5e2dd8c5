#include "channel/raw_utf8.hpp"

#include <algorithm>

namespace fuyuan {
namespace {

constexpr char32_t kMark[] = {raw_symbol(0x84), U'1', raw_symbol(0xA4), U'7'};
constexpr char32_t kEuro[] = {raw_symbol(0xA2), raw_symbol(0xE3)};
constexpr std::u32string_view kMarkSymbols(kMark, std::size(kMark));
constexpr std::u32string_view kEuroSymbols(kEuro, std::size(kEuro));
constexpr float kByAccident = -6.0F;        ///< `?` for a byte, whatever stood beside it
constexpr float kByOtherAccident = -10.0F;  ///< the same where marks are known to be a decoder's
constexpr float kWasEuro = -4.0F;  ///< one pair in sixty characters, where the text was resaved

/// The character of GB 18030 that the symbols begin with; 0 where there is none.
char32_t decode_first(const Charset& charset, std::u32string_view symbols) {
  std::array<unsigned char, 4> bytes{};
  const std::size_t size = std::min(symbols.size(), bytes.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (!is_raw(symbols[i]) && symbols[i] >= 0x80) return 0;
    bytes[i] = raw_byte(symbols[i]);
  }
  const DecodedChar decoded = size == 0 ? DecodedChar{} : charset.decode({bytes.data(), size});
  return decoded.length == 0 ? 0 : decoded.code_point;
}

/// Whether a byte stands before a question mark, or before one that is the character's as well: two
/// of its three bytes may be lost.
bool follows_byte(std::u32string_view symbols, std::size_t at) {
  if (at > 1 && symbols[at - 1] == U'?') --at;
  return at > 0 && is_raw(symbols[at - 1]);
}

}  // namespace

RawUtf8::RawUtf8() : resaved_as_(*find_charset("gb18030"), {find_charset("cp936")}) {}

void RawUtf8::read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const {
  const std::u32string_view rest = observed.symbols.substr(at);
  if (rest.starts_with(kMarkSymbols)) {
    read_mark(observed, at, kReplacement, kMarkSymbols.size(), out);
  }
  bytes_.read(observed, at, out);
  // A character that the line's bytes were read as already: see BrokenUtf8.
  if (!is_raw(rest[0]) && rest[0] >= 0x80) out.push_back(Reading::of_utf8(rest[0]));
  if (rest.starts_with(kEuroSymbols)) {
    Reading reading;
    reading.codes[0] = 0x80;
    reading.size = 1;
    reading.consumed = static_cast<std::uint8_t>(kEuroSymbols.size());
    reading.log_probability = kWasEuro;
    out.push_back(reading);
  }
  // A program has one mark, and a question mark between whole characters is just that.
  if (!rest.starts_with(U'?') || observed.symbols.find(kMarkSymbols) != std::u32string_view::npos) {
    return;
  }
  if (follows_byte(observed.symbols, at)) read_mark(observed, at, U'?', 1, out);
  read_accident(observed, at, out);
}

void RawUtf8::read_accident(const Observed& observed, std::size_t at, std::vector<Reading>& out) {
  static const ByteCode lead = intern(byte_range(0xE2, 0xEF));
  static const ByteCode continuation = intern(byte_range(0x80, 0xBF));
  const std::u32string_view symbols = observed.symbols;
  const auto is_raw_at = [&](std::size_t i) { return i < symbols.size() && is_raw(symbols[i]); };
  if (!is_raw_at(at - 1) && !is_raw_at(at + 1)) return;
  for (const ByteCode code : {lead, continuation}) {
    Reading reading;
    reading.codes[0] = code;
    reading.size = 1;
    reading.consumed = 1;
    reading.is_mark = true;
    reading.log_probability =
        observed.marks == MarkHabit::swallows ? kByOtherAccident : kByAccident;
    out.push_back(reading);
  }
}

void RawUtf8::read_mark(const Observed& observed, std::size_t at, char32_t mark, std::size_t length,
                        std::vector<Reading>& out) const {
  static const Charset& gb18030 = *find_charset("gb18030");
  std::u32string seen = {mark};
  const char32_t next = decode_first(gb18030, observed.symbols.substr(at + length));
  if (next != 0) seen.push_back(next);
  Observed as_read;
  as_read.symbols = seen;
  as_read.marks = observed.marks;
  as_read.swallowed_end = observed.swallowed_end;
  std::vector<Reading> readings;
  resaved_as_.read(as_read, 0, readings);
  for (Reading& reading : readings) {
    if (!reading.is_mark || (mark == U'?' && reading.size > 2)) continue;
    reading.consumed = static_cast<std::uint8_t>(length);
    out.push_back(reading);
  }
}

}  // namespace fuyuan
