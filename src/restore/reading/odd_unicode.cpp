#include "restore/reading/odd_unicode.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "restore/measure/character_lists.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kSample = 4096;
constexpr double kPlainCost = 7;  ///< nats a character
constexpr std::size_t kLeastHan = 2;
constexpr std::size_t kTextPerControl = 20;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

/// A surrogate in three bytes; 0 where there is none.
char32_t read_surrogate(std::string_view bytes, std::size_t at) {
  const unsigned second = byte_at(bytes, at + 1);
  const unsigned third = byte_at(bytes, at + 2);
  if (byte_at(bytes, at) != 0xED || second < 0xA0 || second > 0xBF || third < 0x80 ||
      third > 0xBF) {
    return 0;
  }
  return 0xD000 + ((second & 0x3F) << 6) + (third & 0x3F);
}

std::string decode_cesu8(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t high = read_surrogate(bytes, at);
    if (high != 0) {
      const char32_t low = high < 0xDC00 ? read_surrogate(bytes, at + 3) : 0;
      const bool is_pair = low >= 0xDC00;
      append_utf8(is_pair ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD, out);
      at += is_pair ? 6 : 3;
    } else if (byte_at(bytes, at) == 0xC0 && byte_at(bytes, at + 1) == 0x80) {
      out.push_back('\0');
      at += 2;
    } else {
      out.push_back(bytes[at++]);
    }
  }
  return out;
}

/// Whether there is a surrogate or a zero of two bytes, which UTF-8 never has.
bool has_odd_bytes(std::string_view bytes) {
  for (std::size_t at = bytes.find('\xED'); at != std::string_view::npos;
       at = bytes.find('\xED', at + 1)) {
    if (read_surrogate(bytes, at) != 0) return true;
  }
  return bytes.find("\xC0\x80") != std::string_view::npos;
}

/// The text whose pairs of ASCII characters were taken for UTF-16 ("Bush hid the facts"); nothing
/// where a character is no such pair.
std::optional<std::string> split_pairs(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    const Utf8Char next = read_utf8(utf8.substr(0, 4));
    if (next.length == 0) return std::nullopt;
    utf8.remove_prefix(next.length);
    // A last line end stands outside, and a character without a partner was lost.
    if (next.code_point < 0x80 && utf8.size() < 2) {
      out.push_back(static_cast<char>(next.code_point));
      continue;
    }
    for (const char32_t byte : {next.code_point & 0xFF, next.code_point >> 8}) {
      const bool is_text =
          (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\r' || byte == '\t';
      if (!is_text) return std::nullopt;
      out.push_back(static_cast<char>(byte));
    }
  }
  return out;
}

/// Whether the text is nonsense in Han characters, and plain English or code in pairs of ASCII.
bool is_ascii_in_pairs(std::string_view utf8) {
  constexpr std::size_t kLeastPairs = 5;
  constexpr double kGain = 3;  ///< nats a character
  if (static_cast<unsigned char>(utf8[0]) < 0x80) return false;
  const auto ascii = split_pairs(utf8);
  if (!ascii || ascii->size() < 2 * kLeastPairs || is_drawn(to_utf32(utf8))) return false;
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string as_it_is = to_utf32(utf8);
  return model.score_text(to_utf32(*ascii)) - model.score_text(as_it_is) >
         kGain * static_cast<double>(as_it_is.size());
}

constexpr std::string_view kBlanked = "ascii as utf-16 with blanks for zeros";

/// Every other byte, from the first on.
std::string take_every_other(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 2) out.push_back(bytes[at]);
  return out;
}

/// Whether every second byte is a blank, behind line ends too, and lines of words are left without
/// those. Headings that somebody spaced out have line ends by themselves, and boards no words.
bool has_blanks_for_zeros(std::string_view bytes) {
  constexpr std::size_t kLeast = 40;
  constexpr std::size_t kLettersPerBlank = 20;  // at the most
  if (bytes.size() < kLeast || bytes[1] != ' ') return false;
  for (std::size_t at = 1; at < bytes.size(); at += 2) {
    if (bytes[at] != ' ') return false;
  }
  const std::string text = take_every_other(bytes);
  const auto count = [&](auto is_one) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_one));
  };
  const std::size_t line_ends = count([](char c) { return c == '\n'; });
  const std::size_t blanks = count([](char c) { return c == ' '; });
  const std::size_t letters = count([](char c) { return is_letter(static_cast<char32_t>(c)); });
  const bool is_ascii_text = count([](char c) {
                               const bool is_control =
                                   c < ' ' && c != '\n' && c != '\r' && c != '\t';
                               return is_control || c == '\x7F';
                             }) == 0;
  return is_ascii_text && line_ends > 1 && letters * 2 > text.size() && blanks < letters &&
         blanks * kLettersPerBlank > letters;
}

}  // namespace

std::string_view find_odd_unicode(std::string_view bytes) {
  if (has_odd_bytes(bytes)) return is_valid_utf8(decode_cesu8(bytes)) ? "cesu-8" : "";
  if (has_blanks_for_zeros(bytes)) return kBlanked;
  return !bytes.empty() && is_ascii_in_pairs(bytes) ? "ascii as utf-16le" : "";
}

std::optional<std::string> decode_odd_unicode(std::string_view charset, std::string_view bytes) {
  if (charset == "cesu-8") return decode_cesu8(bytes);
  if (charset == kBlanked) return take_every_other(bytes);
  return charset == "ascii as utf-16le" ? split_pairs(bytes) : std::nullopt;
}

bool is_padded_text(std::string_view bytes) {
  std::string text(bytes.substr(0, std::min(bytes.size(), kSample)));
  if (std::erase(text, '\0') == 0) return false;
  const auto controls =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_odd_control));
  if (controls * kTextPerControl > text.size()) return false;
  // The sample may end within a character.
  std::u32string characters;
  if (text.size() - std::min(text.size(), find_invalid_utf8(text)) < 4) {
    characters = to_utf32(std::string_view(text).substr(0, find_invalid_utf8(text)));
    return static_cast<std::size_t>(std::count_if(characters.begin(), characters.end(), is_han)) >=
           kLeastHan;
  }
  std::string_view rest = text;
  while (rest.size() > 3) {
    const DecodedChar decoded = find_charset("gb18030")->decode(byte_view(rest));
    if (decoded.length == 0) return false;
    characters.push_back(decoded.code_point);
    rest.remove_prefix(decoded.length);
  }
  return -LanguageModel::embedded().score_text(characters) <
         kPlainCost * static_cast<double>(characters.size() + 1);
}

}  // namespace fuyuan
