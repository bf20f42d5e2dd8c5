#include "restore/repair/line_ends.hpp"

#include <algorithm>

#include "restore/decode/channel_kind.hpp"
#include "restore/triage/lone_marks.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kHardlyADoubt = 0.9;
/// Bytes by which lines of one length differ: what was left of a character may have no mark.
constexpr std::size_t kSlack = 1;

/// Whether the mark at the end of the line stands for the last byte of a character: then the line
/// is whole, and only its last byte had no other one for a pair of GBK.
bool ends_in_last_byte(std::u32string_view line) {
  const LoneMarks found = find_lone_marks(line);
  return found.is_misread && !found.marks.empty() && found.marks.back().at + 1 == line.size();
}

/// The character inferred at the end of the line, if there is one and the line may have been cut.
const InferredCharacter* last_inferred(std::u32string_view line,
                                       const std::vector<LineSpan>& spans) {
  if (spans.empty() || spans.back().end != line.size() || spans.back().inferred.empty())
    return nullptr;
  // What raw bytes lack is told by the bytes themselves.
  const ChannelKind kind(spans.back().channel);
  if (kind.misread() == nullptr || kind.misread()->is_raw()) return nullptr;
  const InferredCharacter& last = spans.back().inferred.back();
  const bool is_last = last.offset + 1 == spans.back().after.size();
  return is_last && !ends_in_last_byte(line) ? &last : nullptr;
}

/// Bytes of the line before it was misread, a mark being one.
std::size_t count_bytes(std::u32string_view line, const std::vector<LineSpan>& spans) {
  const ChannelKind kind(spans.front().channel);
  const Charset* wrong = kind.misread() == nullptr ? nullptr : kind.misread()->wrong();
  std::size_t bytes = 0;
  for (const Symbol symbol : line) {
    const std::size_t length = wrong == nullptr ? 1 : wrong->encode(symbol).length;
    bytes += std::max<std::size_t>(length, 1);
  }
  return bytes;
}

}  // namespace

bool LineEnds::guesses_end(std::u32string_view line, const std::vector<LineSpan>& spans) {
  return last_inferred(line, spans) != nullptr;
}

void LineEnds::add(std::u32string_view line, const std::vector<LineSpan>& spans) {
  if (spans.empty()) return;
  Count& count = counts_[count_bytes(line, spans)];
  ++count.lines;
  const InferredCharacter* last = last_inferred(line, spans);
  if (last != nullptr && (is_han(last->character) || last->character == kReplacement)) ++count.lost;
}

bool LineEnds::is_cut(std::size_t bytes) const {
  const std::size_t longest = counts_.rbegin()->first;
  if (bytes + kSlack < longest) return false;
  Count count;
  for (auto at = counts_.lower_bound(longest - kSlack); at != counts_.end(); ++at) {
    count.lines += at->second.lines;
    count.lost += at->second.lost;
  }
  return count.lost > 1 && count.lost * 2 >= count.lines;
}

void LineEnds::doubt(std::u32string_view line, std::vector<LineSpan>& spans) const {
  const InferredCharacter* last = last_inferred(line, spans);
  if (last == nullptr || !is_han(last->character) || last->probability >= kHardlyADoubt ||
      !is_cut(count_bytes(line, spans))) {
    return;
  }
  spans.back().inferred.back().character = kReplacement;
  spans.back().after.back() = kReplacement;
}

}  // namespace fuyuan
