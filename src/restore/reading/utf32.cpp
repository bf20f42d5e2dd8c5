#include "restore/reading/utf32.hpp"

#include <algorithm>

#include "model/language_model.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kUnit = 4;       ///< bytes
constexpr std::size_t kSample = 4096;  ///< bytes
constexpr double kGarbage = 12;        ///< nats a character

/// Numbers in a file of data are no characters, or characters that no text has.
bool is_of_text(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::control:
    case CharClass::c1:
    case CharClass::unassigned:
    case CharClass::replacement:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string decode_utf32(std::string_view bytes, bool is_little_endian) {
  std::string out;
  std::size_t at = 0;
  for (; at + kUnit <= bytes.size(); at += kUnit) {
    char32_t cp = 0;
    for (std::size_t k = 0; k < kUnit; ++k) {
      const char byte = bytes[at + (is_little_endian ? kUnit - 1 - k : k)];
      cp = cp << 8 | static_cast<unsigned char>(byte);
    }
    append_utf8(cp, out);
  }
  if (at < bytes.size()) append_utf8(kReplacement, out);
  return out;
}

std::string_view guess_utf32(std::string_view bytes) {
  if (bytes.size() < 2 * kUnit) return {};
  const std::string_view sample = bytes.substr(0, std::min(bytes.size() / kUnit * kUnit, kSample));
  for (const bool is_little_endian : {true, false}) {
    // Not even the first unit is a character, in nearly all documents.
    if (sample[is_little_endian ? kUnit - 1 : 0] != '\0') continue;
    const std::u32string text = to_utf32(decode_utf32(sample, is_little_endian));
    if (!std::all_of(text.begin(), text.end(), is_of_text)) continue;
    const double cost = -LanguageModel::embedded().score_text(text);
    if (cost < kGarbage * static_cast<double>(text.size()))
      return is_little_endian ? "utf-32le" : "utf-32be";
  }
  return {};
}

}  // namespace fuyuan
