#include "restore/repair/raw_notes.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "channel/note.hpp"
#include "charset/charset.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

const Charset& gbk() {
  static const Charset& charset = *find_charset("gb18030");
  return charset;
}

bool is_byte_of_pair(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

/// The symbols of bytes of GBK; nothing where some are none.
std::optional<std::u32string> decode(std::string_view bytes) {
  std::u32string out;
  while (!bytes.empty()) {
    const DecodedChar decoded = gbk().decode(byte_view(bytes));
    if (decoded.length == 0) return std::nullopt;
    out.push_back(decoded.code_point);
    bytes.remove_prefix(decoded.length);
  }
  return out;
}

/// A line's bytes without the notes found so far.
class NotelessBytes {
 public:
  void add(char byte) {
    bytes_.push_back(byte);
    is_half_ = !is_half_ && is_byte_of_pair(byte);
  }
  /// Whether half a character stands at the end.
  bool is_half() const { return is_half_; }
  /// Whether the last two bytes make a character of that reading, whatever they belong to.
  bool ends_in(std::u32string_view syllable) const {
    if (bytes_.size() < 2) return false;
    const DecodedChar last =
        gbk().decode(byte_view(std::string_view(bytes_).substr(bytes_.size() - 2)));
    return last.length == 2 && has_reading(last.code_point, syllable);
  }
  /// Whether the bytes at the end, as far as they are no ASCII, are characters of UTF-8.
  bool ends_in_utf8() const {
    const auto last = std::find_if_not(bytes_.rbegin(), bytes_.rend(), is_byte_of_pair);
    return is_valid_utf8(
        std::string_view(bytes_).substr(static_cast<std::size_t>(bytes_.rend() - last)));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  bool is_half_ = false;
};

/// How long the note that `bytes` begin with is, if it reads the pair before it; else 0.
std::size_t match_raw_note(std::string_view bytes, const NotelessBytes& before) {
  constexpr std::size_t kLongest = 16;
  const std::size_t closing = bytes.substr(0, kLongest).find(')');
  if (!bytes.starts_with('(') || closing == std::string_view::npos) return 0;
  const auto symbols = decode(bytes.substr(0, closing + 1));
  if (!symbols) return 0;
  const auto note = match_note(*symbols, 0);
  return note && note->length == symbols->size() && before.ends_in(note->syllable) ? closing + 1
                                                                                   : 0;
}

}  // namespace

std::vector<RawNote> find_torn_raw_notes(std::string_view line) {
  std::vector<RawNote> torn;
  NotelessBytes before;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = match_raw_note(line.substr(at), before);
    const std::size_t end = at + std::max<std::size_t>(length, 1);
    if (length > 0 && before.is_half() && !before.ends_in_utf8()) torn.push_back({at, end});
    if (length == 0) before.add(line[at]);
    at = end;
  }
  if (torn.empty() || !decode(before.bytes())) return {};
  return torn;
}

}  // namespace fuyuan
