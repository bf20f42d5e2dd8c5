#include "restore/repair/curled_marks.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "charset/charset.hpp"
#include "restore/repair/latin_marks.hpp"
#include "restore/triage/latin_words.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-gbk";
constexpr unsigned char kLead = 0xE2;
constexpr char32_t kSecond = U'€';  ///< 80, behind a pair that the lead byte ended

/// The mark by its last byte; 0: none of those that Latin text has.
char32_t mark_of(unsigned char byte) {
  constexpr std::u32string_view kMarks = U"–—‘’“”•…‹›";
  const char32_t mark = 0x2000 + (byte & 0x3FU);
  return byte >= 0x80 && byte < 0xC0 && kMarks.find(mark) != std::u32string_view::npos ? mark : 0;
}

/// Reads the marks of a line from its first symbol to the last.
class CurledReader {
 public:
  explicit CurledReader(std::u32string_view line) : line_(line) {}

  /// Whether the line has such marks, one of which nothing was lost among them: that leaves no
  /// doubt of the others.
  bool read() {
    while (at_ < line_.size()) {
      if (line_[at_] == kHalfOfCurled) {
        if (!read_marks()) return false;
      } else {
        marks_.add(line_[at_++]);
      }
    }
    return has_whole_;
  }

  std::vector<LineSpan> take_spans() { return std::move(spans_); }

 private:
  /// What the marks come to that begin here, with the letter behind them.
  bool read_marks() {
    static const Charset& gbk = *find_charset("gb18030");
    LineSpan span{at_++, 0, std::string(kChannel), {}, 1, {}};
    for (bool goes_on = true; goes_on;) {
      if (at_ == line_.size()) return false;
      const char32_t symbol = line_[at_++];
      if (is_mark(symbol)) {
        infer(symbol, span);
        break;
      }
      const EncodedChar pair = gbk.encode(symbol);
      const char32_t mark = pair.length == 2 ? mark_of(pair.bytes[0]) : 0;
      if (mark == 0) return false;
      put(mark, span);
      has_whole_ = true;
      goes_on = pair.bytes[1] == kLead && at_ < line_.size() && line_[at_] == kSecond;
      if (goes_on) {
        ++at_;
      } else if (pair.bytes[1] < 0x80) {
        put(pair.bytes[1], span);
      } else {
        return false;
      }
    }
    span.end = at_;
    spans_.push_back(std::move(span));
    return true;
  }

  void put(char32_t cp, LineSpan& span) {
    marks_.add(cp);
    span.after.push_back(cp);
  }

  /// A mark of which the last byte is lost, and of what stood behind it, if that is gone: a letter
  /// would have made a pair with it. U+FFFD where nothing tells which.
  void infer(char32_t symbol, LineSpan& span) {
    const char32_t behind = at_ < line_.size() ? line_[at_] : 0;
    // Who marks with U+FFFD takes nothing along but what makes a pair.
    const bool may_swallow_digit = symbol == U'?' && is_digit(behind);
    const bool swallows = is_letter(behind) || may_swallow_digit || behind == kHalfOfCurled;
    const bool is_range = is_digit(marks_.last()) && is_digit(behind);
    const auto guess = marks_.guess(swallows && !is_range ? U' ' : behind);
    if (!guess) {
      append_inferred(kReplacement, 1, marks_, span);
      return;
    }
    append_inferred(guess->mark, guess->share, marks_, span);
    if (is_range && may_swallow_digit) {
      append_inferred(kReplacement, 1, marks_, span);
    } else if (swallows && !is_range) {
      append_inferred(U' ', LatinMarks::kShareOfBlank, marks_, span);
    }
  }

  std::u32string_view line_;
  std::size_t at_ = 0;
  bool has_whole_ = false;  ///< a mark of which nothing was lost
  LatinMarks marks_;
  std::vector<LineSpan> spans_;
};

/// Whether nothing else was misread in the line but what stands behind numbers and within words.
bool is_healthy_beside(std::u32string_view line, const LanguageModel& model) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!is_han(line[at])) continue;
    const char32_t before = at > 0 ? line[at - 1] : 0;
    const char32_t behind = at + 1 < line.size() ? line[at + 1] : 0;
    const bool is_of_marks = line[at] == kHalfOfCurled || before == kHalfOfCurled ||
                             before == kSecond || (before != 0 && behind == kSecond);
    const bool is_of_number = is_digit(before);
    const bool is_within_word = is_letter(before) && behind < 0x80;
    if (!is_of_marks && !is_of_number && !is_within_word && !is_everyday_character(line[at], model))
      return false;
  }
  return true;
}

}  // namespace

std::vector<LineSpan> find_curled_marks(std::u32string_view line) {
  if (line.find(kHalfOfCurled) == std::u32string_view::npos ||
      !is_healthy_beside(line, LanguageModel::embedded()))
    return {};
  CurledReader reader(line);
  return reader.read() ? reader.take_spans() : std::vector<LineSpan>();
}

}  // namespace fuyuan
