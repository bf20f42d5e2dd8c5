#include "channel/guessing_decoder.hpp"

#include <string>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kSecondForm = -2.5F;  ///< letters that are seldom there as such
constexpr float kLeftAlone = -2.0F;   ///< letters that make a character of UTF-8, each a byte
constexpr Symbol kFirstOfThreeBytes = 0x800;

/// The length of the character of UTF-8 that the symbols, taken for single bytes, begin with; 0:
/// none.
std::size_t utf8_length(std::u32string_view symbols) {
  std::string bytes;
  for (const Symbol symbol : symbols.substr(0, 4)) {
    if (symbol > 0xFF) break;
    bytes.push_back(static_cast<char>(symbol));
  }
  return bytes[0] == 0 ? 0 : read_utf8(bytes).length;
}

}  // namespace

void GuessingDecoder::read_among_pairs(Symbol symbol, std::vector<Reading>& out) const {
  const EncodedChar pair = pairs_->encode(symbol);
  const bool is_pair = pair.length == 2;
  // Characters of three bytes begin as rare hanzi end, and hardly ever as a pair of hanzi does.
  if (symbol < kFirstOfThreeBytes || !is_pair) {
    out.push_back(Reading::of_utf8(symbol));
    if (is_pair) out.back().log_probability = kSecondForm;
  }
  if (is_pair) out.push_back(Reading::of(pair.view()));
}

void GuessingDecoder::read(const Observed& observed, std::size_t at,
                           std::vector<Reading>& out) const {
  const Symbol symbol = observed.symbols[at];
  if (is_raw(symbol) || symbol == kReplacement) return;
  if (pairs_ != nullptr && symbol >= 0x80) {
    read_among_pairs(symbol, out);
    return;
  }
  Reading reading = Reading::of_utf8(symbol);
  if (symbol < 0x80 || symbol > 0xFF) {
    out.push_back(reading);
    static const Charset& windows = *find_charset("windows-1252");
    const EncodedChar encoded = windows.encode(symbol);
    if (symbol > 0xFF && encoded.length == 1) {
      out.push_back(Reading::of(encoded.view()));
      out.back().log_probability = kSecondForm;
    }
    return;
  }
  reading.log_probability = kSecondForm;
  const std::u32string_view rest = observed.symbols.substr(at);
  const std::size_t length = utf8_length(rest);
  Reading single;
  single.size = 1;
  single.codes[0] = static_cast<ByteCode>(symbol);
  if (length == 0) out.push_back(single);
  out.push_back(reading);
  // Bytes that make a character would have been read as one: if this was a byte by itself, then
  // one of those behind it was not.
  for (std::size_t decoded = 1; decoded < length; ++decoded) {
    Reading until;
    for (std::size_t i = 0; i < decoded; ++i)
      until.codes[until.size++] = static_cast<ByteCode>(rest[i]);
    until.codes[until.size++] = 0xC2;
    until.codes[until.size++] = static_cast<ByteCode>(rest[decoded]);
    until.consumed = static_cast<std::uint8_t>(decoded + 1);
    until.log_probability = kSecondForm;
    out.push_back(until);
  }
  // Or those bytes were not read like the others: pages are put together from several sources.
  if (length > 0) {
    single.log_probability = kLeftAlone;
    out.push_back(single);
  }
}

}  // namespace fuyuan
