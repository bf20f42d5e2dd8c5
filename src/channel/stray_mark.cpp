#include "channel/stray_mark.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <unicode/uchar.h>

#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kMark = 0xFEFF;
constexpr std::array<unsigned char, 3> kBytes = {0xEF, 0xBB, 0xBF};
constexpr char32_t kFirstLetter = U'À';
constexpr unsigned char kLastByte = 0xBF;

/// EF BB as a pair; BF is still to come.
struct Pair {
  char32_t symbol;
  const char* charset;
};
constexpr std::array<Pair, 3> kPairs = {
    {{U'锘', "gb18030"}, {U'嚜', "cp950"}, {U'癤', "windows-949"}}};

/// The mark as that charset has it; empty where it is not three characters, or might be a word.
std::u32string decode_mark(const Charset& charset) {
  std::u32string form;
  bool has_sign = false;
  if (charset.framing() != Framing::single_byte) return form;
  for (const unsigned char byte : kBytes) {
    form.push_back(charset.decode({&byte, 1}).code_point);
    // No word has ª in its middle.
    has_sign = has_sign || form.back() < kFirstLetter ||
               (u_isalpha(static_cast<UChar32>(form.back())) == 0 && !charset.is_filled(byte));
  }
  return has_sign ? form : std::u32string();
}

/// The mark of UTF-8 in all single-byte charsets, and those of UTF-16 in Latin-1.
const std::vector<std::u32string>& single_byte_forms() {
  static const std::vector<std::u32string> instance = [] {
    std::vector<std::u32string> forms = {U"ÿþ", U"þÿ"};
    for (const Charset& charset : all_charsets()) {
      std::u32string form = decode_mark(charset);
      if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end())
        forms.push_back(std::move(form));
    }
    return forms;
  }();
  return instance;
}

/// How many symbols of the line are such a mark; 0: none.
std::size_t single_byte_length(std::u32string_view line) {
  for (const std::u32string& form : single_byte_forms()) {
    if (line.starts_with(form)) return form.size();
  }
  return 0;
}

/// What follows the pair: BF and a byte of ASCII made one character, or one mark.
StrayMark::Match read_last_byte(std::u32string_view line, const Charset& charset) {
  if (line.size() < 2) return {};
  const EncodedChar encoded = charset.encode(line[1]);
  if (encoded.length == 2 && encoded.bytes[0] == kLastByte && encoded.bytes[1] < 0x80) {
    return {2, encoded.bytes[1], false};
  }
  return is_mark(line[1]) ? StrayMark::Match{2, 0, true} : StrayMark::Match{};
}

}  // namespace

StrayMark::Match StrayMark::match(std::u32string_view line, bool starts_document) {
  std::size_t marks = 0;
  while (marks < line.size() && line[marks] == kMark) ++marks;
  if (marks > 0) return {marks, 0, false};
  // A line that begins like this further down may be about such marks.
  if (!starts_document) return {};
  if (const std::size_t length = single_byte_length(line); length > 0) return {length, 0, false};
  for (const Pair& pair : kPairs) {
    if (line.starts_with(pair.symbol)) return read_last_byte(line, *find_charset(pair.charset));
  }
  return {};
}

bool StrayMark::may_begin(std::string_view line) noexcept {
  if (line.empty() || static_cast<unsigned char>(line[0]) < 0x80) return false;
  std::u32string head;
  while (head.size() < kBytes.size()) {
    const Utf8Char next = read_utf8(line.substr(0, 4));
    if (next.length == 0) break;
    head.push_back(next.code_point);
    line.remove_prefix(next.length);
  }
  return single_byte_length(head) > 0 ||
         std::any_of(kPairs.begin(), kPairs.end(),
                     [&](const Pair& pair) { return head.starts_with(pair.symbol); });
}

bool StrayMark::is_left(std::u32string_view line) {
  if (line.size() < 2 || line[0] != kPairs[0].symbol) return false;
  if (match(line, true).is_half) return true;
  const EncodedChar encoded = find_charset(kPairs[0].charset)->encode(line[1]);
  // The lead bytes of hanzi in UTF-8.
  return encoded.length == 2 && encoded.bytes[0] == kLastByte && encoded.bytes[1] >= 0xE4 &&
         encoded.bytes[1] <= 0xE9;
}

void StrayMark::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                        ArcBuffer& out) const {
  if (at != 0 || state != kRest) return;
  const Match found = match(observed.symbols, observed.starts_document);
  if (found.length == 0) return;
  out.open(found.length, 0);
  if (found.character != 0) out.emit(found.character);
  out.close(kRest);
}

std::string StrayMark::damage(std::string_view text, std::string_view habit,
                              std::mt19937_64& random) const {
  static_cast<void>(random);
  if (text.empty()) return {};
  if (habit == "unicode") return std::string(kUtf8Mark).append(text);
  if (habit != "gbk") {
    const Charset& charset = *find_charset(habit == "latin1" ? "windows-1252" : habit);
    return to_utf8(decode_mark(charset)) + std::string(text);
  }
  // An editor that shows the first line as GBK and keeps the rest.
  const std::size_t length = static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 0;
  const std::string head = std::string(kUtf8Mark).append(text.substr(0, length));
  return decode_with_habit(*find_charset("cp936"), byte_view(head), Habit::windows) +
         std::string(text.substr(length));
}

}  // namespace fuyuan
