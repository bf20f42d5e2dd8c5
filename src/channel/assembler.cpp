#include "channel/assembler.hpp"

#include <algorithm>

#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

using Step = Assembler::Step;

/// Characters rarer than this are not worth listing where the pattern leaves thousands.
constexpr Token kListedTokens = 7000;
/// GBK has the Traditional characters, but who writes in GBK writes Simplified ones.
constexpr float kTraditionalInGbk = -3.0F;

/// The length UTF-8 announces by its first byte; an unknown first byte is taken for that of a
/// three-byte character, as Chinese has.
int utf8_length(ByteCode lead) {
  if (is_set(lead)) return 3;
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

bool admits_any(ByteCode code, unsigned first, unsigned last) {
  if (!is_set(code)) return code >= first && code <= last;
  for (unsigned byte = first; byte <= last; ++byte) {
    if (byte_set(code)[byte]) return true;
  }
  return false;
}

/// The length of a character in a double-byte charset, by its first and, in GB 18030, second code.
int double_length(const BytePattern& pattern, Framing framing) {
  const ByteCode lead = pattern.codes[0];
  if (is_set(lead)) return 2;
  if (lead < 0x80) return 1;
  switch (framing) {
    case Framing::single_byte:
      return 1;
    case Framing::shift_jis:
      return lead >= 0xA1 && lead <= 0xDF ? 1 : 2;
    case Framing::euc_jp:
      return lead == 0x8F ? 3 : 2;
    case Framing::euc_tw:
      return lead == 0x8E ? 4 : 2;
    case Framing::gb18030:
      return pattern.size >= 2 && !is_set(pattern.codes[1]) && pattern.codes[1] >= 0x30 &&
                     pattern.codes[1] <= 0x39
                 ? 4
                 : 2;
    default:
      return 2;
  }
}

}  // namespace

void Assembler::limit_pairs(ByteCode first, ByteCode second,
                            std::function<bool(unsigned char, unsigned char)> is_lost) {
  pair_first_ = first;
  pair_second_ = second;
  is_lost_ = std::move(is_lost);
}

Step Assembler::check(const BytePattern& pattern) const {
  switch (original_.framing()) {
    case Framing::utf8:
      return check_utf8(pattern);
    case Framing::utf16le:
    case Framing::utf16be:
      return check_utf16(pattern);
    default:
      return check_double(pattern);
  }
}

Step Assembler::check_utf8(const BytePattern& pattern) const {
  const int length = utf8_length(pattern.codes[0]);
  if (length == 0) return Step::invalid;
  for (int i = 1; i < pattern.size; ++i) {
    if (!admits_any(pattern.codes[i], 0x80, 0xBF)) return Step::invalid;
  }
  if (pattern.size > length) return Step::invalid;
  if (is_set(pattern.codes[0]) && !admits_any(pattern.codes[0], 0xE2, 0xEF)) return Step::invalid;
  if (pattern.size < length) return Step::more;
  return pattern.is_known() && decode(pattern) == 0 ? Step::invalid : Step::complete;
}

Step Assembler::check_utf16(const BytePattern& pattern) const {
  if (pattern.size < 2) return Step::more;
  if (!pattern.is_known()) return pattern.size == 2 ? Step::complete : Step::invalid;
  if (decode(pattern) != 0) return Step::complete;
  return pattern.size < 4 ? Step::more : Step::invalid;
}

Step Assembler::check_double(const BytePattern& pattern) const {
  const int length = double_length(pattern, original_.framing());
  if (pattern.size < length) {
    if (pattern.size == 1 && !is_set(pattern.codes[0]) &&
        !original_.is_lead(static_cast<unsigned char>(pattern.codes[0]))) {
      return Step::invalid;
    }
    return pattern.size < 4 ? Step::more : Step::invalid;
  }
  if (pattern.size > length) return Step::invalid;
  return pattern.is_known() && decode(pattern) == 0 ? Step::invalid : Step::complete;
}

int Assembler::missing(const BytePattern& pattern) const {
  if (pattern.size == 0) return 0;
  const Framing framing = original_.framing();
  if (framing == Framing::utf8) return utf8_length(pattern.codes[0]) - pattern.size;
  if (framing == Framing::utf16le || framing == Framing::utf16be) return pattern.size % 2;
  return double_length(pattern, framing) - pattern.size;
}

char32_t Assembler::decode(const BytePattern& pattern) const {
  std::array<unsigned char, 4> bytes{};
  for (int i = 0; i < pattern.size; ++i) bytes[i] = static_cast<unsigned char>(pattern.codes[i]);
  const DecodedChar decoded = original_.decode({bytes.data(), pattern.size});
  return decoded.length == pattern.size ? decoded.code_point : 0;
}

bool Assembler::matches(const BytePattern& pattern, char32_t code_point) const {
  const EncodedChar encoded = original_.encode(code_point);
  if (encoded.length != pattern.size) return false;
  for (int i = 0; i < pattern.size; ++i) {
    if (!admits(pattern.codes[i], encoded.bytes[i])) return false;
  }
  for (int i = 0; is_lost_ && i + 1 < pattern.size; ++i) {
    if (pattern.codes[i] == pair_first_ && pattern.codes[i + 1] == pair_second_ &&
        !is_lost_(encoded.bytes[i], encoded.bytes[i + 1])) {
      return false;
    }
  }
  return true;
}

void Assembler::list_candidates(const BytePattern& pattern, std::vector<Candidate>& out) const {
  out.clear();
  const auto tokens =
      static_cast<Token>(std::min<std::size_t>(model_.vocabulary_size(), kListedTokens));
  const bool is_simplified = original_.framing() == Framing::gb18030;
  // Tokens are numbered by frequency, so this meets the candidates in that order.
  for (Token token = 1; token < tokens && out.size() < kMaxCandidates; ++token) {
    const char32_t cp = model_.code_point(token);
    if (cp < 0x80 || !matches(pattern, cp)) continue;
    const bool is_odd = is_simplified && is_traditional_only(cp);
    out.push_back({cp, is_odd ? kTraditionalInGbk : 0, token});
  }
}

ByteCode Assembler::any_continuation() const {
  static const ByteCode utf8 = intern(byte_range(0x80, 0xBF));
  static const ByteCode other = intern(byte_range(0x40, 0xFE));
  return original_.framing() == Framing::utf8 ? utf8 : other;
}

ByteCode Assembler::any_lead() const {
  static const ByteCode utf8 = intern(byte_range(0xE2, 0xEF));
  static const ByteCode other = intern(byte_range(0x81, 0xFE));
  return original_.framing() == Framing::utf8 ? utf8 : other;
}

}  // namespace fuyuan
