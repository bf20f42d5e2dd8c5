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

}  // namespace

void MarkJudge::add(std::u32string_view symbols, const LoneMarks& found,
                    std::size_t question_marks) {
  euros_ += static_cast<std::size_t>(std::count(symbols.begin(), symbols.end(), U'€'));
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
