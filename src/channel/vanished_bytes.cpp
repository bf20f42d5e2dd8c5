#include "channel/vanished_bytes.hpp"

#include <utility>

#include "text/char_class.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

/// Whether the first of two bytes comes to something. Private characters are what Windows' tables
/// have for pairs that others lack.
bool stays(const Charset& charset, unsigned char first, unsigned char second) {
  const std::array<unsigned char, 1> alone = {first};
  if (charset.decode(alone).length == 1) return !charset.is_filled(first);
  if (!charset.is_pair(first, second)) return false;
  const std::array<unsigned char, 2> pair = {first, second};
  return char_class(charset.decode(pair).code_point) != CharClass::pua;
}

/// Rarer characters than that are not worth guessing where nothing at all is left of them.
constexpr Token kGuessedTokens = 3000;

}  // namespace

VanishedBytes::VanishedBytes(const Charset& wrong, const Charset& original,
                             const LanguageModel& model)
    : wrong_(wrong), original_(original), model_(model) {
  for (unsigned next = 0; next < codes_.size(); ++next) {
    ByteSet vanishing;
    for (unsigned byte = 0x80; byte < 0xFF; ++byte) {
      const auto first = static_cast<unsigned char>(byte);
      if (!stays(wrong, first, static_cast<unsigned char>(next))) vanishing.set(byte);
    }
    if (vanishing.any()) codes_[next] = intern(vanishing);
  }
}

const std::vector<Candidate>& VanishedBytes::characters_before(unsigned char next) const {
  std::call_once(listed_[next], [&] { characters_[next] = list_characters(next); });
  return characters_[next];
}

std::vector<Candidate> VanishedBytes::list_characters(unsigned char next) const {
  std::vector<Candidate> out;
  const bool is_utf16 = !wrong_.is_ascii_superset();
  for (Token token = 1; token < kGuessedTokens; ++token) {
    const char32_t cp = model_.code_point(token);
    const EncodedChar encoded = original_.encode(cp);
    if (cp < 0x80 || encoded.length != 2 || is_traditional_only(cp)) continue;
    const auto [first, second] = std::pair(encoded.bytes[0], encoded.bytes[1]);
    if (stays(wrong_, first, second)) continue;
    // Of UTF-16 all of it vanishes at once, elsewhere the first byte, and then the second.
    const bool vanishes = is_utf16 || (codes_[next] != 0 && byte_set(codes_[next])[second]);
    if (vanishes) out.push_back({cp, 0, token});
  }
  return out;
}

}  // namespace fuyuan
