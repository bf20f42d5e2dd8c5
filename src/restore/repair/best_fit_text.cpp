#include "restore/repair/best_fit_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "channel/best_fit.hpp"
#include "charset/charset.hpp"
#include "model/text_scorer.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kLettersPerOther = 8;
/// As many bytes become question marks as become letters; not all of those stand beside one.
constexpr std::size_t kLettersPerQuestion = 3;
constexpr double kHanzi = 6763;  ///< of GB 2312
/// So many characters come to a pair that tells nothing: all of its two question marks do.
constexpr std::size_t kTooMany = 500;

constexpr std::string_view kMisread = "gbk-as-windows-1252";

bool is_letter_of_it(Symbol symbol) { return symbol >= 0x80 && BestFit::may_write(symbol); }

bool is_latin_letter(Symbol symbol) {
  const CharClass kind = char_class(symbol);
  return kind == CharClass::latin1 || kind == CharClass::latin_extended;
}

}  // namespace

void BestFitText::add(std::u32string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const Symbol symbol = line[at];
    if (symbol == U'?') {
      const bool is_beside = (at > 0 && is_letter_of_it(line[at - 1])) ||
                             (at + 1 < line.size() && is_letter_of_it(line[at + 1]));
      question_marks_ += is_beside ? 1 : 0;
    } else if (is_letter_of_it(symbol)) {
      ++letters_;
    } else if (symbol >= 0x80 && is_latin_letter(symbol)) {
      ++other_letters_;
    }
  }
}

bool BestFitText::is_likely() const {
  return letters_ >= kLeastLetters && other_letters_ * kLettersPerOther <= letters_ &&
         question_marks_ * kLettersPerQuestion >= letters_;
}

bool BestFitText::is_in(std::u32string_view line) {
  return std::any_of(line.begin(), line.end(), is_letter_of_it);
}

std::vector<LineSpan> BestFitText::find_misread(std::u32string_view line) {
  static const Charset& gbk = *find_charset("gb18030");
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] < 0x80) continue;
    if (line[at] > 0xFF || at + 1 == line.size() || line[at + 1] < 0x80 || line[at + 1] > 0xFF)
      return {};
    const std::array pair = {static_cast<unsigned char>(line[at]),
                             static_cast<unsigned char>(line[at + 1])};
    const DecodedChar sign = gbk.decode(pair);
    if (sign.length != pair.size() || !is_letter_of_it(sign.code_point)) return {};
    if (spans.empty() || spans.back().end != at)
      spans.push_back({at, at, std::string(kMisread), {}, 1, {}});
    spans.back().after.push_back(sign.code_point);
    spans.back().end = ++at + 1;
  }
  return spans;
}

double BestFitText::weigh(std::u32string_view line, const LineSpan& span) const {
  std::vector<float> scores(span.after.size());
  TextScorer scorer(model_);
  scorer.score(span.after, scores);
  double sum = 0;
  for (std::size_t i = 0; i < span.after.size(); ++i) {
    if (span.after[i] == kReplacement || span.starts[i] == span.origins[i]) continue;
    const std::size_t choices = BestFit::count_choices(line[span.starts[i]], line[span.origins[i]]);
    if (choices == 0 || choices > kTooMany) continue;
    sum += static_cast<double>(scores[i]) + std::log(kHanzi / static_cast<double>(choices));
  }
  return sum;
}

}  // namespace fuyuan
