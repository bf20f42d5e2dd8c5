#include "cli/excerpt.hpp"

#include <algorithm>
#include <string_view>

#include "cli/snippet.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kShown = 28;  ///< characters of `after`

/// What is known of the character at `offset` in `after`: nothing, if it was not inferred.
const InferredCharacter* find_inferred(const Span& span, std::size_t offset) {
  const auto at = std::find_if(span.inferred.begin(), span.inferred.end(),
                               [&](const InferredCharacter& c) { return c.offset == offset; });
  return at == span.inferred.end() ? nullptr : &*at;
}

/// Where an excerpt of `size` characters begins so that the least sure one is in the middle.
std::size_t find_begin(const Span& span, std::size_t size) {
  if (size <= kShown || span.inferred.empty()) return 0;
  const auto least =
      std::min_element(span.inferred.begin(), span.inferred.end(),
                       [](const auto& a, const auto& b) { return a.probability < b.probability; });
  const std::size_t middle = std::min(least->offset, size);
  return std::min(middle - std::min(middle, kShown / 2), size - kShown);
}

void append(ExcerptPiece piece, std::vector<ExcerptPiece>& pieces) {
  if (piece.kind == ExcerptPiece::Kind::known && !pieces.empty() &&
      pieces.back().kind == piece.kind) {
    pieces.back().text += piece.text;
  } else {
    pieces.push_back(std::move(piece));
  }
}

}  // namespace

Excerpt make_excerpt(const Span& span) {
  using Kind = ExcerptPiece::Kind;
  const std::u32string after = to_utf32(span.after);
  const std::size_t begin = find_begin(span, after.size());
  const std::size_t end = std::min(after.size(), begin + kShown);
  Excerpt out;
  out.line = span.line;
  out.channel = span.channel;
  if (begin > 0) append({"…"}, out.after);
  for (std::size_t i = begin; i < end; ++i) {
    const InferredCharacter* inferred = find_inferred(span, i);
    const std::string shown = Snippet(to_utf8({&after[i], 1})).shortened(1);
    if (after[i] == kReplacement) {
      append({shown, Kind::lost, 0}, out.after);
    } else if (inferred != nullptr) {
      append({shown, Kind::inferred, inferred->probability}, out.after);
    } else {
      append({shown}, out.after);
    }
  }
  if (end < after.size()) append({"…"}, out.after);
  const Snippet before(span.before);
  if (after.size() <= kShown) {
    out.before = before.shortened(3 * kShown);
  } else {
    const std::size_t first = begin * before.size() / after.size();
    const std::size_t last = (end * before.size() + after.size() - 1) / after.size();
    out.before = before.window(first, std::min(last, first + 3 * kShown));
  }
  return out;
}

double doubt_of(const Span& span) {
  double doubt = 0;
  std::size_t guessed = 0;
  for (const InferredCharacter& inferred : span.inferred) {
    if (inferred.character == kReplacement) continue;
    doubt += 1 - std::clamp(inferred.probability, 0.0, 1.0);
    ++guessed;
  }
  const std::size_t all = to_utf32(span.after).size();
  const std::size_t known = all - std::min(all, lost_in(span) + guessed);
  return doubt + static_cast<double>(known) * (1 - std::clamp(span.confidence, 0.0, 1.0));
}

std::size_t lost_in(const Span& span) {
  const std::u32string after = to_utf32(span.after);
  return static_cast<std::size_t>(std::count(after.begin(), after.end(), kReplacement));
}

}  // namespace fuyuan::cli
