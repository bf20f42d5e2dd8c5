#include "channel/utf7.hpp"

#include <algorithm>

#include "channel/base64.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// UTF-16, big-endian; empty where it is not well formed, or not text.
std::u32string decode_utf16(std::string_view bytes) {
  std::u32string out;
  if (bytes.size() % 2 != 0) return {};
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const auto unit = static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) << 8 |
                                            static_cast<unsigned char>(bytes[i + 1]));
    const bool follows_high = !out.empty() && out.back() >= 0xD800 && out.back() < 0xDC00;
    if (unit >= 0xDC00 && unit < 0xE000 && follows_high) {
      out.back() = 0x10000 + ((out.back() - 0xD800) << 10) + (unit - 0xDC00);
    } else {
      if (follows_high) return {};
      out.push_back(unit);
    }
  }
  // Surrogates that found no partner are unassigned, too.
  const bool is_text = std::none_of(out.begin(), out.end(), [](char32_t cp) {
    const CharClass kind = char_class(cp);
    return kind == CharClass::unassigned || kind == CharClass::control || kind == CharClass::c1;
  });
  return is_text ? out : std::u32string();
}

std::string encode_utf16(std::u32string_view text) {
  std::string out;
  const auto put = [&](std::uint32_t unit) {
    out.push_back(static_cast<char>(unit >> 8));
    out.push_back(static_cast<char>(unit & 0xFF));
  };
  for (const char32_t cp : text) {
    const auto value = static_cast<std::uint32_t>(cp);
    if (value > 0xFFFF) put(0xD7C0 + (value >> 10));
    put(value > 0xFFFF ? 0xDC00 + (value & 0x3FF) : value);
  }
  return out;
}

}  // namespace

EscapeMatch Utf7::read_run(std::string_view text, std::size_t at) const {
  std::size_t end = at + 1;
  while (end < text.size() && is_base64_digit(text[end], form_.last)) ++end;
  if (end == at + 1) return {};
  const auto bytes = from_base64(text.substr(at + 1, end - at - 1), form_.last);
  if (!bytes) return {};
  EscapeMatch found{end - at, decode_utf16(*bytes)};
  if (found.text.empty()) return {};
  if (end < text.size() && text[end] == '-') ++found.length;
  return found;
}

EscapeHabits Utf7::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  habits.escapes_ascii = is_whole;
  for (std::size_t at = text.find(form_.shift);
       at != std::string_view::npos && habits.escapes_ascii; at = text.find(form_.shift, at + 1)) {
    const EscapeMatch run = read_run(text, at);
    habits.escapes_ascii = run.length != 0 || text.substr(at + 1).starts_with("-");
    at += run.length == 0 ? 0 : run.length - 1;
  }
  return habits;
}

EscapeMatch Utf7::match(std::string_view text, std::size_t at, const EscapeHabits& habits) const {
  if (habits.escapes_ascii && text.substr(at + 1).starts_with("-")) {
    return {2, {static_cast<unsigned char>(form_.shift)}};
  }
  EscapeMatch found = read_run(text, at);
  if (habits.escapes_ascii || found.length == 0) return found;
  // In text of another kind: `1+foo-2` says nothing.
  const bool is_plain = std::all_of(found.text.begin(), found.text.end(), [](char32_t cp) {
    return is_chinese_text(cp) || char_class(cp) == CharClass::symbol;
  });
  return is_plain ? found : EscapeMatch{};
}

std::string Utf7::damage(std::string_view text, std::string_view habit,
                         std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  const std::u32string characters = to_utf32(text);
  std::string out;
  for (std::size_t i = 0; i < characters.size();) {
    if (characters[i] < 0x80) {
      out.push_back(static_cast<char>(characters[i]));
      if (out.back() == form_.shift) out.push_back('-');
      ++i;
      continue;
    }
    const auto begin = characters.begin() + static_cast<std::ptrdiff_t>(i);
    const auto end = std::find_if(begin, characters.end(), [](char32_t cp) { return cp < 0x80; });
    std::string run = to_base64(encode_utf16({begin, end}), form_.last);
    run.resize(std::min(run.find('='), run.size()));
    out += form_.shift + run + '-';
    i = static_cast<std::size_t>(end - characters.begin());
  }
  return out;
}

}  // namespace fuyuan
