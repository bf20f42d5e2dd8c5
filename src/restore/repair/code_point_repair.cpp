#include "restore/repair/code_point_repair.hpp"

#include <algorithm>

#include "channel/duplicates.hpp"
#include "channel/orphan_lead.hpp"
#include "channel/stray_mark.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/modern_form.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kContext = 4;    ///< characters on either side
constexpr double kPlainCost = 8.5;     ///< nats a character, of the text that comes out
constexpr std::size_t kLeastHan = 2;   ///< in the line, besides the characters in question
constexpr std::size_t kLeastText = 4;  ///< and of Han characters in all
constexpr std::size_t kHabit = 4;      ///< accidents in a line that are no chance
constexpr double kGuessProbability = 0.95;
constexpr char32_t kParticle = U'么';

/// Whether Chinese text goes on before or after `at`, in the direction of `step`; numbers in
/// between belong to it: 5月19日.
bool has_text_beside(std::u32string_view modern, std::size_t at, std::ptrdiff_t step) {
  auto next = static_cast<std::ptrdiff_t>(at) + step;
  const auto size = static_cast<std::ptrdiff_t>(modern.size());
  while (next >= 0 && next < size && is_digit(modern[static_cast<std::size_t>(next)])) next += step;
  return next >= 0 && next < size && is_chinese_text(modern[static_cast<std::size_t>(next)]);
}

/// Whether the character at `at` stands in the middle of Chinese text that reads well with it
/// modern. Lists of radicals, and icons, do not.
bool is_accident(std::u32string_view line, const std::u32string& modern, std::size_t at,
                 const LanguageModel& model) {
  const bool before = at > 0 && is_chinese_text(modern[at - 1]);
  const bool after = at + 1 < modern.size() && is_chinese_text(modern[at + 1]);
  const bool is_private = duplicate_kind(line[at]) == Duplicate::private_use;
  // What browsers read as an ideographic space stands at the beginning of paragraphs.
  if (modern[at] == U'\u3000') return (before || at == 0) && after;
  if (is_private) return before && after;
  if (!has_text_beside(modern, at, -1) && !has_text_beside(modern, at, 1)) return false;
  const std::size_t begin = at - std::min(at, kContext);
  const std::size_t end = std::min(modern.size(), at + kContext + 1);
  const std::u32string_view window = std::u32string_view(modern).substr(begin, end - begin);
  return -model.score_text(window) < kPlainCost * static_cast<double>(window.size() + 1);
}

/// Where characters have another code point by accident. Where most do, all do.
std::vector<std::size_t> find_accidents(std::u32string_view line, const std::u32string& modern,
                                        std::size_t begin, const LanguageModel& model) {
  std::vector<std::size_t> accidents;
  std::vector<std::size_t> all;
  for (std::size_t at = begin; at < line.size(); ++at) {
    if (is_raw(line[at]) || modern[at] == line[at]) continue;
    const bool is_sure = is_accident(line, modern, at, model);
    if (is_sure) accidents.push_back(at);
    if (is_sure || duplicate_kind(line[at]) == Duplicate::radical) all.push_back(at);
  }
  const bool run_through = accidents.size() >= kHabit && accidents.size() * 5 >= all.size() * 4;
  return run_through ? all : accidents;
}

/// Whether 幺 stands for 么: behind 什 and 怎 it is nothing else, where all around is likelier so.
/// Behind 这, 那 and 要 it may be the youngest, 这幺女, or a unit, 那幺元.
bool is_particle(std::u32string_view line, std::size_t at, const LanguageModel& model) {
  constexpr float kAttraction = 1;  // nats
  if (line[at] != kParticleOfConverters || at == 0) return false;
  if (line[at - 1] != U'什' && line[at - 1] != U'怎') return false;
  const std::size_t begin = at - std::min(at, kContext);
  const std::u32string_view window = line.substr(begin, 2 * kContext + 1);
  if (std::any_of(window.begin(), window.end(), is_raw)) return false;
  std::u32string meant(window);
  meant[at - begin] = kParticle;
  return price(meant, model)[at - begin] + kAttraction < price_alone(kParticle, model) &&
         model.score_text(meant) > model.score_text(window);
}

/// The one radical for which Unicode names the Traditional character, though fonts of both scripts
/// share it.
void use_simplified_door(std::u32string_view line, std::u32string& modern) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == U'⼾') modern[at] = U'户';
  }
}

}  // namespace

std::vector<LineSpan> repair_code_points(std::u32string_view line, bool may_be_marked,
                                         bool is_chinese, bool is_strict,
                                         const LanguageModel& model) {
  std::vector<LineSpan> spans;
  const StrayMark::Match mark = StrayMark::match(line, may_be_marked);
  // Of half a mark more is to be told: see FirstSign.
  if (mark.length > 0 && !mark.is_half) {
    LineSpan span{0, mark.length, std::string(StrayMark::kName), {}, 1, {}};
    if (mark.character != 0) span.after.push_back(mark.character);
    spans.push_back(std::move(span));
  }
  if (!is_chinese) return spans;
  for (std::size_t at = mark.length; at < line.size(); ++at) {
    const OrphanLead::Match tag = OrphanLead::match(line, at);
    if (!tag.found || (tag.lacks_bracket && is_strict)) continue;
    LineSpan span{at, at + 1, std::string(OrphanLead::kName), std::u32string(1, tag.letter), 1, {}};
    if (tag.lacks_bracket) {
      span.after.insert(span.after.begin(), U'<');
      span.inferred.push_back({0, U'<', U'<', kGuessProbability});
    }
    spans.push_back(std::move(span));
  }
  for (std::size_t at = mark.length; at < line.size(); ++at) {
    if (!is_particle(line, at, model)) continue;
    spans.push_back(
        {at, at + 1, std::string(Duplicates::kName), std::u32string(1, kParticle), 1, {}});
  }
  std::u32string modern(line);
  std::transform(modern.begin(), modern.end(), modern.begin(),
                 [](char32_t cp) { return is_raw(cp) ? kReplacement : modern_form(cp); });
  if (std::none_of(line.begin(), line.end(), is_traditional_only)) use_simplified_door(line, modern);
  const auto han = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_han));
  const auto text = static_cast<std::size_t>(std::count_if(modern.begin(), modern.end(), is_han));
  const bool has_enough = han >= kLeastHan && text >= kLeastText;
  const std::vector<std::size_t> accidents =
      has_enough ? find_accidents(line, modern, mark.length, model) : std::vector<std::size_t>();
  for (const std::size_t at : accidents) {
    const bool joins =
        !spans.empty() && spans.back().end == at && spans.back().channel == Duplicates::kName;
    if (!joins) spans.push_back({at, at, std::string(Duplicates::kName), {}, 1, {}});
    spans.back().end = at + 1;
    spans.back().after.push_back(modern[at]);
  }
  std::sort(spans.begin(), spans.end(),
            [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
  return spans;
}

}  // namespace fuyuan
