// The notes of a converted page that was misread afterwards: they tell what was lost before them.

#include <algorithm>

#include "channel/misread.hpp"
#include "channel/note.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLongest = 12;  ///< symbols of a note, with blanks

}  // namespace

bool Misread::is_in_note(std::u32string_view symbols, std::size_t at) const {
  if (symbols.substr(at, kLongest + 1).find(U')') == std::u32string_view::npos) return false;
  const std::size_t first = at - std::min(at, kLongest);
  const bool is_begin = symbols[at] == U'(' || symbols[at] == U'?';
  std::size_t begin = is_begin ? at : symbols.substr(first, at - first).find_last_of(U"(?)");
  if (begin == std::u32string_view::npos) return false;
  if (!is_begin) begin += first;
  // A mark may have taken the parenthesis.
  if (symbols[begin] == U'?') return !read_note(symbols, begin + 1, true).empty();
  return symbols[begin] == U'(' && !read_note(symbols, begin, false).empty();
}

std::u32string Misread::read_note(std::u32string_view symbols, std::size_t next,
                                  bool is_torn) const {
  const std::u32string_view behind = symbols.substr(std::min(next, symbols.size()), kLongest);
  if (behind.empty() || !(is_torn ? is_letter(behind[0]) : behind[0] == U'(')) return {};
  std::string bytes = is_torn ? "(" : "";
  for (const Symbol symbol : behind.substr(0, behind.find(U')'))) {
    const EncodedChar encoded = symbol < 0x80        ? EncodedChar{}
                                : wrong() == nullptr ? original().encode(symbol)
                                                     : wrong()->encode(symbol);
    if (symbol >= 0x80 && encoded.length == 0) return {};
    for (const unsigned char byte : encoded.view()) bytes.push_back(static_cast<char>(byte));
    if (symbol < 0x80) bytes.push_back(static_cast<char>(symbol));
  }
  bytes.push_back(')');
  std::u32string text;
  for (ByteView rest = byte_view(bytes); !rest.empty();) {
    const DecodedChar decoded = original().decode(rest);
    if (decoded.length == 0) return {};
    text.push_back(decoded.code_point);
    rest = rest.subspan(decoded.length);
  }
  const auto note = match_note(text, 0);
  // Who writes tones means a reading; `(min)` is a unit.
  const bool has_tone = note && std::any_of(note->syllable.begin(), note->syllable.end(),
                                            [](char32_t letter) { return letter >= 0x80; });
  return has_tone ? std::u32string(note->syllable) : std::u32string();
}

}  // namespace fuyuan
