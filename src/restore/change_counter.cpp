#include "restore/change_counter.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "channel/script.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// What happened to a character, as bits.
using Fate = std::uint8_t;
constexpr Fate kRestored = 1;
constexpr Fate kInferred = 2;
constexpr Fate kConverted = 4;

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

/// The fates of the text before a step and of the text after it, byte by byte.
class Fates {
 public:
  void take(const Step& step) {
    if (!step.decode.empty()) {  // the charset of all, which is no damage
      fates_.clear();
      return;
    }
    std::vector<Fate> next;
    std::size_t copied = 0;
    for (const Span& span : step.spans) {
      resize(span.end);
      next.insert(next.end(), fates_.begin() + static_cast<std::ptrdiff_t>(copied),
                  fates_.begin() + static_cast<std::ptrdiff_t>(span.begin));
      add_span(span, next);
      copied = span.end;
    }
    next.insert(next.end(), fates_.begin() + static_cast<std::ptrdiff_t>(copied), fates_.end());
    fates_ = std::move(next);
  }

  Fate of(std::size_t at) const { return at < fates_.size() ? fates_[at] : Fate{0}; }

 private:
  /// What is not there yet was never touched.
  void resize(std::size_t size) {
    if (fates_.size() < size) fates_.resize(size, 0);
  }

  /// Characters before the span's step that were guessed.
  std::size_t count_inferred(const Span& span) const {
    std::size_t count = 0;
    for (std::size_t at = span.begin; at < span.end; ++at) {
      const bool begins =
          at - span.begin < span.before.size() && begins_character(span.before[at - span.begin]);
      count += begins && (fates_[at] & kInferred) != 0 ? 1 : 0;
    }
    return count;
  }

  void add_span(const Span& span, std::vector<Fate>& next) const {
    const bool keeps =
        is_conversion(span) && count_characters(span.before) == count_characters(span.after);
    std::size_t before = 0;  // in span.before
    std::size_t number = 0;  // of the character
    auto inferred = span.inferred.begin();
    Fate fate = 0;
    // What is read anew rests on as many guesses as before.
    std::size_t guesses = keeps ? 0 : count_inferred(span);
    for (const char byte : span.after) {
      if (begins_character(byte)) {
        while (inferred != span.inferred.end() && inferred->offset < number) ++inferred;
        bool is_inferred = inferred != span.inferred.end() && inferred->offset == number &&
                           inferred->character != kReplacement;
        if (!is_inferred && guesses > 0) {
          is_inferred = true;
          --guesses;
        }
        fate = is_conversion(span) ? kConverted : is_inferred ? kInferred : kRestored;
        if (keeps) {
          fate |= fates_[span.begin + before];
          ++before;
          while (before < span.before.size() && !begins_character(span.before[before])) ++before;
        }
        ++number;
      }
      next.push_back(fate);
    }
  }

  std::vector<Fate> fates_;
};

/// Calls `visit` with each character of the text that came out: where it begins, what it is, and
/// what happened to it.
template <typename Visit>
void for_each_fate(const Restored& restored, Visit visit) {
  Fates fates;
  for (const Step& step : restored.plan.steps) fates.take(step);
  const std::string_view text = restored.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins_character(text[at])) visit(at, read_utf8(text.substr(at)).code_point, fates.of(at));
  }
}

}  // namespace

bool is_conversion(const Span& span) { return span.channel == TraditionalScript::kName; }

Counts count_changes(const Restored& restored) {
  Counts counts;
  if (restored.plan.empty()) {
    counts.characters = count_characters(restored.text);
    return counts;
  }
  for_each_fate(restored, [&](std::size_t, char32_t cp, Fate fate) {
    ++counts.characters;
    if (cp == kReplacement) {
      ++counts.lost;
      return;
    }
    counts.inferred += (fate & kInferred) != 0 ? 1 : 0;
    counts.restored += (fate & (kInferred | kRestored)) == kRestored ? 1 : 0;
    counts.converted += (fate & kConverted) != 0 ? 1 : 0;
  });
  return counts;
}

std::vector<Span> mark_inferred(const Restored& restored) {
  std::vector<Span> spans;
  std::size_t line = 1;
  for_each_fate(restored, [&](std::size_t at, char32_t cp, Fate fate) {
    line += cp == U'\n' ? 1 : 0;
    if (cp == kReplacement || (fate & kInferred) == 0) return;
    Span span;
    span.before = to_utf8(std::u32string(1, cp));
    span.begin = at;
    span.end = at + span.before.size();
    span.line = line;
    span.channel = kMarkName;
    span.after = "⟦" + span.before + "⟧";
    spans.push_back(std::move(span));
  });
  return spans;
}

}  // namespace fuyuan
