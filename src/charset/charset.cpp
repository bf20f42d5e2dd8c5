#include "charset/charset.hpp"

#include <algorithm>
#include <cstring>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

extern "C" const unsigned char fuyuan_charset_tables[];
extern "C" const std::uint64_t fuyuan_charset_tables_size;

namespace fuyuan {

namespace tables = charset_tables;

namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

constexpr bool is_surrogate(char32_t code_point) {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}

constexpr bool is_between(unsigned byte, unsigned first, unsigned last) {
  return byte >= first && byte <= last;
}

constexpr unsigned char to_byte(std::size_t value) { return static_cast<unsigned char>(value); }

DecodedChar decode_utf8(ByteView bytes) {
  const Utf8Char character =
      read_utf8({reinterpret_cast<const char*>(bytes.data()), bytes.size()});  // NOLINT
  return {character.code_point, character.length};
}

DecodedChar decode_utf16(ByteView bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) {
    const unsigned first = bytes[at];
    const unsigned second = bytes[at + 1];
    return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
  };
  if (bytes.size() < 2) return {};
  const char32_t high = unit(0);
  if (!is_surrogate(high)) return {high, 2};
  if (high >= 0xDC00 || bytes.size() < 4) return {};
  const char32_t low = unit(2);
  if (low < 0xDC00 || low > 0xDFFF) return {};
  return {0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00), 4};
}

EncodedChar encode_utf8(char32_t code_point) {
  if (is_surrogate(code_point) || code_point > kLastCodePoint) return {};
  const auto continuation = [&](unsigned shift) {
    return to_byte(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x800) return {{to_byte(0xC0U | code_point >> 6U), continuation(0)}, 2};
  if (code_point < 0x10000) {
    return {{to_byte(0xE0U | code_point >> 12U), continuation(6), continuation(0)}, 3};
  }
  return {{to_byte(0xF0U | code_point >> 18U), continuation(12), continuation(6), continuation(0)},
          4};
}

EncodedChar encode_utf16(char32_t code_point, bool big_endian) {
  if (is_surrogate(code_point) || code_point > kLastCodePoint) return {};
  EncodedChar encoded;
  const auto append = [&](char32_t unit) {
    const auto high = to_byte(unit >> 8U);
    const auto low = to_byte(unit & 0xFFU);
    encoded.bytes[encoded.length++] = big_endian ? high : low;
    encoded.bytes[encoded.length++] = big_endian ? low : high;
  };
  if (code_point < 0x10000) {
    append(code_point);
  } else {
    append(0xD800 + ((code_point - 0x10000) >> 10U));
    append(0xDC00 + ((code_point - 0x10000) & 0x3FFU));
  }
  return encoded;
}

EncodedChar encode_gb18030_linear(std::size_t linear) {
  return {{to_byte(0x81 + linear / 12600), to_byte(0x30 + linear / 1260 % 10),
           to_byte(0x81 + linear / 10 % 126), to_byte(0x30 + linear % 10)},
          4};
}

bool is_same_name(std::string_view left, std::string_view right) {
  const auto skip = [](std::string_view& text) {
    while (!text.empty() && (text.front() == '-' || text.front() == '_')) text.remove_prefix(1);
  };
  while (true) {
    skip(left);
    skip(right);
    if (left.empty() || right.empty()) return left.empty() && right.empty();
    if (to_lower_ascii(left.front()) != to_lower_ascii(right.front())) return false;
    left.remove_prefix(1);
    right.remove_prefix(1);
  }
}

}  // namespace

/// Builds the charsets from the directory of the embedded tables; nothing is copied but pointers.
class CharsetLoader {
 public:
  static std::vector<Charset> load() {
    const unsigned char* blob = fuyuan_charset_tables;
    std::vector<Charset> charsets;
    if (fuyuan_charset_tables_size < tables::kMagic.size() ||
        std::memcmp(blob, tables::kMagic.data(), tables::kMagic.size()) != 0) {
      return charsets;
    }
    const unsigned char* header = blob + tables::kMagic.size();
    const std::size_t count = Charset::load32(header, tables::kCharsetCount);
    charsets.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const unsigned char* record = blob + Charset::load32(header, tables::kDirectory) +
                                    i * tables::kDirectoryFields * sizeof(std::uint32_t);
      charsets.push_back(load_one(blob, header, record));
    }
    return charsets;
  }

 private:
  static Charset load_one(const unsigned char* blob, const unsigned char* header,
                          const unsigned char* record) {
    const auto number = [&](tables::DirectoryField field) {
      return static_cast<std::size_t>(Charset::load32(record, field));
    };
    const auto array = [&](tables::DirectoryField field) { return blob + number(field); };
    const auto text = [&](tables::DirectoryField field) {
      return reinterpret_cast<const char*>(array(field));  // NOLINT
    };
    Charset charset;
    charset.name_ = text(tables::kName);
    charset.aliases_ = text(tables::kAliases);
    charset.note_ = text(tables::kNote);
    charset.framing_ = static_cast<Framing>(number(tables::kFramingValue));
    charset.flags_ = array(tables::kFlags);
    charset.singles_ = array(tables::kSingles);
    charset.lead_rows_ = array(tables::kLeadRows);
    charset.rows_ = blob + Charset::load32(header, tables::kRows);
    charset.supplementary_ = array(tables::kSupplementary);
    charset.pages_ = blob + Charset::load32(header, tables::kPages);
    charset.encode_index_ = array(tables::kEncodeIndex);
    charset.encode_index_size_ = number(tables::kEncodeIndexSize);
    charset.extended_ = array(tables::kExtended);
    charset.extended_size_ = number(tables::kExtendedSize);
    charset.extended_index_ = array(tables::kExtendedIndex);
    charset.extended_index_size_ = number(tables::kExtendedIndexSize);
    return charset;
  }
};

std::vector<std::string_view> Charset::aliases() const {
  std::vector<std::string_view> aliases;
  for (const char* alias = aliases_; *alias != '\0'; alias += aliases.back().size() + 1) {
    aliases.emplace_back(alias);
  }
  return aliases;
}

bool Charset::has_name(std::string_view name) const noexcept {
  if (is_same_name(name_, name)) return true;
  for (const char* alias = aliases_; *alias != '\0';) {
    const std::string_view text = alias;
    if (is_same_name(text, name)) return true;
    alias += text.size() + 1;
  }
  return false;
}

bool Charset::is_traditional() const noexcept {
  return name_.starts_with("big5") || name_ == "cp950" || name_ == "euc-tw";
}

std::size_t Charset::max_length() const noexcept {
  switch (framing_) {
    case Framing::single_byte:
      return 1;
    case Framing::double_byte:
    case Framing::shift_jis:
      return 2;
    case Framing::euc_jp:
      return 3;
    default:
      return 4;
  }
}

bool Charset::is_pair(unsigned char lead, unsigned char trail) const noexcept {
  if (load16(singles_, lead) != 0) return false;
  const std::array<unsigned char, 2> bytes = {lead, trail};
  return decode(bytes).length == 2;
}

DecodedChar Charset::decode_rest(ByteView bytes) const noexcept {
  if (bytes[0] == 0 && is_ascii_superset()) return {0, 1};
  switch (framing_) {
    case Framing::utf8:
      return decode_utf8(bytes);
    case Framing::utf16le:
      return decode_utf16(bytes, false);
    case Framing::utf16be:
      return decode_utf16(bytes, true);
    case Framing::gb18030:
      return decode_gb18030(bytes);
    case Framing::euc_jp:
      return decode_euc_jp(bytes);
    case Framing::euc_tw:
      return decode_euc_tw(bytes);
    default:
      return bytes.size() < 2 ? DecodedChar{} : decode_pair(bytes[0], bytes[1]);
  }
}

DecodedChar Charset::decode_pair(unsigned lead, unsigned trail) const noexcept {
  if (trail < tables::kFirstTrail) return {};
  const unsigned entry = row_entry(lead, trail);
  if (entry == 0) return {};
  if (!is_surrogate(entry)) return {entry, 2};
  return {load32(supplementary_, entry - tables::kSupplementaryBase), 2};
}

DecodedChar Charset::decode_gb18030(ByteView bytes) const noexcept {
  if (bytes.size() < 2) return {};
  if (!is_between(bytes[1], 0x30, 0x39)) return decode_pair(bytes[0], bytes[1]);
  if (bytes.size() < 4 || !is_between(bytes[0], 0x81, 0xFE) || !is_between(bytes[2], 0x81, 0xFE) ||
      !is_between(bytes[3], 0x30, 0x39)) {
    return {};
  }
  const std::size_t linear = ((bytes[0] - 0x81U) * 10U + (bytes[1] - 0x30U)) * 1260U +
                             (bytes[2] - 0x81U) * 10U + (bytes[3] - 0x30U);
  if (linear < extended_size_) {
    const char32_t code_point = load32(extended_, linear);
    return code_point == 0 ? DecodedChar{} : DecodedChar{code_point, 4};
  }
  if (linear < tables::kGb18030SupplementaryStart) return {};
  const auto code_point =
      static_cast<char32_t>(0x10000 + (linear - tables::kGb18030SupplementaryStart));
  return code_point > kLastCodePoint ? DecodedChar{} : DecodedChar{code_point, 4};
}

DecodedChar Charset::decode_euc_jp(ByteView bytes) const noexcept {
  if (bytes.size() < 2) return {};
  if (bytes[0] != 0x8F) return decode_pair(bytes[0], bytes[1]);
  if (bytes.size() < 3 || !is_between(bytes[1], tables::kEucFirst, 0xFE) ||
      !is_between(bytes[2], tables::kEucFirst, 0xFE)) {
    return {};
  }
  const char32_t code_point = load32(extended_, (bytes[1] - tables::kEucFirst) * tables::kEucCells +
                                                    (bytes[2] - tables::kEucFirst));
  return code_point == 0 ? DecodedChar{} : DecodedChar{code_point, 3};
}

DecodedChar Charset::decode_euc_tw(ByteView bytes) const noexcept {
  if (bytes.size() < 2) return {};
  if (bytes[0] != 0x8E) return decode_pair(bytes[0], bytes[1]);
  if (bytes.size() < 4 || !is_between(bytes[2], tables::kEucFirst, 0xFE) ||
      !is_between(bytes[3], tables::kEucFirst, 0xFE)) {
    return {};
  }
  if (bytes[1] == tables::kEucFirst) {
    const DecodedChar pair = decode_pair(bytes[2], bytes[3]);
    return pair.length == 0 ? DecodedChar{} : DecodedChar{pair.code_point, 4};
  }
  const auto* const plane =
      std::find(tables::kEucTwPlanes.begin(), tables::kEucTwPlanes.end(), bytes[1]);
  if (plane == tables::kEucTwPlanes.end()) return {};
  const auto slot = static_cast<std::size_t>(plane - tables::kEucTwPlanes.begin());
  const char32_t code_point = load32(
      extended_, slot * tables::kEucPlane + (bytes[2] - tables::kEucFirst) * tables::kEucCells +
                     (bytes[3] - tables::kEucFirst));
  return code_point == 0 ? DecodedChar{} : DecodedChar{code_point, 4};
}

EncodedChar Charset::encode_rest(char32_t code_point) const noexcept {
  if (framing_ == Framing::utf8) return encode_utf8(code_point);
  if (!is_ascii_superset()) return encode_utf16(code_point, framing_ == Framing::utf16be);
  if (framing_ == Framing::gb18030 && code_point >= 0x10000) {
    if (code_point > kLastCodePoint) return {};
    return encode_gb18030_linear(tables::kGb18030SupplementaryStart + (code_point - 0x10000));
  }
  const std::size_t page = code_point >> 8U;
  if (page >= extended_index_size_) return {};
  const std::size_t entry =
      load16(pages_, load16(extended_index_, page) * tables::kPageSize + (code_point & 0xFFU));
  if (entry == 0) return {};
  const std::size_t linear = entry - 1;
  if (framing_ == Framing::gb18030) return encode_gb18030_linear(linear);
  const auto row = to_byte(tables::kEucFirst + linear / tables::kEucCells % tables::kEucCells);
  const auto cell = to_byte(tables::kEucFirst + linear % tables::kEucCells);
  if (framing_ == Framing::euc_jp) return {{0x8F, row, cell}, 3};
  return {{0x8E, tables::kEucTwPlanes[linear / tables::kEucPlane], row, cell}, 4};
}

std::span<const Charset> all_charsets() noexcept {
  static const std::vector<Charset> charsets = CharsetLoader::load();
  return charsets;
}

const Charset* find_charset(std::string_view name_or_alias) noexcept {
  for (const Charset& charset : all_charsets()) {
    if (charset.has_name(name_or_alias)) return &charset;
  }
  return nullptr;
}

}  // namespace fuyuan
