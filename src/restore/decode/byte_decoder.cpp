#include "restore/decode/byte_decoder.hpp"

#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kStrayCost = 4.0;       ///< nats: a byte that belongs to no character
constexpr char32_t kFirstMark = 0xFEFF;  ///< of byte order: no character of the text behind it

}  // namespace

void ByteDecoder::put(ByteCode code) {
  if (original_.framing() == Framing::utf8 && find_way_back(code)) return;
  if (is_set(code)) {
    unknown_ = true;
    code = 0xFF;
  }
  bytes_[size_++] = static_cast<unsigned char>(code);
  if (original_.framing() == Framing::utf8 && !unknown_ && take_surrogates()) return;
  if (original_.is_ascii_superset() && size_ == 1 && code < 0x80) {
    out_.text.push_back(code);
    size_ = 0;
    return;
  }
  if (unknown_) {
    if (size_ >= expected()) give_up(false);
    return;
  }
  const DecodedChar decoded = original_.decode({bytes_.data(), size_});
  if (decoded.length == size_) {
    size_ = 0;
    if (decoded.code_point == kFirstMark && out_.text.empty()) return;
    out_.text.push_back(decoded.code_point);
    out_.characters += decoded.code_point >= 0x80 ? 1 : 0;
  } else if (decoded.length != 0 || size_ >= expected() || !original_.is_lead(bytes_[0])) {
    give_up(true);
    // The byte that did not fit may begin the next character.
    if (last_size_ > 1) put(code);
  }
}

void ByteDecoder::fill_up() {
  if (size_ == 0) return;
  ++out_.marks;
  give_up(false);
}

void ByteDecoder::end() {
  if (size_ != 0) give_up(!unknown_);
}

bool ByteDecoder::find_way_back(ByteCode code) {
  const bool is_trail = !is_set(code) && code >= 0x80 && code < 0xC0;
  if (!is_trail && unknown_ && !is_set(code)) give_up(false);
  const bool is_stray = is_trail && size_ == 0;
  const bool is_excused = is_stray && is_after_loss_;
  is_after_loss_ = is_set(code) || is_stray || (is_after_loss_ && is_trail);
  if (is_excused) {
    ++out_.marks;
    out_.log_probability -= kStrayCost;
  }
  return is_excused;
}

bool ByteDecoder::take_surrogates() {
  constexpr unsigned char kLead = 0xED;
  constexpr std::size_t kOne = 3;
  const auto is_between = [&](std::size_t at, unsigned char first, unsigned char last) {
    return at >= size_ || (bytes_[at] >= first && bytes_[at] <= last);
  };
  if (size_ < kOne || bytes_[0] != kLead || !is_between(1, 0xA0, 0xAF)) return false;
  if (size_ == kOne) return is_between(2, 0x80, 0xBF);
  if (is_between(kOne, kLead, kLead) && is_between(4, 0xB0, 0xBF) && is_between(5, 0x80, 0xBF)) {
    if (size_ < 2 * kOne) return true;
    const auto bits = [&](std::size_t at) {
      return (bytes_[at + 1] & 0xFU) << 6 | (bytes_[at + 2] & 0x3FU);
    };
    out_.text.push_back(0x10000 + (bits(0) << 10 | bits(kOne)));
    ++out_.characters;
    size_ = 0;
    return true;
  }
  // The first of the two stands alone, and what came behind it is something else.
  const std::array<unsigned char, 8> seen = bytes_;
  const std::size_t end = size_;
  size_ = kOne;
  give_up(true);
  for (std::size_t at = kOne; at < end; ++at) put(seen[at]);
  return true;
}

std::size_t ByteDecoder::expected() const {
  switch (original_.framing()) {
    case Framing::single_byte:
      return 1;
    case Framing::utf8:
      return bytes_[0] >= 0xF0 ? 4 : bytes_[0] >= 0xE0 ? 3 : 2;
    case Framing::gb18030:
      return size_ >= 2 && bytes_[1] >= 0x30 && bytes_[1] <= 0x39 ? 4 : 2;
    case Framing::euc_tw:
      return bytes_[0] == 0x8E ? 4 : 2;
    case Framing::euc_jp:
      return bytes_[0] == 0x8F ? 3 : 2;
    default:
      return 2;
  }
}

void ByteDecoder::give_up(bool is_failure) {
  out_.text.push_back(kReplacement);
  out_.failures += is_failure ? 1 : 0;
  last_size_ = size_;
  size_ = 0;
  unknown_ = false;
}

}  // namespace fuyuan
