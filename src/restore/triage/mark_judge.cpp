#include "restore/triage/mark_judge.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kPlacesToJudge = 2;  ///< where U+FFFD stands for one byte, or for two
constexpr std::size_t kOnePerTwo = 4;      ///< at the most, of one byte to each of two
constexpr double kDoubt = 0.5;             ///< nats that say nothing
constexpr std::size_t kMarksPerEuro = 16;  ///< more: it is none of the byte 80

bool begins_han(unsigned char byte) { return byte >= 0xE0 && byte <= 0xEF; }

/// Whether the Euro sign there is the byte 80 of a Chinese character of UTF-8, read as GBK.
/// Prices have such signs as well, and so has what was misread as Windows-1252.
bool is_byte(std::u32string_view symbols, std::size_t at) {
  static const Charset& gbk = *find_charset("cp936");
  if (at == 0 || symbols[at - 1] < 0x80) return false;
  const EncodedChar before = gbk.encode(symbols[at - 1]);
  if (before.length != 2) return false;
  const Symbol behind = at + 1 < symbols.size() ? symbols[at + 1] : U' ';
  const EncodedChar next = gbk.encode(behind);
  const bool goes_on = next.length > 0 && is_continuation(next.bytes[0]);
  if (begins_han(before.bytes[1])) return goes_on;  // it is the second of three
  // GBK's own Euro sign, A2 E3, stands behind two such bytes as well: what follows it goes on.
  const bool is_mark = behind == U'?' || behind == kReplacement;
  return begins_han(before.bytes[0]) && is_continuation(before.bytes[1]) && !goes_on && !is_mark;
}

}  // namespace

void MarkJudge::add(std::u32string_view symbols, const LoneMarks& found,
                    std::size_t question_marks) {
  for (std::size_t at = symbols.find(U'€'); at != symbols.npos; at = symbols.find(U'€', at + 1))
    euros_ += is_byte(symbols, at) ? 1 : 0;
  question_marks_ += question_marks;
  const auto marks = std::count(symbols.begin(), symbols.end(), kReplacement);
  replacements_ += static_cast<std::size_t>(marks);
  if (marks > 0) count_bytes(symbols, found);
  if (question_marks > 0) question_mark_judge_.add(symbols, found);
}

void MarkJudge::count_bytes(std::u32string_view symbols, const LoneMarks& found) {
  static const Charset& gbk = *find_charset("cp936");
  for (const LoneMark& mark : found.marks) {
    if (symbols[mark.at] != kReplacement || mark.at + 1 == symbols.size()) continue;
    const EncodedChar next = gbk.encode(symbols[mark.at + 1]);
    if (next.bytes[0] < 0x80) continue;
    // A continuation can only belong to another character, whose first byte is lost as well.
    ++(is_continuation(next.bytes[0]) ? for_two_bytes_ : for_one_byte_);
  }
}

MarkHabit MarkJudge::judge() const {
  // The byte 80 is in one of sixty characters of misread UTF-8, most punctuation included. Windows
  // and browsers make a Euro sign of it, strict decoders a mark, and Java takes it for a lead byte.
  // A true Euro sign in GBK, A2 E3, comes of a few characters before a mark.
  if (euros_ * kMarksPerEuro > std::max(question_marks_, replacements_))
    return question_marks_ > replacements_ ? MarkHabit::swallows : MarkHabit::spares_ascii;
  if (question_marks_ > replacements_ || question_mark_judge_.are_resaved()) {
    const double gain = question_mark_judge_.weigh();
    return gain > kDoubt    ? MarkHabit::swallows
           : gain < -kDoubt ? MarkHabit::byte_by_byte
                            : MarkHabit::unknown;
  }
  // Who swallows ASCII leaves single bytes before it.
  if (for_two_bytes_ >= kPlacesToJudge && for_two_bytes_ * kOnePerTwo > for_one_byte_) {
    return MarkHabit::swallows_pairs;
  }
  if (for_one_byte_ >= kPlacesToJudge && for_two_bytes_ == 0) return MarkHabit::byte_by_byte;
  return MarkHabit::unknown;
}

bool MarkJudge::may_swallow_ascii() const {
  const MarkHabit habit = judge();
  return habit == MarkHabit::swallows || habit == MarkHabit::swallows_pairs;
}

}  // namespace fuyuan
