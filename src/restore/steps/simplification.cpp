// Traditional lines that become Simplified ones.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "channel/note.hpp"
#include "lattice/simplifier.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/steps/steps.hpp"
#include "restore/triage/disguised_words.hpp"
#include "restore/triage/quoted_script.hpp"
#include "restore/triage/ruins.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/quotations.hpp"

namespace fuyuan {
namespace {

/// Not Chinese of any script: nats a character, and in all. A name may be two rare characters.
constexpr double kNoTextCost = 10.3;
constexpr double kNoTextAmongText = 12.5;  ///< lists of rare names cost up to that
constexpr double kNoTextExcess = 13;

constexpr double kSurelyRestored = 0.95;  ///< confidence
/// Characters in ruins that make no Traditional text of a document of so many hanzi for each.
constexpr std::size_t kFewRuins = 2;
constexpr std::size_t kHanPerRuin = 6;
/// In what is quoted of Japanese.
constexpr std::ptrdiff_t kMostHanPerKana = 20;
constexpr std::ptrdiff_t kMostHanPerOrnament = 4;

/// Whether the line may be Chinese of some script, and not mojibake that stayed. `among_text`: what
/// reads well in the document is Traditional.
bool may_be_text(const LineScan& scan, bool among_text) {
  const double most = among_text ? kNoTextAmongText : kNoTextCost;
  return (scan.non_ascii_cost - most) * static_cast<double>(scan.non_ascii) < kNoTextExcess;
}

/// The line without the readings behind its characters, and without the blanks that keep them
/// apart: all of that makes strange text of any verse.
std::u32string without_readings(std::u32string_view line) {
  std::u32string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto note = match_reading(line, at);
    if (!note) {
      out.push_back(line[at]);
      continue;
    }
    at += note->length - 1;
    if (at + 1 < line.size() && line[at + 1] == U' ') ++at;
  }
  return out;
}

/// Lets Japanese that the line quotes stay: 「お茶漬け」, 「東京の電車」. の alone is an ornament
/// of Chinese names.
void keep_japanese(std::u32string_view line, std::vector<char>& stays) {
  for_each_quotation(line, [&](std::size_t begin, std::size_t end) {
    const std::u32string_view quoted = line.substr(begin, end - begin);
    const auto kana = std::count_if(quoted.begin(), quoted.end(), is_kana);
    const auto ornaments = std::count(quoted.begin(), quoted.end(), U'の');
    const auto han = std::count_if(quoted.begin(), quoted.end(), is_han);
    if (kana == 0 || (kana == ornaments && kana * kMostHanPerOrnament < han)) return;
    if (kana * kMostHanPerKana <= han) return;
    std::fill(stays.begin() + static_cast<std::ptrdiff_t>(begin),
              stays.begin() + static_cast<std::ptrdiff_t>(end), 1);
  });
}

/// What the conversion of a line changes. What is `ruined` stays: by its bytes alone can it be
/// undone by what knows more.
std::vector<LineSpan> to_spans(std::u32string_view line, std::u32string_view simplified,
                               const std::vector<char>& ruined) {
  std::vector<LineSpan> spans;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (simplified[at] == line[at] || ruined[at] != 0) continue;
    if (spans.empty() || spans.back().end != at)
      spans.push_back({at, at, "traditional", {}, 1, {}});
    spans.back().end = at + 1;
    spans.back().after.push_back(simplified[at]);
  }
  return spans;
}

/// Whether the line with that number was in a charset of Traditional text.
bool was_traditional(const std::vector<Step>& steps, std::size_t line) {
  return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
    const auto first = std::partition_point(step.spans.begin(), step.spans.end(),
                                            [&](const Span& span) { return span.line < line; });
    const auto last = std::partition_point(first, step.spans.end(),
                                           [&](const Span& span) { return span.line == line; });
    return std::any_of(
        first, last, [](const Span& span) { return ChannelKind(span.channel).was_traditional(); });
  });
}

bool is_traditional(const DocumentText& document, const DocumentLine& line) {
  ScriptCounts counts;
  counts.add(line.symbols, line.scan);
  if (counts.traditional == 0) return false;
  // Nobody quotes a word in a charset of its own.
  const bool is_apart = was_traditional(document.steps(), line.number);
  return is_traditional_line(counts, is_apart ? counts : document.counts()) &&
         !quotes_traditional(line.symbols,
                             document.counts().simplified > document.counts().traditional,
                             !is_apart && document.counts().traditional == counts.traditional);
}

/// Whether it is no mojibake that stayed.
bool may_read_as_text(const DocumentText& document, const DocumentLine& line) {
  const bool among_text = judge_language(document.healthy_counts()) == "zh-Hant";
  if (line.scan.notes == 0) return may_be_text(line.scan, among_text);
  return may_be_text(scan_line(without_readings(line.symbols), LanguageModel::embedded()),
                     among_text);
}

/// The numbers of lines in which a misread was undone without doubt.
std::set<std::size_t> restored_lines(const std::vector<Step>& steps) {
  std::set<std::size_t> numbers;
  for (const Step& step : steps) {
    for (const Span& span : step.spans) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (misread != nullptr && !misread->is_raw() && span.confidence > kSurelyRestored)
        numbers.insert(span.line);
    }
  }
  return numbers;
}

}  // namespace

Step simplify(const DocumentText& document) {
  // Not by what the page shows: there `接著` would speak for itself.
  const Simplifier simplifier(LanguageModel::embedded());
  std::vector<std::pair<const DocumentLine*, std::vector<char>>> lines;
  std::array<std::size_t, 3> traditional{};  // characters by what find_ruins says of them
  std::optional<std::set<std::size_t>> restored;
  for (const DocumentLine& line : document.lines()) {
    if (!is_traditional(document, line)) continue;
    if (!restored) restored = restored_lines(document.steps());
    // What was restored may be a list of characters, but it is no mojibake any more.
    if (!restored->contains(line.number) && !may_read_as_text(document, line)) continue;
    lines.emplace_back(&line, find_ruins(line.symbols, line.scan.costs));
    if (!restored->contains(line.number)) {
      for (const auto& [begin, end] : find_disguised_words(line.symbols, LanguageModel::embedded()))
        std::fill_n(lines.back().second.begin() + static_cast<std::ptrdiff_t>(begin), end - begin,
                    2);
    }
    for (std::size_t at = 0; at < line.symbols.size(); ++at) {
      if (is_traditional_only(line.symbols[at]))
        ++traditional[static_cast<std::size_t>(lines.back().second[at])];
    }
  }
  // A rare name is no ruin where nothing is broken, unless that is all there is of Traditional
  // text.
  const bool is_all = traditional[1] == document.counts().traditional &&
                      traditional[1] <= kFewRuins &&
                      document.counts().han > traditional[1] * kHanPerRuin;
  const bool has_ruins =
      traditional[2] > 0 || (traditional[1] > 0 && (is_all || document.suspicious_lines() > 0));
  Step step;
  for (auto& [line, ruins] : lines) {
    if (!has_ruins) std::fill(ruins.begin(), ruins.end(), 0);
    if (line->scan.kana > 0) keep_japanese(line->symbols, ruins);
    document.append_spans(*line, to_spans(line->symbols, simplifier.convert(line->symbols), ruins),
                          step.spans);
  }
  return step;
}

}  // namespace fuyuan
