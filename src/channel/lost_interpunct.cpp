#include "channel/lost_interpunct.hpp"

#include <algorithm>
#include <array>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kContext = 4;    ///< characters to each side; no n-gram is longer
constexpr std::size_t kMostMarks = 3;  ///< bytes of the longest of these dots in UTF-8
/// All of them, the usual one first.
constexpr std::u32string_view kDots = U"·•‧・";
/// Which of them it was the name does not tell: shares, as natural logarithms.
constexpr float kUsualDot = -0.3F;
constexpr float kOtherDot = -1.35F;

/// How many question marks begin at `at`, if they stand between Han characters; else 0.
std::size_t count_marks(std::u32string_view line, std::size_t at) {
  if (at == 0 || !is_han(line[at - 1])) return 0;
  std::size_t end = at;
  while (end < line.size() && line[end] == U'?') ++end;
  const bool fits = end > at && end - at <= kMostMarks && end < line.size() && is_han(line[end]);
  return fits ? end - at : 0;
}

}  // namespace

bool LostInterpunct::asks(std::u32string_view line) {
  for (std::size_t at = line.find(U'?'); at != std::u32string_view::npos;) {
    const std::size_t end = std::min(line.find_first_not_of(U'?', at), line.size());
    if (at > 0 && is_han(line[at - 1]) && (end == line.size() || !is_han(line[end]))) return true;
    at = line.find(U'?', end);
  }
  return false;
}

double LostInterpunct::best_gain(std::u32string_view line) const {
  double best = 0;
  for (std::size_t at = line.find(U'?'); at != std::u32string_view::npos;
       at = line.find(U'?', at + 1)) {
    const std::size_t marks = count_marks(line, at);
    if (marks == 0) continue;
    const std::size_t begin = at - std::min(at, kContext);
    const std::u32string_view before = line.substr(begin, at - begin);
    const std::u32string_view after = line.substr(at + marks, kContext);
    const auto score = [&](std::u32string_view between) {
      return model_.score_text(std::u32string(before).append(between).append(after));
    };
    best = std::max(best, score(kDots.substr(0, 1)) - score(line.substr(at, marks)));
  }
  return best;
}

void LostInterpunct::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                             ArcBuffer& out) const {
  const std::size_t marks = state == kRest ? count_marks(observed.symbols, at) : 0;
  if (marks == 0) return;
  const Token dot = model_.token(kDots[0]);
  const std::array<Candidate, 2> dots = {{{kDots[0], kUsualDot, dot}, {kDots[1], kOtherDot, dot}}};
  out.open(marks, 0);
  out.emit_choice(dots);
  out.close(kRest);
}

std::string LostInterpunct::damage(std::string_view text, std::string_view habit,
                                   std::mt19937_64& random) const {
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    if (kDots.find(cp) == std::u32string_view::npos) {
      append_utf8(cp, out);
    } else {
      out.append(habit == "one" ? 1 : to_utf8(std::u32string(1, cp)).size(), '?');
    }
  }
  return out;
}

}  // namespace fuyuan
