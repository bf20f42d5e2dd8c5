#include "archive/digest.hpp"

#include <sys/types.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <md5.h>
#include <sha.h>
#include <sha2.h>

#include "archive/header_block.hpp"
#include "text/ascii.hpp"

namespace fuyuan {
namespace {

enum class Spelling { hexadecimal, base32, base64 };

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes cut into digits of `bits` bits, the first bits first.
std::string spell(std::string_view bytes, unsigned bits, std::string_view digits) {
  std::string out;
  unsigned held = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    held = held << 8U | static_cast<unsigned char>(c);
    for (count += 8; count >= bits; count -= bits) {
      out += digits[held >> (count - bits) & ((1U << bits) - 1)];
    }
    held &= (1U << count) - 1;
  }
  if (count > 0) out += digits[held << (bits - count) & ((1U << bits) - 1)];
  return out;
}

std::size_t digits_of(std::size_t bytes, unsigned bits) { return (bytes * 8 + bits - 1) / bits; }

}  // namespace

struct Digest::State {
  std::variant<MD5_CTX, SHA1_CTX, SHA2_CTX> context;
  std::string label;  ///< with its colon, as it was written
  std::size_t size = 0;
  Spelling spelling = Spelling::base32;
  std::size_t padding = 0;
  bool is_lower = false;

  /// Whether it is an algorithm that we know.
  bool begin(std::string_view name) {
    std::string plain = to_lower_ascii(name);
    std::erase(plain, '-');
    if (plain == "md5") {
      MD5Init(&context.emplace<MD5_CTX>());
      size = MD5_DIGEST_LENGTH;
    } else if (plain == "sha1" || plain == "sha") {
      SHA1Init(&context.emplace<SHA1_CTX>());
      size = SHA1_DIGEST_LENGTH;
    } else if (plain == "sha256") {
      SHA256Init(&context.emplace<SHA2_CTX>());
      size = SHA256_DIGEST_LENGTH;
    } else if (plain == "sha384") {
      SHA384Init(&context.emplace<SHA2_CTX>());
      size = SHA384_DIGEST_LENGTH;
    } else if (plain == "sha512") {
      SHA512Init(&context.emplace<SHA2_CTX>());
      size = SHA512_DIGEST_LENGTH;
    } else {
      return false;
    }
    return true;
  }

  /// Whether it is a spelling that we know.
  bool read_spelling(std::string_view value) {
    const std::size_t digits = value.find_last_not_of('=') + 1;
    padding = value.size() - digits;
    if (digits == size * 2) {
      spelling = Spelling::hexadecimal;
    } else if (digits == digits_of(size, 5)) {
      spelling = Spelling::base32;
    } else if (digits == digits_of(size, 6)) {
      spelling = Spelling::base64;
    } else {
      return false;
    }
    for (const char c : value) is_lower = is_lower || std::islower(static_cast<unsigned char>(c));
    return true;
  }

  std::string final_bytes() {
    std::array<std::uint8_t, SHA512_DIGEST_LENGTH> bytes{};
    if (auto* md5 = std::get_if<MD5_CTX>(&context)) MD5Final(bytes.data(), md5);
    if (auto* sha1 = std::get_if<SHA1_CTX>(&context)) SHA1Final(bytes.data(), sha1);
    if (auto* sha2 = std::get_if<SHA2_CTX>(&context)) {
      if (size == SHA256_DIGEST_LENGTH) SHA256Final(bytes.data(), sha2);
      if (size == SHA384_DIGEST_LENGTH) SHA384Final(bytes.data(), sha2);
      if (size == SHA512_DIGEST_LENGTH) SHA512Final(bytes.data(), sha2);
    }
    return {reinterpret_cast<const char*>(bytes.data()), size};
  }
};

Digest::Digest(std::unique_ptr<State> state) : state_(std::move(state)) {}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

std::optional<Digest> Digest::like(std::string_view written) {
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto state = std::make_unique<State>();
  state->label = written.substr(0, colon + 1);
  if (!state->begin(written.substr(0, colon)) || !state->read_spelling(written.substr(colon + 1))) {
    return std::nullopt;
  }
  return Digest(std::move(state));
}

Digest Digest::sha1() {
  auto state = std::make_unique<State>();
  state->label = "sha1:";
  state->begin("sha1");
  return Digest(std::move(state));
}

void Digest::write(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (auto* md5 = std::get_if<MD5_CTX>(&state_->context)) MD5Update(md5, data, bytes.size());
  if (auto* sha1 = std::get_if<SHA1_CTX>(&state_->context)) SHA1Update(sha1, data, bytes.size());
  if (auto* sha2 = std::get_if<SHA2_CTX>(&state_->context)) {
    if (state_->size == SHA256_DIGEST_LENGTH) SHA256Update(sha2, data, bytes.size());
    if (state_->size == SHA384_DIGEST_LENGTH) SHA384Update(sha2, data, bytes.size());
    if (state_->size == SHA512_DIGEST_LENGTH) SHA512Update(sha2, data, bytes.size());
  }
}

std::string Digest::finish() {
  const std::string bytes = state_->final_bytes();
  std::string value;
  switch (state_->spelling) {
    case Spelling::hexadecimal:
      for (const char c : bytes) value += fmt::format("{:02X}", static_cast<unsigned char>(c));
      break;
    case Spelling::base32:
      value = spell(bytes, 5, kBase32);
      break;
    case Spelling::base64:
      value = spell(bytes, 6, kBase64);
      break;
  }
  if (state_->is_lower && state_->spelling != Spelling::base64) value = to_lower_ascii(value);
  return state_->label + value + std::string(state_->padding, '=');
}

}  // namespace fuyuan
