#include "restore/triage/question_mark_judge.hpp"

#include <algorithm>
#include <string>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kMostOfPlace = 2;  ///< nats that one place may say
/// Strict decoders have neither the byte 80 nor GBK's areas for characters of one's own: one pair
/// of misread UTF-8 in twenty. A single one may be an accident.
constexpr double kLenient = 8;
constexpr double kPerPair = 0.05;
constexpr double kAtFirst = 1;  ///< nats, before anything is seen: most question marks are Windows'
constexpr std::size_t kLeastResaved = 2;     ///< marks: one may be by accident
constexpr std::size_t kInStepPerOther = 10;  ///< at the least

/// GBK's areas for characters of one's own.
bool is_user_defined(Symbol symbol) { return symbol >= 0xE000 && symbol <= 0xE765; }

/// The bytes of a line of UTF-8, broken or not; a question mark for what is not known of them.
std::string bytes_of(std::u32string_view symbols) {
  std::string bytes;
  for (const Symbol symbol : symbols) {
    if (is_raw(symbol))
      bytes.push_back(static_cast<char>(raw_byte(symbol)));
    else
      append_utf8(symbol == kReplacement ? U'?' : symbol, bytes);
  }
  return bytes;
}

}  // namespace

void QuestionMarkJudge::add(std::u32string_view symbols, const LoneMarks& found) {
  if (found.is_misread) {
    count_pairs(symbols);
  } else {
    resaved_ += found.marks.size();
    out_of_step_ += found.out_of_step;
    if (!found.marks.empty()) count_resaved_pairs(symbols);
  }
  for (const LoneMark& mark : found.marks) {
    const std::u32string_view behind = symbols.substr(mark.at + 1);
    if (symbols[mark.at] != U'?' || behind.empty() || behind[0] >= 0x80 || behind[0] == U'\r')
      continue;
    places_ += std::clamp<double>(habits_.weigh_swallowed(behind), -kMostOfPlace, kMostOfPlace);
  }
}

void QuestionMarkJudge::count_pairs(std::u32string_view symbols) {
  for (const Symbol symbol : symbols) {
    if (symbol < 0x80) continue;
    ++pairs_;
    lenient_ += symbol == U'€' || is_user_defined(symbol) ? 1 : 0;
  }
}

void QuestionMarkJudge::count_resaved_pairs(std::u32string_view symbols) {
  static const Charset& strict = *find_charset("gbk");
  const std::string bytes = bytes_of(symbols);
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const auto trail = static_cast<unsigned char>(bytes[at + 1]);
    if (lead < 0x80) continue;
    ++pairs_;
    if (lead == 0x80 || (trail >= 0x80 && !strict.is_pair(lead, trail))) ++lenient_;
    if (lead != 0x80) ++at;
  }
}

bool QuestionMarkJudge::are_resaved() const {
  return resaved_ >= kLeastResaved && out_of_step_ * kInStepPerOther <= resaved_;
}

double QuestionMarkJudge::weigh() const {
  if (resaved_ + out_of_step_ > 0 && !are_resaved()) return 0;
  const double at_first = resaved_ > 0 || pairs_ == 0 ? 0 : kAtFirst;
  return at_first + places_ + (lenient_ > 0 ? kLenient : -kPerPair * static_cast<double>(pairs_));
}

}  // namespace fuyuan
