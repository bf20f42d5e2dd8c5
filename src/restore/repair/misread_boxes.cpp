#include "restore/repair/misread_boxes.hpp"

#include <string>
#include <utility>
#include <vector>

#include "channel/box_remnants.hpp"
#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-gbk";
constexpr std::string_view kBox = "\xE2\x94";
constexpr std::string_view kDoubleBox = "\xE2\x95";
constexpr std::size_t kCharacter = 3;    ///< bytes
constexpr std::size_t kLeastWhole = 1;   ///< of those that lost nothing
constexpr std::size_t kManyMarked = 4;   ///< or of those that did
constexpr double kShareOfMarked = 0.85;  ///< what is not told by a whole character

/// Whether box drawing begins with the bytes, or they with what it begins with.
bool begins_box_drawing(std::string_view bytes) {
  const std::string_view begin = bytes.substr(0, kBox.size());
  return kBox.starts_with(begin) || kDoubleBox.starts_with(begin);
}

/// Walks through the symbols of a line, and remembers what box drawing they come to.
class Walk {
 public:
  explicit Walk(std::u32string_view line) : line_(line) {}

  std::optional<LineSpan> run() {
    while (at_ < line_.size() && step()) {
      ++at_;
      if (pending_.empty()) {
        end_ = at_;
        whole_text_ = text_.size();
      }
    }
    text_.resize(whole_text_);
    if (text_.find_first_not_of(U" \t") == std::u32string::npos) return std::nullopt;
    std::erase_if(inferred_,
                  [&](const InferredCharacter& one) { return one.offset >= whole_text_; });
    if (whole_ < kLeastWhole && inferred_.size() < kManyMarked) return std::nullopt;
    return LineSpan{0, end_, std::string(kChannel), std::move(text_), 1, std::move(inferred_)};
  }

 private:
  /// Whether the symbol is part of it.
  bool step() {
    const char32_t symbol = line_[at_];
    if (is_mark(symbol)) return pending_.size() == kBox.size() && take_mark();
    if (symbol == U' ' || symbol == U'\t') {
      if (!pending_.empty()) return false;
      text_.push_back(symbol);
      return true;
    }
    static const Charset& gbk = *find_charset("gb18030");
    const EncodedChar bytes = gbk.encode(symbol);
    if (symbol == U'€') {
      pending_.push_back('\x80');
    } else {
      if (symbol < 0x80 || bytes.length != 2) return false;
      for (const unsigned char byte : bytes.view()) pending_.push_back(static_cast<char>(byte));
    }
    if (!begins_box_drawing(pending_)) return false;
    if (pending_.size() < kCharacter) return true;
    const char32_t cp = read_utf8(pending_).code_point;
    if (char_class(cp) != CharClass::box) return false;
    pending_ = pending_.substr(kCharacter);
    text_.push_back(cp);
    ++whole_;
    return begins_box_drawing(pending_);
  }

  /// A mark in the place of the last byte, or of that and of the next character's first.
  bool take_mark() {
    const bool takes_first = at_ + 1 < line_.size() && line_[at_ + 1] == U'攢';
    const std::u32string_view boxes = takes_first ? junction() : box_at(line_, at_, false);
    if (boxes.empty()) return false;
    infer(boxes[0]);
    pending_.clear();
    if (takes_first) pending_.push_back(kBox[0]);
    const std::size_t next = line_.find_first_not_of(U' ', at_ + 1);
    const std::size_t blanks = next == std::u32string_view::npos ? 0 : next - (at_ + 1);
    constexpr std::size_t kLevel = 4;  // columns of a listing
    if (boxes[0] == U'│' && blanks % kLevel == kLevel - 2) infer(U' ');
    return true;
  }

  /// What parts the columns of the rule.
  std::u32string_view junction() const {
    if (line_.starts_with(U"鈹屸")) return U"┬";
    if (line_.starts_with(U"鈹溾")) return U"┼";
    return line_.starts_with(U"鈹斺") ? U"┴" : U"";
  }

  void infer(char32_t cp) {
    inferred_.push_back({text_.size(), cp, cp, kShareOfMarked});
    text_.push_back(cp);
  }

  std::u32string_view line_;
  std::size_t at_ = 0;
  std::string pending_;  ///< bytes of the next character
  std::u32string text_;
  std::vector<InferredCharacter> inferred_;
  std::size_t whole_ = 0;
  std::size_t end_ = 0;         ///< of the symbols that came to whole characters
  std::size_t whole_text_ = 0;  ///< what they came to
};

}  // namespace

std::optional<LineSpan> find_misread_boxes(std::u32string_view line) {
  const std::size_t first = line.find_first_not_of(U" \t");
  if (first == std::u32string_view::npos || !begins_box(line[first])) return std::nullopt;
  return Walk(line).run();
}

}  // namespace fuyuan
