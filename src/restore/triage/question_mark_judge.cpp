#include "restore/triage/question_mark_judge.hpp"

#include <algorithm>
#include <string>

#include "restore/triage/line_scan.hpp"

namespace fuyuan {
namespace {

constexpr double kMostOfPlace = 2;  ///< nats that one place may say
/// Strict decoders have neither the byte 80 nor GBK's areas for characters of one's own: one pair
/// of misread UTF-8 in twenty. A single one may be an accident.
constexpr double kLenient = 8;
/// The same of marks that were saved as GBK: Java has both as well, and takes no ASCII along.
constexpr double kLenientResaved = 2;
constexpr double kPerPair = 0.05;
constexpr double kAtFirst = 1;  ///< nats, before anything is seen: most question marks are Windows'
constexpr double kPerDoubled = 3;  ///< nats of two marks in a row for two bytes of one character
constexpr std::size_t kLeastResaved = 2;     ///< marks: one may be by accident
constexpr std::size_t kInStepPerOther = 10;  ///< at the least

/// What a line of text that was saved again says: one that took ASCII along may lack some, as pairs
/// of quotation marks do; in others hanzi stand before blanks, and before what closes.
constexpr double kLacks = 1;
constexpr double kLacksNothing = -0.7;
constexpr std::u32string_view kBehindHanzi = U" \"')]>,;:|";

}  // namespace

void QuestionMarkJudge::add(std::u32string_view symbols, const LoneMarks& found) {
  if (!found.is_misread) {
    resaved_ += found.marks.size();
    out_of_step_ += found.out_of_step;
  }
  if (found.is_misread || !found.marks.empty()) {
    pairs_ += found.pairs;
    places_ -= kPerDoubled * static_cast<double>(found.doubled);
    lenient_ += found.lenient;
  }
  const bool lacks_some = !found.is_misread && !find_missing(symbols, habits_.rows()).empty();
  for (const LoneMark& mark : found.marks) {
    const std::u32string_view behind = symbols.substr(mark.at + 1);
    if (symbols[mark.at] != U'?' || behind.empty() || behind[0] >= 0x80 || behind[0] == U'\r')
      continue;
    places_ += std::clamp<double>(habits_.weigh_swallowed(behind), -kMostOfPlace, kMostOfPlace);
    if (lacks_some) {
      places_ += kLacks;
    } else if (!found.is_misread && kBehindHanzi.find(behind[0]) != kBehindHanzi.npos) {
      places_ += kLacksNothing;
    }
  }
}

bool QuestionMarkJudge::are_resaved() const {
  return resaved_ >= kLeastResaved && out_of_step_ * kInStepPerOther <= resaved_;
}

double QuestionMarkJudge::weigh() const {
  if (resaved_ + out_of_step_ > 0 && !are_resaved()) return 0;
  const double at_first = resaved_ > 0 || pairs_ == 0 ? 0 : kAtFirst;
  const double lenient = resaved_ > 0 ? kLenientResaved : kLenient;
  return at_first + places_ + (lenient_ > 0 ? lenient : -kPerPair * static_cast<double>(pairs_));
}

}  // namespace fuyuan
