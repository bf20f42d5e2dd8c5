#include "cli/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "channel/registry.hpp"
#include "cli/snippet.hpp"
#include "restore/change_counter.hpp"
#include "restore/reading/charset_declaration.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan::cli {
namespace {

constexpr std::size_t kContext = 8;       ///< characters shown on either side
constexpr std::size_t kLongestSpan = 36;  ///< characters of it shown
constexpr std::size_t kSpansShown = 20;   ///< a step, of those without inferred characters
constexpr std::size_t kGuessesShown = 8;  ///< inferred characters of one span

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// What a partial verdict says of what is not there. Without U+FFFD it comes of what the text
/// lacks.
std::string missing(std::size_t lost) {
  if (lost == 0) return "characters seem to be missing that left no mark, nobody can say where";
  return plural(lost, "character is", "characters are") + " given up (U+FFFD)";
}

std::string sentence(const Restored& restored) {
  const Counts& counts = restored.counts;
  const std::string inferred = plural(counts.inferred, "character was", "characters were") +
                               " destroyed and inferred from the context: please check";
  switch (restored.verdict) {
    case Verdict::clean:
      return "nothing to do, the text is healthy";
    case Verdict::decoded:
      return "no damage; only the charset or the script changes";
    case Verdict::restored:
      return "the damage is undone, nothing is lost";
    case Verdict::inferred:
      return fmt::format("the damage is undone; {}", inferred);
    case Verdict::partial:
      return fmt::format("some damage is undone; {}{}", missing(counts.lost),
                         counts.inferred > 0 ? fmt::format("; {}", inferred) : "");
    case Verdict::unrepaired:
      return "some of it looks broken, but no explanation is good enough: that is left as found";
    case Verdict::binary:
      return "not text: left as found";
  }
  return {};
}

std::string_view language_name(std::string_view code) {
  static const std::map<std::string_view, std::string_view> names = {
      {"zh-Hans", "Simplified Chinese"},
      {"zh-Hant", "Traditional Chinese"},
      {"ja", "Japanese"},
      {"ko", "Korean"},
      {"other", "another language"},
      {"none", "no language to tell"}};
  const auto at = names.find(code);
  return at == names.end() ? code : at->second;
}

int percent(double probability) {
  // 100 % is for what is certain; nothing inferred is.
  return std::clamp(static_cast<int>(std::lround(probability * 100)), 0, 99);
}

/// What stands on either side of a stretch, in its line.
struct Surroundings {
  std::string left;
  std::string right;
};

Surroundings surroundings(std::string_view text, std::size_t begin, std::size_t end) {
  // A line may be the whole document: look no further than is shown.
  constexpr std::size_t kWindow = 4 * (kContext + 1);
  std::string_view left = text.substr(0, begin);
  if (left.size() > kWindow) {
    left.remove_prefix(left.size() - kWindow);
    while (!left.empty() && (left.front() & 0xC0) == 0x80) left.remove_prefix(1);
  }
  left.remove_prefix(left.find_last_of("\r\n") + 1);
  std::string_view right = text.substr(end);
  std::size_t length = std::min(right.size(), kWindow);
  while (length > 0 && length < right.size() && (right[length] & 0xC0) == 0x80) --length;
  right = right.substr(0, std::min(length, right.find_first_of("\r\n")));
  return {Snippet(left).tail(kContext), Snippet(right).head(kContext)};
}

class Explainer {
 public:
  Explainer(const Restored& restored, const ExplanationStyle& style)
      : restored_(restored), palette_(style.palette), shows_all_(style.shows_all) {}

  std::string explain(std::string_view path, std::string_view observed) {
    write_head(path);
    std::string text(observed);
    for (std::size_t i = 0; i < restored_.plan.steps.size(); ++i) {
      const Step& step = restored_.plan.steps[i];
      out_ += fmt::format("\n{}", palette_.bold(fmt::format("Step {}", i + 1)));
      if (!step.decode.empty()) out_ += fmt::format(": the whole document was {}", step.decode);
      out_ += "\n";
      write_channels(step);
      text = Plan{{step}}.apply(text);
      write_spans(step, text);
    }
    return std::move(out_);
  }

 private:
  void write_head(std::string_view path) {
    out_ += fmt::format("{}: {}: {}.\n", palette_.bold(printable(path)), paint_verdict(),
                        sentence(restored_));
    const Counts& counts = restored_.counts;
    out_ += fmt::format("Charset {}, {}, {}.", restored_.charset, language_name(restored_.language),
                        plural(counts.characters, "character", "characters"));
    if (restored_.plan.empty()) {
      out_ += "\n";
      return;
    }
    out_ += fmt::format(" {} brought back, {} inferred, {} lost, {} simplified. {} % sure.\n",
                        counts.restored, counts.inferred, counts.lost, counts.converted,
                        std::lround(restored_.confidence * 100));
  }

  std::string paint_verdict() const {
    const std::string_view name = verdict_name(restored_.verdict);
    switch (restored_.verdict) {
      case Verdict::inferred:
        return palette_.yellow(name);
      case Verdict::partial:
      case Verdict::unrepaired:
        return palette_.red(name);
      default:
        return palette_.green(name);
    }
  }

  /// The channels at work in a step, the busiest first.
  void write_channels(const Step& step) {
    std::map<std::string_view, std::size_t> uses;
    for (const Span& span : step.spans) ++uses[span.channel];
    std::vector<std::pair<std::string_view, std::size_t>> sorted(uses.begin(), uses.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [name, count] : sorted) {
      const Channel* channel = Registry::instance().find(name);
      const std::string_view other = name == kDeclarationName
                                         ? "the page says which charset it is in, now"
                                     : name == kMarkName ? "marks around what was inferred"
                                                         : "a channel of another version";
      out_ += fmt::format("  {}: {} ({})\n", palette_.cyan(name),
                          channel == nullptr ? other : channel->summary(),
                          plural(count, "place", "places"));
    }
    names_channels_ = sorted.size() > 1;
  }

  /// `text` is what the step made: a line is easier to read when the rest of it is healthy.
  void write_spans(const Step& step, std::string_view text) {
    std::size_t shown = 0;
    std::size_t hidden = 0;
    std::size_t removed = 0;  // bytes, by the spans so far,
    std::size_t added = 0;    // and what they put in their place
    for (const Span& span : step.spans) {
      const std::size_t at = span.begin - removed + added;
      removed += span.end - span.begin;
      added += span.after.size();
      if (span.inferred.empty() && shown == kSpansShown && !shows_all_) {
        ++hidden;
        continue;
      }
      shown += span.inferred.empty() ? 1 : 0;
      write_span(span, text, at);
    }
    if (hidden > 0) out_ += palette_.dim(fmt::format("  … and {} more (-v shows all)\n", hidden));
  }

  /// `at`: where `span.after` begins in `text`.
  void write_span(const Span& span, std::string_view text, std::size_t at) {
    const Surroundings around = surroundings(text, at, at + span.after.size());
    const std::size_t limit = shows_all_ ? span.before.size() + span.after.size() : kLongestSpan;
    const Snippet before(span.before);
    const Snippet after(span.after);
    const bool is_long = before.size() + after.size() > kLongestSpan;
    out_ += fmt::format(
        "  line {:<5} {}«{}{}→ {}»{}", span.line, palette_.dim(around.left),
        palette_.red(before.shortened(limit)), is_long ? "\n           " : " ",
        after.size() == 0 ? palette_.dim("(nothing)") : palette_.green(after.shortened(limit)),
        palette_.dim(around.right));
    if (names_channels_) out_ += fmt::format("  {}", palette_.cyan(span.channel));
    if (span.confidence < 0.995) out_ += fmt::format("  {} % sure", percent(span.confidence));
    out_ += "\n";
    write_guesses(span, text, at);
  }

  void write_guesses(const Span& span, std::string_view text, std::size_t at) {
    const std::u32string after = to_utf32(span.after);
    std::size_t shown = 0;
    std::size_t passed = 0;  // code points of `after` that `at` has gone by
    for (const InferredCharacter& guess : span.inferred) {
      if (shown++ == kGuessesShown && !shows_all_) {
        out_ += palette_.dim(fmt::format("             … and {} more (-v shows all)\n",
                                         span.inferred.size() - kGuessesShown));
        break;
      }
      const std::size_t offset = std::clamp(guess.offset, passed, after.size());
      at += to_utf8(std::u32string_view(after).substr(passed, offset - passed)).size();
      passed = offset;
      const std::size_t length = to_utf8(std::u32string_view(after).substr(offset, 1)).size();
      write_guess(guess, text, at, length);
    }
  }

  /// The inferred character is `length` bytes of `text` from `at` on.
  void write_guess(const InferredCharacter& guess, std::string_view text, std::size_t at,
                   std::size_t length) {
    const Surroundings around = surroundings(text, at, at + length);
    const std::string place =
        fmt::format("{}⟦{}⟧{}", palette_.dim(around.left), Snippet(text.substr(at, length)).head(1),
                    palette_.dim(around.right));
    const bool is_lost = guess.character == kReplacement;
    out_ += fmt::format("             {}: {}",
                        is_lost ? palette_.red("lost") : palette_.yellow("inferred"), place);
    if (!is_lost) {
      out_ += fmt::format(", {} % sure\n", percent(guess.probability));
    } else if (guess.best != 0 && guess.best != kReplacement) {
      out_ += fmt::format(", the best guess {} is only {} % sure\n",
                          Snippet(to_utf8({&guess.best, 1})).head(1), percent(guess.probability));
    } else {
      out_ += "\n";
    }
  }

  const Restored& restored_;
  const Palette& palette_;
  bool shows_all_;
  bool names_channels_ = false;
  std::string out_;
};

}  // namespace

std::string explain_for_people(std::string_view path, std::string_view observed,
                               const Restored& restored, const ExplanationStyle& style) {
  return Explainer(restored, style).explain(path, observed);
}

}  // namespace fuyuan::cli
