// Signs that were misread where the rest of a line is healthy, or is not.

#include <algorithm>
#include <utility>

#include "channel/registry.hpp"
#include "restore/repair/backslash_finder.hpp"
#include "restore/repair/blanked_letters.hpp"
#include "restore/repair/control_signs.hpp"
#include "restore/repair/curled_marks.hpp"
#include "restore/repair/misread_boxes.hpp"
#include "restore/repair/misread_pictographs.hpp"
#include "restore/repair/misread_punctuation.hpp"
#include "restore/repair/misread_signs.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/steps/apart_from_talk.hpp"
#include "restore/steps/steps.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

bool are_several_signs(const Step& step) {
  return std::any_of(step.spans.begin(), step.spans.end(),
                     [&](const Span& span) { return span.after != step.spans[0].after; });
}

/// Whether it holds guesses that nobody asked for, or that are not sure enough.
bool is_refused(const LineSpan& span, const Options& options) {
  return !span.inferred.empty() && (options.strict || span.confidence < options.infer);
}

bool is_of_that_misread(const Span& span) { return span.channel == kSignChannel; }

/// Whether the document went through that misread.
bool knows_misread(const DocumentText& document) {
  return std::any_of(document.steps().begin(), document.steps().end(), [](const Step& step) {
    return std::any_of(step.spans.begin(), step.spans.end(), is_of_that_misread);
  });
}

}  // namespace

Step mend_signs(const DocumentText& document, bool is_of_layers) {
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !may_have_misread_signs(document.text()))
    return {};
  const SignSearch search{document.options().strict, knows_misread(document), is_of_layers};
  return find_apart_from_talk(document, may_have_misread_signs, [&](std::u32string_view line) {
    return find_misread_signs(line, search);
  });
}

Step mend_holed_signs(const DocumentText& document, HoledSigns::Need need) {
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !may_have_misread_signs(document.text()))
    return {};
  static const HoledSigns signs(LanguageModel::embedded());
  return find_apart_from_talk(document, may_have_misread_signs, [&](std::u32string_view line) {
    std::vector<LineSpan> spans = signs.find(line, need);
    std::erase_if(spans,
                  [&](const LineSpan& span) { return is_refused(span, document.options()); });
    return spans;
  });
}

Step mend_blanked_letters(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !may_have_blanked_letters(document.text()) || !knows_misread(document))
    return {};
  const bool keeps = keeps_blanks(document.text());
  return find_apart_from_talk(document, may_have_blanked_letters, [&](std::u32string_view line) {
    return find_blanked_letters(line, keeps);
  });
}

Step mend_control_signs(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !may_have_control_signs(document.text()))
    return {};
  return find_apart_from_talk(document, may_have_control_signs, find_control_signs);
}

Step mend_units(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !may_have_misread_units(document.text()))
    return {};
  return find_apart_from_talk(document, may_have_misread_units, find_misread_units);
}

Step mend_punctuation(const DocumentText& document) {
  constexpr std::size_t kMarksToTell = 3;  // so many leave no doubt of others
  if (document.habits().is_about_mojibake || !document.is_well_formed() ||
      !MisreadPunctuation::may_be_in(document.text()))
    return {};
  Step best;
  for (const std::string_view name : {"gbk-as-windows-1252", "big5-as-windows-1252"}) {
    const Misread& channel = *Registry::instance().find_misread(name);
    const auto find = [&](bool is_known) {
      const MisreadPunctuation punctuation(channel, is_known);
      return find_apart_from_talk(document, MisreadPunctuation::may_be_in,
                                  [&](std::u32string_view line) { return punctuation.find(line); });
    };
    Step step = find(false);
    if (step.spans.size() >= kMarksToTell && are_several_signs(step)) step = find(true);
    if (step.spans.size() > best.spans.size()) best = std::move(step);
  }
  return best;
}

Step mend_curled_marks(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !may_have_curled_marks(document.text())) return {};
  return find_apart_from_talk(document, may_have_curled_marks, [&](std::u32string_view line) {
    std::vector<LineSpan> spans = find_curled_marks(line);
    std::erase_if(spans,
                  [&](const LineSpan& span) { return is_refused(span, document.options()); });
    return spans;
  });
}

Step mend_pictographs(const DocumentText& document) {
  if (document.habits().is_about_mojibake) return {};
  std::vector<std::vector<LineSpan>> found;
  std::size_t all = 0;
  for (const DocumentLine& line : document.lines()) {
    found.push_back(find_misread_pictographs(line.symbols));
    all += found.back().size();
  }
  const bool may_infer = all >= kPictographsToTell;
  for (std::vector<LineSpan>& spans : found) {
    std::erase_if(spans, [&](const LineSpan& span) {
      return (!may_infer && !span.inferred.empty()) || is_refused(span, document.options());
    });
  }
  return document.to_step(found);
}

Step mend_boxes(const DocumentText& document, bool in_part) {
  if (document.habits().is_about_mojibake) return {};
  Step step;
  for (const DocumentLine& line : document.lines()) {
    auto found = find_misread_boxes(line.symbols);
    if (!found || (document.options().strict && !found->inferred.empty())) continue;
    if (in_part && line.symbols.find_first_not_of(U" \r", found->end) == std::u32string::npos)
      continue;
    document.append_spans(line, {std::move(*found)}, step.spans);
  }
  return step;
}

Step remove_backslashes(const DocumentText& document) {
  if (document.text().find('\\') == std::string::npos) return {};
  return {{}, find_doubled_backslashes(document.text(), LanguageModel::embedded())};
}

}  // namespace fuyuan
