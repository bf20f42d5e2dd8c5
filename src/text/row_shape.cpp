#include "text/row_shape.hpp"

#include <algorithm>
#include <map>

#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kAll = ",\t|";
constexpr std::size_t kLeastSeparators = 2;  ///< with one, anything is a row
constexpr std::size_t kLeastRows = 3;
constexpr std::size_t kMostPerWhole = 8;  ///< rows, to each that lacks nothing
constexpr std::size_t kTimesOthers = 10;  ///< more rows of the shape than lines of another one
constexpr std::size_t kLongRow = 2000;    ///< symbols: no row, and slow to count

/// The separators of a line, without those between quotation marks; all of them where one of the
/// marks is lost.
template <typename Character>
std::size_t count_outside(std::basic_string_view<Character> line, Character separator) {
  std::size_t count = 0;
  std::size_t all = 0;
  bool is_quoted = false;
  for (const Character c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (c != separator) continue;
    ++all;
    if (!is_quoted) ++count;
  }
  return is_quoted ? all : count;
}

/// Marks behind other characters than ASCII: each may have swallowed one.
std::size_t count_marks(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] != '?' && line[at] != kUtf8Replacement[0]) continue;
    const bool is_behind_text = static_cast<unsigned char>(line[at - 1]) >= 0x80;
    if (is_behind_text && (line[at] == '?' || line.substr(at).starts_with(kUtf8Replacement)))
      ++count;
  }
  return count;
}

/// What is known of the lines that have so many separators.
struct Alike {
  std::size_t whole = 0;                           ///< without a mark
  std::map<std::size_t, std::size_t> marked = {};  ///< by the number of marks
};

/// How many separators all rows have; 0 where there is no such number. `of_header`: how many the
/// first line has that names columns; 0 where nothing tells that it does.
std::size_t find_count(const std::map<std::size_t, Alike>& lines, std::size_t of_header) {
  if (lines.empty()) return 0;
  // Rows have the most that any line has, as nothing adds any.
  const std::size_t most = lines.rbegin()->first;
  if (most < kLeastSeparators) return 0;
  std::size_t rows = 0;
  std::size_t whole = 0;
  std::size_t others = 0;
  for (const auto& [count, known] : lines) {
    (count == most ? rows : others) += known.whole;
    if (count == most) whole += known.whole;
    for (const auto& [marks, times] : known.marked) {
      (count + marks >= most ? rows : others) += times;
      if (count == most) whole += times;
    }
  }
  if (rows < kLeastRows || rows < others * kTimesOthers) return 0;
  // Where marks are all over, each row may lack some.
  const bool is_seen = lines.rbegin()->second.whole > 0 || lines.size() == 1;
  return is_seen && (whole * kMostPerWhole >= rows || of_header == most) ? most : 0;
}

}  // namespace

void RowShape::learn(std::string_view text) {
  std::array<std::map<std::size_t, Alike>, kSeparators> seen;
  static_assert(kAll.size() == kSeparators);
  std::size_t of_header = 0;  // tabs, which sentences have none of
  for (const Lines::Line& line : Lines(text)) {
    const std::size_t marks = count_marks(line.bytes);
    for (std::size_t i = 0; i < kSeparators; ++i) {
      const std::size_t count = count_outside(line.bytes, kAll[i]);
      if (count == 0) continue;
      // One at the end may be what a row lacks nothing for.
      if (kAll[i] == '\t' && seen[i].empty()) of_header = line.bytes.ends_with('\t') ? 0 : count;
      Alike& same = seen[i][count];
      marks == 0 ? ++same.whole : ++same.marked[marks];
    }
  }
  for (std::size_t i = 0; i < kSeparators; ++i)
    counts_[i] = find_count(seen[i], kAll[i] == '\t' ? of_header : 0);
}

char32_t RowShape::missing(std::u32string_view line) const {
  if (line.size() > kLongRow) return 0;
  for (std::size_t i = 0; i < kSeparators; ++i) {
    if (counts_[i] == 0) continue;
    const auto separator = static_cast<char32_t>(kAll[i]);
    const std::size_t count = count_outside(line, separator);
    if (count > 0 && count < counts_[i]) return separator;
  }
  return 0;
}

bool RowShape::is_full(std::u32string_view line, char32_t separator) const {
  const std::size_t at = separator < 0x80 ? kAll.find(static_cast<char>(separator)) : kAll.npos;
  if (at == kAll.npos || counts_[at] == 0 || line.size() > kLongRow) return false;
  return count_outside(line, separator) >= counts_[at];
}

}  // namespace fuyuan
