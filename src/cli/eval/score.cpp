#include "cli/eval/score.hpp"

#include <algorithm>

#include "cli/eval/edit_distance.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

constexpr double kSure = 0.9;

/// Counts the inferred characters that the model was sure of, and how many of them are right. The
/// text of the step that inferred them is compared: no later step moves them.
void check_calibration(const Restored& restored, std::string_view broken,
                       std::u32string_view original, Figures& figures) {
  Plan before;
  for (const Step& step : restored.plan.steps) {
    const std::string input = before.apply(broken);
    before.steps.push_back(step);
    const bool any = std::any_of(step.spans.begin(), step.spans.end(),
                                 [](const Span& span) { return !span.inferred.empty(); });
    if (!any) continue;
    const std::vector<bool> right = aligned(to_utf32(before.apply(broken)), original);
    std::size_t offset = 0;
    std::size_t copied = 0;
    for (const Span& span : step.spans) {
      offset += to_utf32(input.substr(copied, span.begin - copied)).size();
      for (const InferredCharacter& inferred : span.inferred) {
        if (inferred.probability < kSure || inferred.character == kReplacement) continue;
        ++figures.inferred;
        figures.inferred_right += right[offset + inferred.offset] ? 1 : 0;
      }
      offset += to_utf32(span.after).size();
      copied = span.end;
    }
  }
}

bool admits_losses(Verdict verdict) {
  return verdict == Verdict::inferred || verdict == Verdict::partial ||
         verdict == Verdict::unrepaired || verdict == Verdict::binary;
}

}  // namespace

void Figures::add(const Figures& other) {
  documents += other.documents;
  exact += other.exact;
  characters += other.characters;
  errors += other.errors;
  lossless += other.lossless;
  lossless_exact += other.lossless_exact;
  silent += other.silent;
  destroyed += other.destroyed;
  brought_back += other.brought_back;
  inferred += other.inferred;
  inferred_right += other.inferred_right;
}

void RivalFigures::add(const RivalFigures& other) {
  documents += other.documents;
  exact += other.exact;
  characters += other.characters;
  errors += other.errors;
}

void Score::add(const Score& other) {
  figures.add(other.figures);
  for (const RivalFigures& rival : other.rivals) {
    const auto same = std::find_if(rivals.begin(), rivals.end(), [&](const RivalFigures& mine) {
      return mine.name == rival.name;
    });
    if (same == rivals.end()) {
      rivals.push_back(rival);
    } else {
      same->add(rival);
    }
  }
}

Options restoring_options(Language language, bool escapes) {
  Options options;
  if (language != Language::simplified) options.to = Script::keep;
  options.escapes = escapes;
  return options;
}

Figures measure(const std::string& document, const std::string& broken, const Options& options) {
  Figures figures;
  const Restored restored = Restorer(options).restore(broken);
  const std::u32string original = to_utf32(document);
  figures.documents = 1;
  figures.exact = restored.text == document ? 1 : 0;
  figures.characters = original.size();
  figures.errors = edit_distance(to_utf32(restored.text), original);
  figures.silent = figures.exact == 0 && !admits_losses(restored.verdict) ? 1 : 0;
  if (restored.counts.inferred + restored.counts.lost == 0) return figures;
  Options strict = options;
  strict.strict = true;
  const std::u32string certain = to_utf32(Restorer(strict).restore(broken).text);
  figures.destroyed = edit_distance(certain, original);
  figures.brought_back = figures.destroyed - std::min(figures.errors, figures.destroyed);
  check_calibration(restored, broken, original, figures);
  return figures;
}

}  // namespace fuyuan::eval
