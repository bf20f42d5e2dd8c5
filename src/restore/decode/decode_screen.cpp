#include "restore/decode/decode_screen.hpp"

#include <algorithm>
#include <cstddef>

#include "channel/lone_trail.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr Symbol kLastOfTwoBytes = 0x7FF;  ///< in UTF-8

/// Pairs of bytes of East Asian charsets, taken for UTF-16, are hangul, Yi and private characters,
/// and hardly ever Han; of UTF-8 two in three are that, and none of two letters of ASCII. A look at
/// the beginning saves decoding what always decodes.
bool cannot_be_utf16(const Misread& channel, std::u32string_view symbols) {
  constexpr std::size_t kSymbolsLookedAt = 64;
  constexpr std::size_t kOneInSoMany = 2;  // at the least, of pairs
  constexpr std::size_t kOneInSoManyOfUtf8 = 5;
  if (!channel.reads_units() || !channel.original().is_ascii_superset()) return false;
  const std::u32string_view sample = symbols.substr(0, kSymbolsLookedAt);
  const auto pairs = static_cast<std::size_t>(
      std::count_if(sample.begin(), sample.end(), [](char32_t s) { return s > 0x9FFF; }));
  return pairs * (channel.was_utf8() ? kOneInSoManyOfUtf8 : kOneInSoMany) < sample.size();
}

/// What a part of GBK was read with lost characters of which one half is left: the letters of two
/// in five of them. Marks alone are of another decoder.
bool cannot_be_subset(const Misread& channel, std::u32string_view symbols) {
  return channel.reads_subset() && !has_marked_trail(symbols);
}

/// Whether the letters of Latin-1 that stand side by side would have been characters of UTF-8 more
/// often than something else is one: a decoder that guesses leaves hardly any such pair.
bool leaves_utf8_unread(std::u32string_view symbols) {
  static const Charset& windows = *find_charset("windows-1252");
  std::ptrdiff_t unread = 0;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    const Symbol symbol = symbols[at];
    const bool is_begun = symbol >= 0xC2 && symbol <= 0xDF && at + 1 < symbols.size();
    if (is_begun && symbols[at + 1] >= 0x80 && symbols[at + 1] <= 0xBF) ++unread;
    const bool is_read = symbol > 0xFF && symbol <= kLastOfTwoBytes;
    if (is_read && windows.encode(symbol).length == 0) --unread;
  }
  return unread > 0;
}

/// Most of what was read as UTF-8 among pairs is letters of some script, two bytes each: several,
/// and some that nobody writes.
bool cannot_be_guessed(const Misread& channel, std::u32string_view symbols) {
  constexpr Symbol kFirst = 0x100;
  if (!channel.is_guessing()) return false;
  if (!channel.keeps_most()) return leaves_utf8_unread(symbols);
  const auto is_letter = [](Symbol s) { return s >= kFirst && s <= kLastOfTwoBytes; };
  const auto first = std::find_if(symbols.begin(), symbols.end(), is_letter);
  return std::none_of(first, symbols.end(),
                      [&](Symbol s) { return is_letter(s) && s != *first; }) ||
         std::none_of(first, symbols.end(),
                      [&](Symbol s) { return is_letter(s) && !is_borrowed_letter(s); });
}

/// Pairs of bytes read as letters are many letters, and not a few in a sentence of hanzi.
bool cannot_be_letters(const Misread& channel, std::u32string_view symbols) {
  constexpr std::size_t kFewLetters = 6;
  constexpr std::size_t kMuchAround = 4;  // hanzi to each
  if (!channel.reads_single_bytes() || !is_in_pairs(channel.original())) return false;
  std::size_t hanzi = 0;
  std::size_t letters = 0;
  for (const Symbol symbol : symbols) {
    if (symbol < 0x80) continue;
    ++(is_chinese_text(symbol) ? hanzi : letters);
    if (letters == kFewLetters) return false;
  }
  return hanzi > kMuchAround * letters;
}

}  // namespace

bool is_in_pairs(const Charset& charset) {
  const Framing framing = charset.framing();
  return framing == Framing::double_byte || framing == Framing::gb18030 ||
         framing == Framing::euc_tw;
}

bool cannot_be(const Misread& channel, std::u32string_view symbols) {
  return cannot_be_letters(channel, symbols) || cannot_be_utf16(channel, symbols) ||
         cannot_be_subset(channel, symbols) || cannot_be_guessed(channel, symbols);
}

}  // namespace fuyuan
