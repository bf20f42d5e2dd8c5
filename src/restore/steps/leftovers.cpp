#include "restore/steps/leftovers.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/steps/channel_of_most.hpp"
#include "restore/verdict/kept_fields.hpp"
#include "restore/verdict/leftover_text.hpp"
#include "restore/verdict/meant_letters.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr double kForeignDoubt = 10;  ///< nats: the model knows less of Japanese and Korean
/// Probability of what was lost in a line that has little else.
constexpr double kLikelySign = 0.3;
constexpr double kLikelyHanzi = 0.6;
constexpr double kDoubtOfRest = 4;     ///< nats, of a line where all others were misread
constexpr double kGainOfLetters = 10;  ///< nats, where other bytes would have been valid as well

/// Whether what is ambiguous is only which table of Big5 a symbol is of: the model has chosen.
bool is_of_either_table(const Misread& channel, std::u32string_view line) {
  return channel.has_rival() && line.find(U'?') == std::u32string_view::npos;
}

/// Whether all that was found in a line is the work of `channel`, and nothing is left open.
bool is_surely_by(const std::vector<LineSpan>& found, const Misread& channel) {
  return std::all_of(found.begin(), found.end(), [&](const LineSpan& span) {
    return span.channel == channel.name() && span.inferred.empty();
  });
}

/// Whether bytes were lost of the line, and nothing was found in it.
bool is_open(const DocumentLine& line, const std::vector<LineSpan>& found) {
  return found.empty() && line.scan.marks + line.scan.replacements > 0;
}

/// Whether what the spans become looks broken still. The first lines tell.
bool make_no_sense(const std::vector<std::vector<LineSpan>>& found) {
  constexpr std::size_t kAsked = 1000;  ///< characters
  std::size_t all = 0;
  std::size_t nonsense = 0;
  for (const std::vector<LineSpan>& spans : found) {
    if (all > kAsked) break;
    for (const LineSpan& span : spans) {
      const LineScan scan = scan_line(span.after, LanguageModel::embedded());
      all += scan.non_ascii;
      nonsense += scan.is_suspicious() ? scan.non_ascii : 0;
    }
  }
  return nonsense * 4 > all * 3;
}

}  // namespace

const Misread* Leftovers::find_lossy(const std::vector<std::vector<LineSpan>>& found) const {
  const auto [channel, is_of_nearly_all] = find_channel_of_most(document_, found, true);
  if (channel == nullptr || !is_of_nearly_all || !channel->was_utf8()) return nullptr;
  for (std::size_t i = 0; i < document_.lines().size(); ++i) {
    if (count_cut(*channel, document_.lines()[i].symbols, found[i]) > 0 ||
        is_open(document_.lines()[i], found[i]))
      return channel;
  }
  return nullptr;
}

bool Leftovers::restore_open(const Misread& channel, const LineRestorer& restorer,
                             const DocumentLine& line, std::vector<LineSpan>& found) {
  if (!is_open(line, found)) return false;
  const auto is_likely = [](const InferredCharacter& one) {
    return one.probability >= (is_han(one.character) ? kLikelyHanzi : kLikelySign);
  };
  std::vector<LineSpan> spans = restorer.search().restore_by(channel, line.symbols, 0);
  const std::u32string_view symbols = line.symbols;
  const bool is_whole = spans.size() == 1 &&
                        count_non_ascii(symbols.substr(0, spans[0].begin)) == 0 &&
                        count_non_ascii(symbols.substr(spans[0].end)) == 0;
  if (!is_whole || spans[0].after.find(kReplacement) != std::u32string::npos ||
      !std::all_of(spans[0].inferred.begin(), spans[0].inferred.end(), is_likely)) {
    return false;
  }
  found = std::move(spans);
  return true;
}

bool Leftovers::restore_lossy(const Misread& channel, const LineRestorer& restorer,
                              std::size_t number, LineState state,
                              std::vector<LineSpan>& found) const {
  const DocumentLine& line = document_.lines()[number];
  if (count_cut(channel, line.symbols, found) == 0)
    return restore_open(channel, restorer, line, found);
  bool is_any = false;
  for (LineSpan& span : restorer.restore_as_rest(channel, line.symbols, line.scan, state)) {
    const std::u32string_view symbols =
        std::u32string_view(line.symbols).substr(span.begin, span.end - span.begin);
    if (count_cut(channel, symbols, {}) == 0) continue;
    for (InferredCharacter& one : span.inferred) {
      if (is_han(one.character) && one.probability < kLikelyHanzi) one.probability = 0;
    }
    std::erase_if(found, [&](const LineSpan& other) {
      return span.begin < other.end && other.begin < span.end;
    });
    found.push_back(std::move(span));
    is_any = true;
  }
  std::sort(found.begin(), found.end(),
            [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
  return is_any;
}

std::optional<std::vector<LineSpan>> Leftovers::restore_rest(const Rest& rest,
                                                             const std::u32string& symbols,
                                                             const std::vector<LineSpan>& known,
                                                             bool is_odd) const {
  const LanguageModel& model = LanguageModel::embedded();
  const Misread& channel = rest.channel;
  if (known.size() == 1 && known[0].end - known[0].begin == symbols.size()) return std::nullopt;
  if (channel.was_utf8() && stays_hanzi(symbols, model)) return std::nullopt;
  QuickDecode decode = quick_decode(channel, symbols, model);
  if (decode.characters == 0 || !decode.is_lossless() ||
      (decode.is_ambiguous && !is_of_either_table(channel, symbols))) {
    return std::nullopt;
  }
  const double gain = decode.log_probability - model.score_text(apply_spans(symbols, known));
  const bool is_foreign = rest.letters.kana || rest.letters.hangul;
  const double foreign_doubt = is_foreign && rest.is_nearly_all ? kForeignDoubt : 0;
  // What stayed beside what came back may be healthy.
  const double doubt =
      rest.is_nearly_all && known.empty() ? std::max(foreign_doubt, kDoubtOfRest) : foreign_doubt;
  const bool is_text = gain + doubt > 0 && (is_common_text(decode.text, rest.letters, model,
                                                           is_odd || rest.is_nearly_all) ||
                                            (rest.is_nearly_all && is_of_alphabet(decode.text) &&
                                             (channel.was_utf8() || gain > kGainOfLetters)));
  const bool is_no_prose = draws_instead(decode.text, symbols) || is_pinyin(decode.text);
  if (!is_text && !rest.leads_on && !is_no_prose) return std::nullopt;
  std::vector<LineSpan> whole = {
      {0, symbols.size(), std::string(channel.name()), decode.text, 1, {}}};
  // Hanzi are likelier than the letters of pinyin, to the model.
  if (!is_no_prose) keep_fields(symbols, whole, document_.habits(), model);
  keep_meant_letters(symbols, whole, model);
  return whole;
}

void Leftovers::restore(const std::vector<std::vector<LineSpan>>& found,
                        const std::set<std::size_t>& keeping, std::vector<Span>& spans) const {
  const ChannelOfMost most = find_channel_of_most(document_, found, false);
  if (most.channel == nullptr) return;
  // What comes of a step before the last is no text yet.
  const bool leads_on = most.is_of_nearly_all && make_no_sense(found);
  const Rest rest = {*most.channel, most.is_of_nearly_all, leads_on, letters_of(found)};
  static const std::vector<LineSpan> kNothing;
  std::size_t seen = 0;  // of document_.lines()
  std::vector<Span> added;
  std::set<std::size_t> replaced;  // numbers of lines
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    while (seen < document_.lines().size() && document_.lines()[seen].begin < begin) ++seen;
    const bool is_seen = seen < document_.lines().size() && document_.lines()[seen].begin == begin;
    const std::vector<LineSpan>& known = is_seen ? found[seen] : kNothing;
    if (!is_surely_by(known, rest.channel) || (is_seen && keeping.contains(seen))) return;
    DocumentLine line{begin, end, number};
    line.symbols = to_utf32(std::string_view(document_.text()).substr(begin, end - begin));
    const bool is_odd = is_seen && document_.lines()[seen].scan.is_suspicious();
    const auto whole = restore_rest(rest, line.symbols, known, is_odd);
    if (!whole) return;
    if (!known.empty()) replaced.insert(number);
    document_.append_spans(line, *whole, added);
  });
  std::erase_if(spans, [&](const Span& span) { return replaced.contains(span.line); });
  std::move(added.begin(), added.end(), std::back_inserter(spans));
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

}  // namespace fuyuan
