#include "channel/stray_mark.hpp"

#include "charset/charset.hpp"
#include "charset/decoder_habit.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kMark = 0xFEFF;
constexpr std::u32string_view kInLatin1 = U"ï»¿";
constexpr char32_t kInGbk = U'锘';         // EF BB
constexpr unsigned char kLastByte = 0xBF;  // still to come

/// What follows 锘: BF and a byte of ASCII made one character, or one mark.
StrayMark::Match read_last_byte(std::u32string_view line) {
  if (line.size() < 2) return {};
  const EncodedChar encoded = find_charset("gb18030")->encode(line[1]);
  if (encoded.length == 2 && encoded.bytes[0] == kLastByte && encoded.bytes[1] < 0x80) {
    return {2, encoded.bytes[1], false};
  }
  if (line[1] != U'?' && line[1] != kReplacement) return {};
  const std::u32string_view rest = line.substr(2);
  for (const std::u32string_view tag : {U"?xml", U"!DOCTYPE", U"!doctype", U"html"}) {
    if (rest.starts_with(tag)) return {2, U'<', true};
  }
  return {2, 0, false};
}

}  // namespace

StrayMark::Match StrayMark::match(std::u32string_view line, bool starts_document) {
  std::size_t marks = 0;
  while (marks < line.size() && line[marks] == kMark) ++marks;
  if (marks > 0) return {marks, 0, false};
  // A line that begins like this further down may be about such marks.
  if (!starts_document) return {};
  if (line.starts_with(kInLatin1)) return {kInLatin1.size(), 0, false};
  return line.starts_with(kInGbk) ? read_last_byte(line) : Match{};
}

void StrayMark::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                        ArcBuffer& out) const {
  if (at != 0 || state != kRest) return;
  const Match found = match(observed.symbols, observed.starts_document);
  if (found.length == 0) return;
  out.open(found.length, 0);
  const Candidate swallowed{found.character, 0};
  if (found.is_guess) out.emit_choice({&swallowed, 1});
  if (found.character != 0 && !found.is_guess) out.emit(found.character);
  out.close(kRest);
}

std::string StrayMark::damage(std::string_view text, std::string_view habit,
                              std::mt19937_64& random) const {
  static_cast<void>(random);
  if (text.empty()) return {};
  if (habit == "unicode") return "\xEF\xBB\xBF" + std::string(text);
  if (habit == "latin1") return to_utf8(kInLatin1) + std::string(text);
  // An editor that shows the first line as GBK and keeps the rest.
  const std::size_t length = static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 0;
  const std::string head = "\xEF\xBB\xBF" + std::string(text.substr(0, length));
  return decode_with_habit(*find_charset("cp936"),
                           {reinterpret_cast<const unsigned char*>(head.data()), head.size()},
                           Habit::windows) +
         std::string(text.substr(length));
}

}  // namespace fuyuan
