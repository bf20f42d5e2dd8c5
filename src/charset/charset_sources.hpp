#pragma once

// For make_charset_tables only: reads charsets.toml and collects each charset's mapping from ICU.

#include <fmt/format.h>
#include <toml++/toml.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "charset/charset.hpp"
#include "charset/table_format.hpp"

namespace fuyuan::charset_tables {

/// A byte sequence as one number, first byte highest. Its length shows in its size, since no
/// sequence starts with a zero byte, and sequences sort by length first.
using Code = std::uint32_t;
using Decoding = std::map<Code, char32_t>;
using Encoding = std::map<char32_t, Code>;

struct CodeRange {
  Code first = 0;
  Code last = 0;

  bool contains(Code code) const { return code >= first && code <= last; }
};

struct Override {
  Code code = 0;
  char32_t code_point = 0;
};

/// One entry of charsets.toml.
struct Spec {
  std::string name;
  std::string note;
  std::vector<std::string> aliases;
  Framing framing = Framing::single_byte;
  std::string icu;
  bool has_private_use = true;
  bool has_c1 = false;
  bool has_best_fit = true;
  std::vector<CodeRange> dropped;
  std::vector<Override> set;
  std::vector<Override> also;
};

inline bool is_private_use(char32_t code_point) {
  return code_point >= 0xE000 && code_point <= 0xF8FF;
}

inline std::uint32_t parse_hex(std::string_view text) {
  return static_cast<std::uint32_t>(std::stoul(std::string(text), nullptr, 16));
}

inline CodeRange parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return {parse_hex(text), parse_hex(text)};
  return {parse_hex(text.substr(0, dash)), parse_hex(text.substr(dash + 1))};
}

inline std::vector<Override> parse_overrides(const std::vector<std::string>& texts) {
  std::vector<Override> overrides;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos) throw std::runtime_error("no = in " + text);
    const std::size_t star = text.find('*', sign);
    const unsigned long count = star == std::string::npos ? 1 : std::stoul(text.substr(star + 1));
    Override next = {parse_hex(text.substr(0, sign)), parse_hex(text.substr(sign + 1))};
    for (unsigned long i = 0; i < count; ++i) {
      overrides.push_back(next);
      ++next.code_point;
      const Code trail = next.code & 0xFFU;
      if (trail == 0x7E) {
        next.code += 0xA1 - 0x7E;
      } else if (trail == 0xFE) {
        next.code += 0x100 + kFirstTrail - 0xFE;
      } else {
        ++next.code;
      }
    }
  }
  return overrides;
}

inline Framing parse_family(const std::string& family) {
  static const std::map<std::string, Framing> kFamilies = {{"single-byte", Framing::single_byte},
                                                           {"double-byte", Framing::double_byte},
                                                           {"gb18030", Framing::gb18030},
                                                           {"euc-jp", Framing::euc_jp},
                                                           {"euc-tw", Framing::euc_tw},
                                                           {"shift-jis", Framing::shift_jis},
                                                           {"utf-8", Framing::utf8},
                                                           {"utf-16le", Framing::utf16le},
                                                           {"utf-16be", Framing::utf16be}};
  const auto found = kFamilies.find(family);
  if (found == kFamilies.end()) throw std::runtime_error("unknown family " + family);
  return found->second;
}

inline std::vector<std::string> strings_of(const toml::table& entry, std::string_view key) {
  std::vector<std::string> strings;
  if (const toml::array* array = entry[key].as_array()) {
    for (const toml::node& node : *array) strings.push_back(node.value<std::string>().value());
  }
  return strings;
}

inline Spec parse_spec(const toml::table& entry) {
  Spec spec;
  spec.name = entry["name"].value<std::string>().value();
  spec.note = entry["note"].value_or(std::string());
  spec.aliases = strings_of(entry, "aliases");
  spec.framing = parse_family(entry["family"].value_or(std::string()));
  spec.icu = entry["icu"].value_or(std::string());
  spec.has_private_use = entry["pua"].value_or(true);
  spec.has_best_fit = entry["best_fit"].value_or(true);
  spec.has_c1 = entry["c1"].value_or(false);
  for (const auto& text : strings_of(entry, "drop")) spec.dropped.push_back(parse_range(text));
  spec.set = parse_overrides(strings_of(entry, "set"));
  spec.also = parse_overrides(strings_of(entry, "also"));
  return spec;
}

/// An ICU converter, one character at a time.
class Converter {
 public:
  explicit Converter(const std::string& name) : converter_(nullptr, &ucnv_close) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(name.c_str(), &error));
    if (U_FAILURE(error) != 0) throw std::runtime_error("ICU has no converter " + name);
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
    ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &error);
  }

  /// 0 where the bytes are not one character.
  char32_t decode(Code code) const {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (!bytes.empty() || (code >> shift) != 0) {
        bytes += static_cast<char>((code >> shift) & 0xFFU);
      }
    }
    UErrorCode error = U_ZERO_ERROR;
    std::array<UChar, 8> units{};
    const std::int32_t count =
        ucnv_toUChars(converter_.get(), units.data(), static_cast<std::int32_t>(units.size()),
                      bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
    if (U_FAILURE(error) != 0 || count == 0) return 0;
    UChar32 code_point = 0;
    std::int32_t used = 0;
    U16_NEXT(units.data(), used, count, code_point);
    return used == count ? static_cast<char32_t>(code_point) : 0;
  }

  /// 0 where ICU has no bytes for the code point.
  Code encode(char32_t code_point, bool with_fallback) const {
    std::array<UChar, 2> units{};
    std::int32_t count = 0;
    U16_APPEND_UNSAFE(units.data(), count, code_point);
    ucnv_setFallback(converter_.get(), static_cast<UBool>(with_fallback));
    UErrorCode error = U_ZERO_ERROR;
    std::array<char, 16> bytes{};
    const std::int32_t length =
        ucnv_fromUChars(converter_.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
                        units.data(), count, &error);
    if (U_FAILURE(error) != 0 || length > 4) return 0;
    Code code = 0;
    for (std::int32_t i = 0; i < length; ++i) {
      code = code << 8U | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    }
    return code;
  }

 private:
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter_;
};

inline Code gb18030_code(std::size_t linear) {
  const auto digit = [](std::size_t value, unsigned base) {
    return static_cast<Code>(value + base);
  };
  return digit(linear / 12600, 0x81) << 24U | digit(linear / 1260 % 10, 0x30) << 16U |
         digit(linear / 10 % 126, 0x81) << 8U | digit(linear % 10, 0x30);
}

/// The three- and four-byte codes of a framing in their linear order.
inline std::vector<Code> extended_codes(Framing framing) {
  std::vector<Code> codes;
  const auto append_plane = [&](Code prefix) {
    for (Code row = kEucFirst; row <= 0xFE; ++row) {
      for (Code cell = kEucFirst; cell <= 0xFE; ++cell) {
        codes.push_back(prefix << 16U | row << 8U | cell);
      }
    }
  };
  if (framing == Framing::gb18030) {
    for (std::size_t i = 0; i < kGb18030BmpCodes; ++i) codes.push_back(gb18030_code(i));
  } else if (framing == Framing::euc_jp) {
    append_plane(0x8F);
  } else if (framing == Framing::euc_tw) {
    for (const Code plane : kEucTwPlanes) append_plane(0x8E00U | plane);
  }
  return codes;
}

/// All codes that are not ASCII and that the framing allows.
inline std::vector<Code> candidate_codes(Framing framing) {
  std::vector<Code> codes;
  for (Code byte = 0x80; byte <= 0xFF; ++byte) codes.push_back(byte);
  if (framing == Framing::single_byte) return codes;
  for (Code lead = 0x80; lead <= 0xFF; ++lead) {
    for (Code trail = kFirstTrail; trail <= 0xFF; ++trail) codes.push_back(lead << 8U | trail);
  }
  const std::vector<Code> extended = extended_codes(framing);
  codes.insert(codes.end(), extended.begin(), extended.end());
  return codes;
}

inline bool is_dropped(const Spec& spec, Code code, char32_t code_point) {
  if (code_point == 0 || (!spec.has_private_use && is_private_use(code_point))) return true;
  return std::any_of(spec.dropped.begin(), spec.dropped.end(),
                     [&](const CodeRange& range) { return range.contains(code); });
}

inline Decoding make_decoding(const Spec& spec, const Converter& converter) {
  Decoding decoding;
  for (const Code code : candidate_codes(spec.framing)) {
    // A byte that is a character of its own starts no pair.
    if (code > 0xFF && code < 0x10000 && decoding.count(code >> 8U) != 0) continue;
    const char32_t code_point = converter.decode(code);
    if (!is_dropped(spec, code, code_point)) decoding.emplace(code, code_point);
  }
  for (const Override& entry : spec.set) {
    decoding.insert_or_assign(entry.code, entry.code_point);
  }
  return decoding;
}

/// Makes a single-byte charset total; returns the bytes that it had to fill.
inline std::set<Code> fill(const Spec& spec, Decoding& decoding) {
  std::set<Code> filled;
  if (spec.framing != Framing::single_byte) return filled;
  for (Code byte = 0x80; byte <= 0xFF; ++byte) {
    const bool is_new = decoding.emplace(byte, byte).second;
    // ICU fills the C1 range itself.
    if (is_new || (byte < 0xA0 && decoding[byte] == byte && !spec.has_c1)) filled.insert(byte);
  }
  return filled;
}

inline std::size_t length_of(Code code) {
  if (code > 0xFFFFFF) return 4;
  if (code > 0xFFFF) return 3;
  return code > 0xFF ? 2 : 1;
}

inline Encoding make_encoding(const Spec& spec, const Converter& converter,
                              const Decoding& decoding) {
  Encoding encoding;
  for (const auto& [code, code_point] : decoding) {
    const auto [entry, is_new] = encoding.emplace(code_point, code);
    if (!is_new && length_of(code) == length_of(entry->second) &&
        converter.encode(code_point, false) == code) {
      entry->second = code;
    }
  }
  for (const Override& entry : spec.also) encoding.insert_or_assign(entry.code_point, entry.code);
  for (const Override& entry : spec.set) {
    const char32_t replaced = converter.decode(entry.code);
    if (replaced != 0) encoding.emplace(replaced, entry.code);
  }
  // A best fit to a single byte (Ａ as A, Ā as A) is no evidence of what the bytes were.
  if (spec.framing == Framing::single_byte || !spec.has_best_fit) return encoding;
  for (char32_t code_point = 0x80; code_point < 0x30000; ++code_point) {
    if ((code_point >= 0xD800 && code_point < 0xE000) || encoding.count(code_point) != 0) continue;
    const Code code = converter.encode(code_point, true);
    if (code > 0xFF && decoding.count(code) != 0) encoding.emplace(code_point, code);
  }
  return encoding;
}

}  // namespace fuyuan::charset_tables
