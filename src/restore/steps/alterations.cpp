// What changed single characters of a document after it was misread, undone so that a misread is
// seen.

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "channel/decomposed.hpp"
#include "restore/line/line_restorer.hpp"
#include "restore/repair/alteration_finder.hpp"
#include "restore/steps/steps.hpp"

namespace fuyuan {
namespace {

/// Whether the spans change most of what is not ASCII.
bool cover_most_letters(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::size_t explained = 0;
  for (const LineSpan& span : spans)
    explained += count_non_ascii(line.substr(span.begin, span.end - span.begin));
  return explained * 2 > count_non_ascii(line);
}

/// Nats. Bytes that became nothing cost as much as marks.
double price(std::u32string text) {
  std::replace_if(text.begin(), text.end(), is_raw, kReplacement);
  return -LanguageModel::embedded().score_text(text);
}

/// What befell the line, and what it is to be before its misread is undone; nullptr where that
/// gains little. `known`: what is seen in other lines, and nothing else is looked for; nullptr:
/// nothing yet.
const Alteration* find_alteration(const DocumentText& document, const DocumentLine& line,
                                  const LineRestorer& restorer,
                                  const std::set<const Alteration*>* known,
                                  std::vector<LineSpan>& altered) {
  // Nats, by what is known of a line that tells of it first. Bytes that vanished leave others that
  // fit together by chance.
  constexpr double kLeastGain = 12;
  constexpr double kLeastGainOfPairs = 6;
  constexpr std::size_t kLeastGaps = 2;
  const LanguageModel& model = LanguageModel::embedded();
  const LineState state{line.number == 1, false};
  const Alteration* best = nullptr;
  std::optional<std::vector<LineSpan>> as_it_is;  // what comes of it otherwise
  double least = 0;
  for (const Alteration* alteration : Registry::instance().alterations()) {
    const bool leaves_nothing = alteration->leaves_nothing();
    if ((known != nullptr && !known->contains(alteration)) ||
        (leaves_nothing && document.habits().shows_soft_hyphens))
      continue;
    auto found = find_altered(*alteration, line.symbols, model, known != nullptr);
    // Any pair is as good as another: the rest of the line must tell of the misread then.
    const bool is_of_pairs = alteration->misread().reads_pairs();
    const bool may_tell =
        is_of_pairs || (found && (leaves_nothing ? !found->is_at_signs : found->is_certain));
    if (!found || (known == nullptr && !may_tell)) continue;
    // A single byte may have been any.
    if (leaves_nothing && known == nullptr && found->spans.size() < kLeastGaps) continue;
    if (!as_it_is) {
      as_it_is = restorer.restore(line.symbols, line.scan, state);
      least = price(apply_known(line.symbols, *as_it_is));
    }
    const double least_gain = known != nullptr                ? 0
                              : is_of_pairs || leaves_nothing ? kLeastGainOfPairs
                                                              : kLeastGain;
    const std::string_view misread = alteration->misread().name();
    const auto is_by_it = [&](const LineSpan& span) { return span.channel == misread; };
    // What vanished leaves most of the line as it was, and that tells of the misread first.
    const bool must_tell = is_of_pairs || (leaves_nothing && known == nullptr);
    if (must_tell && std::none_of(as_it_is->begin(), as_it_is->end(), is_by_it)) continue;
    const std::u32string text = apply_spans(line.symbols, found->spans);
    const auto spans = restorer.restore(text, scan_line(text, model), state);
    if (!cover_most_letters(text, spans)) continue;
    if (const double cost = price(apply_known(text, spans)); cost + least_gain < least) {
      least = cost;
      best = alteration;
      altered = std::move(found->spans);
    }
  }
  return best;
}

}  // namespace

Step compose_accents(const DocumentText& document) {
  const LineRestorer restorer(document.options(), document.habits());
  Step step;
  for (const DocumentLine& line : document.lines()) {
    if (line.settled || line.scan.raw_bytes > 0 || !Decomposed::is_in(line.symbols)) continue;
    const LineState state{line.number == 1, line.has_changed};
    const std::u32string composed = Decomposed::compose(line.symbols);
    const LineScan scan = scan_line(composed, LanguageModel::embedded());
    const std::vector<LineSpan> found = restorer.restore(composed, scan, state);
    // Some charsets have accents by themselves, such as Windows-1258.
    const std::vector<LineSpan> apart = restorer.restore(line.symbols, line.scan, state);
    if (covers_most(found, composed.size()) &&
        price(apply_spans(composed, found)) < price(apply_spans(line.symbols, apart)))
      document.append_spans(
          line, {{0, line.symbols.size(), std::string(Decomposed::kName), composed, 1, {}}},
          step.spans);
  }
  return step;
}

Step undo_alterations(const DocumentText& document) {
  constexpr std::size_t kSymbolsAsked = 10'000;
  if (document.habits().is_about_mojibake) return {};
  const LineRestorer restorer(document.options(), document.habits());
  std::vector<std::vector<LineSpan>> found(document.lines().size());
  std::set<const Alteration*> known;
  const auto look = [&](const std::set<const Alteration*>* asked) {
    std::size_t symbols = 0;
    for (std::size_t i = 0; i < document.lines().size(); ++i) {
      const DocumentLine& line = document.lines()[i];
      if (!found[i].empty() || line.scan.raw_bytes > 0 || !line.scan.is_suspicious()) continue;
      // Where many lines tell of none, others do not either.
      symbols += line.symbols.size();
      if (asked == nullptr && known.empty() && symbols > kSymbolsAsked) break;
      const Alteration* alteration = find_alteration(document, line, restorer, asked, found[i]);
      if (asked == nullptr && alteration != nullptr) known.insert(alteration);
    }
  };
  look(nullptr);
  if (known.empty()) return {};
  // What befell one line befell the others, though less of them tells.
  look(&known);
  return document.to_step(found);
}

}  // namespace fuyuan
