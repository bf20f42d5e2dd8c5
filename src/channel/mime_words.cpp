#include "channel/mime_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "channel/base64.hpp"
#include "channel/byte_escape.hpp"
#include "charset/decode_all.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLongestName = 40;
/// Bytes of text in a word, so that it stays within the 75 characters of the standard.
constexpr std::size_t kBytesInBase64 = 42;
constexpr std::size_t kBytesInQ = 18;

struct Word {
  std::size_t length = 0;  ///< 0: none
  const Charset* charset = nullptr;
  std::string bytes;
};

const Charset* charset_named(std::string_view name) {
  const std::size_t star = name.find('*');  // a language may follow
  const Charset* charset = find_charset(name.substr(0, star));
  if (charset == nullptr) return nullptr;
  if (charset->name().starts_with("gb")) return find_charset("gb18030");
  return charset->name() == "big5" ? find_charset("big5-hkscs") : charset;
}

bool read_q(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      out.push_back(' ');
    } else if (text[i] != '=') {
      out.push_back(text[i]);
    } else {
      const long value = read_hex(text, i + 1, 2);
      if (value < 0) return false;
      out.push_back(static_cast<char>(value));
      i += 2;
    }
  }
  return true;
}

Word read_word(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (!rest.starts_with("=?")) return {};
  const std::size_t name_end = rest.find('?', 2);
  if (name_end == std::string_view::npos || name_end > kLongestName || name_end + 3 > rest.size() ||
      rest[name_end + 2] != '?') {
    return {};
  }
  const std::size_t begin = name_end + 3;
  const std::size_t end = rest.find("?=", begin);
  if (end == std::string_view::npos) return {};
  const std::string_view body = rest.substr(begin, end - begin);
  if (body.find_first_of(" ?\r\n") != std::string_view::npos) return {};
  Word word{end + 2, charset_named(rest.substr(2, name_end - 2)), {}};
  if (word.charset == nullptr) return {};
  const char encoding = rest[name_end + 1];
  if (encoding == 'B' || encoding == 'b') {
    auto bytes = from_base64(body);
    if (!bytes) return {};
    word.bytes = std::move(*bytes);
    return word;
  }
  const bool is_q = encoding == 'Q' || encoding == 'q';
  return is_q && read_q(body, word.bytes) ? word : Word{};
}

/// What stands between two words.
struct Gap {
  std::size_t end = 0;
  bool is_folding = false;  ///< or blanks: nothing is meant by it
};

/// Only a line end with a blank behind it folds a line.
Gap read_gap(std::string_view text, std::size_t at) {
  const Gap gap = {std::min(text.find_first_not_of(" \t\r\n", at), text.size()), true};
  const std::string_view between = text.substr(at, gap.end - at);
  const std::size_t line_end = between.find('\n');
  if (line_end == std::string_view::npos) return gap;
  const bool is_folded =
      line_end + 1 < between.size() && between.find('\n', line_end + 1) == std::string_view::npos;
  return {gap.end, is_folded};
}

std::string to_q(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (c == ' ') {
      out.push_back('_');
    } else {
      out += is_plain ? std::string(1, c) : fmt::format("={:02X}", byte);
    }
  }
  return out;
}

}  // namespace

EscapeMatch MimeWords::match(std::string_view text, std::size_t at,
                             const EscapeHabits& habits) const {
  static_cast<void>(habits);
  EscapeMatch found;
  std::string bytes;
  const Charset* charset = nullptr;
  std::size_t end = at;  // of the words read so far
  // A character may be torn between words, but not between those of two charsets.
  const auto complete = [&] {
    const std::u32string decoded =
        decode_all(*charset, byte_view(bytes), [](char32_t) { return true; });
    if (decoded.empty() && !bytes.empty()) return false;
    found.text += decoded;
    found.length = end - at;
    bytes.clear();
    return true;
  };
  for (std::size_t next = at;;) {
    const Word word = read_word(text, next);
    // Where there is none, its charset is another as well.
    if (charset != nullptr && word.charset != charset && !complete()) return found;
    if (word.length == 0) return found;
    charset = word.charset;
    bytes += word.bytes;
    end = next + word.length;
    const Gap gap = read_gap(text, end);
    // Lines that were cut within a character go together all the same.
    if (!gap.is_folding && complete()) return found;
    next = gap.end;
  }
}

bool MimeWords::can_carry(std::string_view text, std::string_view habit) const {
  return can_encode(charset_of_habit(habit), text);
}

std::vector<std::string_view> MimeWords::habits() const {
  return {"base64-utf8", "base64-gbk", "q-utf8", "q-gbk", "split-utf8", "split-gbk"};
}

std::string MimeWords::damage(std::string_view text, std::string_view habit,
                              std::mt19937_64& random) const {
  static_cast<void>(random);
  const Charset& charset = charset_of_habit(habit);
  const std::string_view label = charset.name() == "utf-8" ? "UTF-8" : "GB2312";
  const bool is_q = habit.starts_with("q");
  const bool splits = habit.starts_with("split");
  const std::size_t limit = is_q ? kBytesInQ : kBytesInBase64;
  std::string out;
  std::string bytes;
  const auto end_word = [&] {
    out += fmt::format("{}=?{}?{}?{}?=", out.empty() ? "" : "\n ", label, is_q ? 'Q' : 'B',
                       is_q ? to_q(bytes) : to_base64(bytes));
    bytes.clear();
  };
  for (const char32_t cp : to_utf32(text)) {
    const std::string character = encode_text(charset, to_utf8({&cp, 1}));
    if (!splits && bytes.size() + character.size() > limit) end_word();
    for (const char c : character) {
      // 43 bytes, so that words end within characters; some mailers do.
      if (bytes.size() == limit + 1) end_word();
      bytes.push_back(c);
    }
  }
  if (!bytes.empty()) end_word();
  return out;
}

}  // namespace fuyuan
