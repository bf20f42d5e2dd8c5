// Fields of healthy lines that were misread.

#include <algorithm>
#include <map>
#include <utility>

#include "channel/registry.hpp"
#include "restore/decode/channel_kind.hpp"
#include "restore/repair/layered_runs.hpp"
#include "restore/repair/short_fields.hpp"
#include "restore/repair/short_pieces.hpp"
#include "restore/repair/utf8_fields.hpp"
#include "restore/steps/steps.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kHanziChannel = "utf8-as-gbk";

/// The misread of single bytes that most of what was undone went through; nullptr where there is
/// none.
const Misread* find_proven_channel(const std::vector<Step>& steps) {
  constexpr std::size_t kLeastPlaces = 3;
  std::map<const Misread*, std::size_t> places;
  std::size_t all = 0;
  for (const Step& step : steps) {
    for (const Span& span : step.spans) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (misread == nullptr) continue;
      ++all;
      if (misread->reads_single_bytes()) ++places[misread];
    }
  }
  for (const auto& [channel, count] : places) {
    if (count >= kLeastPlaces && count * 2 > all) return channel;
  }
  return nullptr;
}

/// The misreads of Chinese text that were undone without a guess, with all tables of their charset.
PieceSearch find_seen_channels(const DocumentText& document) {
  constexpr std::size_t kLeastCharacters = 4;
  std::map<std::string_view, std::size_t> characters;
  std::size_t all = 0;
  for (const Step& step : document.steps()) {
    for (const Span& span : step.spans) {
      const Misread* misread = ChannelKind(span.channel).misread();
      if (misread != nullptr && span.inferred.empty() && !misread->is_raw() &&
          !misread->keeps_most() && misread->original().framing() == Framing::gb18030 &&
          (misread->reads_pairs() || misread->reads_single_bytes())) {
        const std::size_t count = count_non_ascii(to_utf32(span.after));
        characters[without_variant(misread->name())] += count;
        all += count;
      }
    }
  }
  PieceSearch search;
  search.explain_most = all * 3 >= document.counts().non_ascii * 2;
  for (const Misread* misread : Registry::instance().misreads()) {
    const auto found = characters.find(without_variant(misread->name()));
    if (found != characters.end() && found->second >= kLeastCharacters)
      search.channels.push_back(misread);
  }
  return search;
}

}  // namespace

LayeredSteps undo_layered_fields(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  std::vector<std::vector<LayeredRun>> runs;
  std::size_t in_runs = 0;  // symbols
  std::vector<std::vector<LineSpan>> found;
  for (const DocumentLine& line : document.lines()) {
    runs.push_back(find_layered_runs(line.symbols, LanguageModel::embedded()));
    std::vector<LineSpan>& spans = found.emplace_back();
    for (const LayeredRun& run : runs.back()) {
      spans.push_back({run.begin, run.end, std::string(kHanziChannel), run.text, 1, {}});
      in_runs += run.end - run.begin;
    }
  }
  if (in_runs == 0) return {};
  std::size_t layered = 0;
  std::size_t all = document.healthy_counts().non_ascii;
  for (const DocumentLine& line : document.lines()) {
    layered += count_layered(line.symbols);
    all += count_non_ascii(line.symbols);
  }
  // What was misread as a whole is undone as a whole: signs tell nothing by themselves.
  if ((layered - in_runs) * 2 >= all - in_runs) return {};
  document.keep_shown(found);
  // Both steps, each by its own channel.
  LayeredSteps steps;
  std::ptrdiff_t grown = 0;  // bytes of the text before
  for (std::size_t i = 0; i < document.lines().size(); ++i) {
    for (LineSpan& span : found[i]) {
      const auto run = std::find_if(runs[i].begin(), runs[i].end(),
                                    [&](const LayeredRun& one) { return one.begin == span.begin; });
      if (run == runs[i].end() || run->end != span.end) continue;
      span.after = run->letters;
      const std::size_t first = steps.above.spans.size();
      document.append_spans(document.lines()[i], {span}, steps.above.spans);
      Span next = steps.above.spans[first];
      next.begin += static_cast<std::size_t>(grown);
      next.before = steps.above.spans[first].after;
      next.end = next.begin + next.before.size();
      next.after = to_utf8(run->text);
      next.channel = run->below->name();
      grown += static_cast<std::ptrdiff_t>(next.before.size()) -
               static_cast<std::ptrdiff_t>(steps.above.spans[first].before.size());
      steps.below.spans.push_back(std::move(next));
    }
  }
  return steps;
}

Step mend_utf8_fields(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  std::vector<std::vector<LineSpan>> found;
  for (const DocumentLine& line : document.lines())
    found.push_back(find_utf8_fields(line.symbols, LanguageModel::embedded()));
  document.keep_shown(found);
  return document.to_step(found);
}

Step mend_short_fields(const DocumentText& document) {
  if (document.lines().empty()) return {};
  const Misread* channel = find_proven_channel(document.steps());
  if (channel == nullptr || document.habits().is_about_mojibake || !document.is_well_formed())
    return {};
  const LanguageModel& model = LanguageModel::embedded();
  ChineseColumns columns(*channel);
  for (const Lines::Line& line : Lines(document.text())) columns.add(to_utf32(line.bytes));
  Step step;
  for (const DocumentLine& line : document.lines()) {
    document.append_spans(line, find_short_fields(line.symbols, columns, *channel, model),
                          step.spans);
  }
  return step;
}

Step mend_short_pieces(const DocumentText& document) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  const PieceSearch search = find_seen_channels(document);
  if (search.channels.empty()) return {};
  Step step;
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const std::string_view bytes = std::string_view(document.text()).substr(begin, end - begin);
    const DocumentLine line{begin, end, number, to_utf32(bytes)};
    document.append_spans(line, find_short_pieces(line.symbols, search, LanguageModel::embedded()),
                          step.spans);
  });
  return step;
}

}  // namespace fuyuan
