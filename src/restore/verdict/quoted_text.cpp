#include "restore/verdict/quoted_text.hpp"

#include <algorithm>
#include <vector>

#include "restore/measure/record_fields.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kOpening = U"“‘「『《\"`";
constexpr std::u32string_view kClosing = U"”’」』》\"`";

/// So many characters that stand elsewhere in the line say what the span stands for; more where a
/// frame shift begins and ends in the middle of a sentence.
constexpr std::size_t kShownCharacters = 2;
constexpr std::size_t kShownShift = 8;

/// Whether the symbols between quotation marks are a field of a record.
bool is_field(std::u32string_view line, std::size_t begin, std::size_t end) {
  // Of a longer line the neighbours tell: to split it for each of its fields takes too long.
  constexpr std::size_t kLongRecord = 4096;
  constexpr std::u32string_view kSeparators = U"\t,;";
  const auto separates = [&](std::size_t at) {
    return at >= line.size() || line[at] == U'\r' ||
           kSeparators.find(line[at]) != std::u32string_view::npos;
  };
  if (line[end] != U'"' || !separates(end + 1) || (begin > 1 && !separates(begin - 2)))
    return false;
  if (line.size() > kLongRecord) return true;
  const std::vector<RecordField> fields = split_record(line);
  return std::any_of(fields.begin(), fields.end(), [&](const RecordField& field) {
    return field.is_quoted && field.begin == begin && field.end == end;
  });
}

std::u32string_view trim_end(std::u32string_view text) {
  return text.substr(0, text.find_last_not_of(U' ') + 1);
}

/// Whether the symbols between quotation marks are a value of JSON: nobody quotes behind a name in
/// quotation marks and a colon.
bool is_json_value(std::u32string_view line, std::size_t begin, std::size_t end) {
  const std::u32string_view before = trim_end(line.substr(0, begin - 1));
  if (line[end] != U'"' || !before.ends_with(U':')) return false;
  if (!trim_end(before.substr(0, before.size() - 1)).ends_with(U'"')) return false;
  const std::size_t next = line.find_first_not_of(U' ', end + 1);
  return next == std::u32string_view::npos ||
         std::u32string_view(U",}]\r").find(line[next]) != std::u32string_view::npos;
}

}  // namespace

bool is_quoted(std::u32string_view line, const LineSpan& span) {
  const auto is_between = [&](std::size_t begin, std::size_t end) {
    if (end >= line.size()) return false;
    const std::size_t mark = kOpening.find(line[begin]);
    return mark != std::u32string_view::npos && line[end] == kClosing[mark] &&
           !is_field(line, begin + 1, end) && !is_json_value(line, begin + 1, end);
  };
  return (span.begin > 0 && is_between(span.begin - 1, span.end)) ||
         is_between(span.begin, span.end - 1);
}

bool is_explained_beside(std::u32string_view line, const LineSpan& span, const ChannelKind& kind) {
  std::u32string_view meant = span.after;
  while (!meant.empty() && !is_han(meant.front())) meant.remove_prefix(1);
  while (!meant.empty() && !is_han(meant.back())) meant.remove_suffix(1);
  // A shift may begin and end anywhere within a sentence, and words recur.
  return meant.size() >= (kind.is_frame_shift() ? kShownShift : kShownCharacters) &&
         (line.substr(0, span.begin).find(meant) != std::u32string_view::npos ||
          line.substr(span.end).find(meant) != std::u32string_view::npos);
}

}  // namespace fuyuan
