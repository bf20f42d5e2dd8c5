#include "text/line_beginnings.hpp"

#include <algorithm>
#include <cmath>

#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/comment_end.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr Symbol kOther = 0xFFFF;  ///< a byte of what is not ASCII

constexpr std::size_t kLongestWord = 16;
constexpr std::size_t kShortestWord = 3;  ///< but that `<a` and its like tell as well
constexpr std::size_t kShapeLength = 6;   ///< runs of letters or digits, and other characters
constexpr std::size_t kTellingShape = 4;
constexpr std::size_t kFewestNumbered = 3;  ///< to tell what numbers look like
constexpr std::size_t kManyLines = 8;       ///< to tell that none begins with a number
/// So many gaps of a line, all behind marks, are none between columns: half of those have no mark.
constexpr std::size_t kGapsOfLines = 4;

// Nats:
constexpr float kSmoothing = 0.3F;
constexpr float kMost = 5;
constexpr float kNoSuchNumber = -4;
constexpr float kNoSuchIndentation = -4;
constexpr float kOfLines = 7;

std::size_t count_blanks(std::u32string_view text) {
  return std::min(text.find_first_not_of(U' '), text.size());
}

/// Without its indentation, of which a blank is left: ` *` stands for any number of them.
std::u32string_view skip_indentation(std::u32string_view text) {
  std::size_t begin = 0;
  while (begin + 1 < text.size() && is_blank_ascii(text[begin]) && is_blank_ascii(text[begin + 1]))
    ++begin;
  return text.substr(begin);
}

/// `#define`, `[INFO]`, `RUN`: as far as it goes before a blank or what is not ASCII, digits being
/// all the same.
std::u32string first_word(std::u32string_view text) {
  text = skip_indentation(text);
  std::u32string word;
  for (const Symbol symbol : text.substr(0, kLongestWord)) {
    if (symbol >= 0x80 || (is_blank_ascii(symbol) && !word.empty())) break;
    if (!is_blank_ascii(symbol)) word.push_back(is_digit(symbol) ? U'0' : symbol);
  }
  const bool is_of_letters = std::any_of(word.begin(), word.end(), is_letter);
  const bool is_long = word.size() >= kShortestWord;
  const bool is_tag = word.size() > 1 && word[0] == U'<';
  return is_tag || (is_long && (is_of_letters || word[0] != U'0')) ? word : std::u32string();
}

/// `0-0-0 0:`, `0 0 * *`, `a.a=`: kinds of characters and how they follow each other.
std::u32string shape_of(std::u32string_view text) {
  text = skip_indentation(text);
  std::u32string shape;
  for (const Symbol symbol : text) {
    const Symbol kind = symbol >= 0x80      ? kOther
                        : is_digit(symbol)  ? U'0'
                        : is_letter(symbol) ? U'a'
                        : symbol == U'\t'   ? U' '
                                            : symbol;
    const bool goes_on = !shape.empty() && shape.back() == kind && (kind == U'0' || kind == U'a');
    if (!goes_on) shape.push_back(kind);
    if (kind == kOther || shape.size() >= kShapeLength) break;
  }
  return shape;
}

/// Whether others hardly have it by chance. Comments begin with a sign right before Chinese.
bool tells(std::u32string_view shape) {
  constexpr std::u32string_view kOfComments = U";#";
  if (shape.size() == 2 && shape[1] == kOther) return kOfComments.find(shape[0]) != shape.npos;
  return shape.size() >= kTellingShape && std::any_of(shape.begin(), shape.end(), [](Symbol cp) {
           return cp < 0x80 && cp != U'a' && cp != U' ';
         });
}

std::u32string read(std::string_view bytes) {
  std::u32string symbols;
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Char next = read_utf8(bytes.substr(at, 4));
    symbols.push_back(next.length == 0 ? kOther : next.code_point);
    at += std::max<std::size_t>(next.length, 1);
  }
  if (symbols.ends_with(U'\r')) symbols.pop_back();
  return symbols;
}

float compare(std::size_t begins, std::size_t others) {
  return std::log((static_cast<float>(begins) + kSmoothing) /
                  (static_cast<float>(others) + kSmoothing));
}

}  // namespace

void LineBeginnings::learn(std::string_view text) {
  for (const Lines::Line& line : Lines(text)) {
    const std::u32string symbols = read(line.bytes);
    if (!symbols.empty()) learn_line(symbols);
  }
}

void LineBeginnings::learn_line(std::u32string_view line) {
  ++lines_;
  ++words_[first_word(line)].begins;
  ++shapes_[shape_of(line)].begins;
  numbered_ += is_digit(line[0]) ? 1 : 0;
  if (const std::size_t blanks = count_blanks(line); blanks > 1) ++blanks_[blanks].begin;
  learn_gaps(line);
  for (std::size_t at = 1; at < line.size(); ++at) {
    const Symbol before = line[at - 1];
    const bool is_behind_text = before >= 0x80 && before != kReplacement;
    if (line[at] >= 0x80 || is_mark(line[at]) || (!is_behind_text && before != U'>')) continue;
    // A mark may have taken the first of them along.
    for (const std::u32string_view behind : {line.substr(at), line.substr(at + 1)}) {
      ++words_[first_word(behind)].within;
      ++shapes_[shape_of(behind)].within;
    }
  }
}

void LineBeginnings::learn_gaps(std::u32string_view line) {
  std::map<std::size_t, std::size_t> behind_marks;
  std::size_t others = 0;
  const std::size_t begin = count_blanks(line);
  for (std::size_t at = line.find(U"  ", begin); at != line.npos; at = line.find(U"  ", at)) {
    const std::size_t blanks = count_blanks(line.substr(at));
    const bool is_lost = is_mark(line[at - 1]);
    if (is_lost)
      ++behind_marks[blanks];
    else
      ++others;
    // A mark would have taken the first of them.
    if (!is_lost) ++blanks_[blanks - 1].within;
    at += blanks;
  }
  if (behind_marks.size() == 1 && others == 0 && behind_marks.begin()->second >= kGapsOfLines)
    blanks_[behind_marks.begin()->first].is_of_lines = true;
}

float LineBeginnings::weigh_indentation(std::u32string_view behind) const {
  const std::size_t count = count_blanks(behind);
  if (count < 2 || count == behind.size()) return 0;
  const auto found = blanks_.find(count);
  if (found == blanks_.end()) return kNoSuchIndentation;
  if (found->second.is_of_lines) return kOfLines;
  if (found->second.begin == 0) return kNoSuchIndentation;
  return std::clamp(compare(found->second.begin, found->second.within), -kMost, kMost);
}

float LineBeginnings::weigh_word(std::u32string_view behind) const {
  const auto look_up = [](const Table& table, const std::u32string& key) {
    const auto found = table.find(key);
    return found == table.end() ? Seen{} : found->second;
  };
  const auto weigh_seen = [](const Seen& seen) {
    return seen.begins == 0 ? 0 : std::clamp(compare(seen.begins, seen.within), 0.0F, kMost);
  };
  const std::u32string word = first_word(behind);
  const std::u32string shape = shape_of(behind);
  const Seen of_word = word.empty() ? Seen{} : look_up(words_, word);
  if (of_word.begins == 0 && of_word.within > 0) return 0;  // whatever other words do
  const Seen of_shape = tells(shape) ? look_up(shapes_, shape) : Seen{};
  return std::max(weigh_seen(of_word), weigh_seen(of_shape));
}

float LineBeginnings::weigh_number(std::u32string_view behind) const {
  constexpr std::u32string_view kBehindListNumber = U".、)）";
  constexpr std::size_t kOfListNumber = 2;  // digits
  const std::size_t digits = count_digits(behind);
  if (digits > 0 && digits <= kOfListNumber &&
      kBehindListNumber.find(at_or_end(behind, digits)) != kBehindListNumber.npos)
    return 0;
  if (!is_digit(behind[0]) || (numbered_ < kFewestNumbered && lines_ < kManyLines)) return 0;
  const auto found = shapes_.find(shape_of(behind));
  return found != shapes_.end() && found->second.begins > 0 ? 0 : kNoSuchNumber;
}

float LineBeginnings::weigh(std::u32string_view line, std::u32string_view behind) const {
  if (behind.empty() || behind[0] >= 0x80) return 0;
  const float by_blanks = weigh_indentation(behind);
  if (by_blanks < 0) return by_blanks;
  const float alike =
      std::max({by_blanks, weigh_word(behind), weigh_code_behind_comment(line, behind)});
  return alike > 0 ? alike : weigh_number(behind);
}

}  // namespace fuyuan
