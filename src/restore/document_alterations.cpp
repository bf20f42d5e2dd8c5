// What changed single characters of a document after it was misread, undone so that a misread is
// seen.

#include <algorithm>
#include <utility>

#include "channel/best_fit.hpp"
#include "channel/decomposed.hpp"
#include "restore/document.hpp"
#include "restore/repair/alteration_finder.hpp"
#include "restore/repair/best_fit_text.hpp"

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

}  // namespace

void Document::compose() {
  const LineRestorer restorer(options_, habits_);
  Step step;
  for (const Line& line : lines_) {
    if (line.settled || line.scan.raw_bytes > 0 || !Decomposed::is_in(line.symbols)) continue;
    const LineState state{line.number == 1, line.has_changed};
    const std::u32string composed = Decomposed::compose(line.symbols);
    const LineScan scan = scan_line(composed, LanguageModel::embedded());
    const std::vector<LineSpan> found = restorer.restore(composed, scan, state);
    // Some charsets have accents by themselves, such as Windows-1258.
    const std::vector<LineSpan> apart = restorer.restore(line.symbols, line.scan, state);
    if (covers_most(found, composed.size()) &&
        price(apply_spans(composed, found)) < price(apply_spans(line.symbols, apart)))
      append_spans(line,
                   {{0, line.symbols.size(), std::string(Decomposed::kName), composed, 1, {}}},
                   step.spans);
  }
  take(std::move(step));
}

const Alteration* Document::find_alteration(const Line& line, const LineRestorer& restorer,
                                            const std::set<const Alteration*>* known,
                                            std::vector<LineSpan>& altered) const {
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
        (leaves_nothing && habits_.shows_soft_hyphens))
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

void Document::undo_alterations() {
  constexpr std::size_t kSymbolsAsked = 10'000;
  if (habits_.is_about_mojibake) return;
  const LineRestorer restorer(options_, habits_);
  std::vector<std::vector<LineSpan>> found(lines_.size());
  std::set<const Alteration*> known;
  const auto look = [&](const std::set<const Alteration*>* asked) {
    std::size_t symbols = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (!found[i].empty() || line.scan.raw_bytes > 0 || !line.scan.is_suspicious()) continue;
      // Where many lines tell of none, others do not either.
      symbols += line.symbols.size();
      if (asked == nullptr && known.empty() && symbols > kSymbolsAsked) break;
      const Alteration* alteration = find_alteration(line, restorer, asked, found[i]);
      if (asked == nullptr && alteration != nullptr) known.insert(alteration);
    }
  };
  look(nullptr);
  if (known.empty()) return;
  // What befell one line befell the others, though less of them tells.
  look(&known);
  Step step;
  for (std::size_t i = 0; i < lines_.size(); ++i) append_spans(lines_[i], found[i], step.spans);
  take(std::move(step));
}

std::vector<std::vector<LineSpan>> Document::find_best_fit(
    const std::vector<std::u32string_view>& lines) const {
  const LanguageModel& model = LanguageModel::embedded();
  BestFitText text(model);
  for (const std::u32string_view line : lines) text.add(line);
  if (!text.is_likely()) return {};
  const LineRestorer restorer(options_, habits_);
  const Channel& channel = *Registry::instance().find(BestFit::kName);
  std::vector<std::vector<LineSpan>> found(lines.size());
  double evidence = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!BestFitText::is_in(lines[i])) continue;
    found[i] = restorer.guess_by(channel, lines[i]);
    std::erase_if(found[i], [&](const LineSpan& span) {
      const double weight = text.weigh(lines[i], span);
      evidence += weight;
      return weight < 0 || is_mostly_lost(span);
    });
  }
  if (evidence < BestFitText::kEnough) found.clear();
  return found;
}

std::vector<std::vector<LineSpan>> Document::find_misread_best_fit() const {
  std::vector<std::vector<LineSpan>> found;
  for (const Line& line : lines_) found.push_back(BestFitText::find_misread(line.symbols));
  if (std::all_of(found.begin(), found.end(), [](const auto& spans) { return spans.empty(); }))
    return {};
  std::vector<std::u32string> texts;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    texts.push_back(apply_spans(lines_[i].symbols, found[i]));
  if (find_best_fit({texts.begin(), texts.end()}).empty()) found.clear();
  return found;
}

void Document::undo_best_fit() {
  if (habits_.is_about_mojibake) return;
  const auto take_spans = [&](const std::vector<std::vector<LineSpan>>& found) {
    Step step;
    for (std::size_t i = 0; i < found.size(); ++i) append_spans(lines_[i], found[i], step.spans);
    return take(std::move(step));
  };
  const auto undo = [&] {
    std::vector<std::u32string_view> lines;
    for (const Line& line : lines_) lines.emplace_back(line.symbols);
    return take_spans(find_best_fit(lines));
  };
  // It may have been misread once more.
  if (!undo() && take_spans(find_misread_best_fit())) undo();
}

}  // namespace fuyuan
