#include "restore/steps/leftovers.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "restore/decode/channel_kind.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/repair/misread_units.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/verdict/kept_fields.hpp"
#include "restore/verdict/leftover_text.hpp"
#include "restore/verdict/meant_letters.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/lines.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Symbols that one channel has to have explained, and how many times what it did not: so that it
/// may be asked about the rest, and so that the model is not asked about bytes, or about Japanese
/// and Korean, of which it knows less than of Chinese, as strictly.
constexpr std::size_t kLeastExplained = 8;
constexpr std::size_t kTimesTheRest = 2;
constexpr std::size_t kManyTimesTheRest = 4;
constexpr double kForeignDoubt = 10;  ///< nats
/// Probability of what was lost in a line that has little else.
constexpr double kLikelySign = 0.3;
constexpr double kLikelyHanzi = 0.6;
/// Characters for each that was guessed, in what tells of a channel.
constexpr std::size_t kKnownPerGuess = 4;
constexpr double kGainOfEachLetter = 4;  ///< nats, of such that were beyond doubt something else
constexpr double kDoubtOfRest = 4;       ///< nats, of a line where all others were misread
constexpr double kGainOfLetters = 10;    ///< nats, where other bytes would have been valid as well

/// What the document has beside Simplified hanzi.
struct Letters {
  bool kana = false;
  bool hangul = false;
  bool traditional = false;
};

Letters letters_of(const std::vector<std::vector<LineSpan>>& found) {
  constexpr std::size_t kFew = 5;  // one character in so many
  std::size_t all = 0;
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t traditional = 0;
  for (const std::vector<LineSpan>& spans : found) {
    for (const LineSpan& span : spans) {
      for (const char32_t cp : span.after) {
        all += cp >= 0x80 ? 1 : 0;
        kana += char_class(cp) == CharClass::kana ? 1 : 0;
        hangul += char_class(cp) == CharClass::hangul ? 1 : 0;
        traditional += is_traditional_only(cp) ? 1 : 0;
      }
    }
  }
  return {kana * kFew > all, hangul * kFew > all, traditional * kFew > all};
}

/// `may_be_rare`: hanzi that people write with will do, such as those of chemistry.
bool is_common_text(std::u32string_view text, Letters letters, const LanguageModel& model,
                    bool may_be_rare) {
  return std::all_of(text.begin(), text.end(), [&](char32_t cp) {
    const CharClass kind = char_class(cp);
    if (cp < 0x80 || is_sign(kind) || cp == U'×' || cp == U'÷') return true;
    if ((letters.kana && kind == CharClass::kana) || (letters.hangul && kind == CharClass::hangul))
      return true;
    if (!is_han(cp)) return false;
    if (letters.kana) return true;  // of kanji the model knows little
    if (is_traditional_only(cp) && !letters.traditional) return false;
    return is_common_hanzi(cp, model) || (may_be_rare && is_known_hanzi(cp, model));
  });
}

/// Whether it is words of Latin, Greek or Cyrillic letters: what is valid, and likelier than what
/// it was, is what a document had that was misread as a whole.
bool is_of_alphabet(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t cp) {
    const CharClass kind = char_class(cp);
    return cp < 0x80 || is_sign(kind) || kind == CharClass::latin1 ||
           kind == CharClass::latin_extended || kind == CharClass::greek ||
           kind == CharClass::cyrillic;
  });
}

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

/// Whether the bytes begin characters of UTF-8, the last of which is not whole.
bool is_cut_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = read_utf8(bytes).length;
    if (length == 1) return false;
    if (length == 0) break;
    bytes.remove_prefix(length);
  }
  constexpr unsigned char kFirstLead = 0xC2;
  constexpr unsigned char kLastLead = 0xF4;
  const auto is_continuation = [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
  };
  return !bytes.empty() && static_cast<unsigned char>(bytes[0]) >= kFirstLead &&
         static_cast<unsigned char>(bytes[0]) <= kLastLead &&
         std::all_of(bytes.begin() + 1, bytes.end(), is_continuation);
}

/// How many symbols of the line, apart from those that spans are known of, are what UTF-8 comes to
/// whose characters lost a byte at the end: hardly anything that people write is, before a mark.
std::size_t count_cut(const Misread& channel, std::u32string_view line,
                      const std::vector<LineSpan>& known) {
  std::size_t cut = 0;
  std::string bytes;
  std::size_t symbols = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const LineSpan& span) {
      return at >= span.begin && at < span.end;
    });
    if (!is_known && is_mark(line[at]) && is_cut_utf8(bytes))
      cut += symbols + (line[at] >= 0x80 ? 1 : 0);
    const EncodedChar encoded =
        is_known || line[at] < 0x80 || is_mark(line[at]) || channel.wrong() == nullptr
            ? EncodedChar{}
            : channel.wrong()->encode(line[at]);
    if (encoded.length == 0) {
      bytes.clear();
      symbols = 0;
      continue;
    }
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
    ++symbols;
  }
  return cut;
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

std::size_t Leftovers::count_drawn(const Misread& channel,
                                   const std::vector<std::vector<LineSpan>>& found) const {
  std::size_t drawn = 0;
  std::size_t seen = 0;  // of document_.lines()
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    while (seen < document_.lines().size() && document_.lines()[seen].begin < begin) ++seen;
    if (seen < document_.lines().size() && document_.lines()[seen].begin == begin &&
        !found[seen].empty())
      return;
    const std::u32string line =
        to_utf32(std::string_view(document_.text()).substr(begin, end - begin));
    const bool may_draw = is_drawn(line);
    const bool is_odd = seen < document_.lines().size() && document_.lines()[seen].begin == begin &&
                        document_.lines()[seen].scan.is_suspicious();
    const bool may_be_pinyin = breaks_words(line);
    if (!may_draw && !is_odd && !may_be_pinyin && !may_be_frame(line)) return;
    const LanguageModel& model = LanguageModel::embedded();
    const QuickDecode decode = quick_decode(channel, line, model);
    if (!decode.is_lossless()) return;
    const double gain = decode.log_probability - model.score_text(line);
    const bool is_text =
        is_odd && gain > kGainOfEachLetter * static_cast<double>(decode.characters) &&
        (is_of_alphabet(decode.text) || is_common_text(decode.text, {}, model, true));
    const bool draws = (may_draw || is_frame(decode.text)) &&
                       (draws_instead(decode.text, line) || draws_likelier(decode, line, model));
    if (is_text || draws || (may_be_pinyin && is_pinyin(decode.text)))
      drawn += count_non_ascii(line);
  });
  return drawn;
}

std::size_t Leftovers::count_neutral(const Misread& channel) const {
  const std::size_t kana = channel.keeps_kana() ? document_.counts().kana : 0;
  constexpr char32_t kBlank = U'\u3000';
  if (channel.wrong() == nullptr) return kana;
  const EncodedChar read = channel.wrong()->encode(kBlank);
  const EncodedChar written = channel.original().encode(kBlank);
  const bool keeps_blanks = read.length > 0 && std::ranges::equal(read.view(), written.view());
  if (!keeps_blanks) return kana;
  const std::u32string symbols = to_utf32(document_.text());
  return kana + static_cast<std::size_t>(std::count(symbols.begin(), symbols.end(), kBlank));
}

Leftovers::ChannelOfMost Leftovers::find_channel_of_most(
    const std::vector<std::vector<LineSpan>>& found, bool may_guess) const {
  if (document_.habits().is_about_mojibake || !document_.is_well_formed()) return {};
  std::map<std::string_view, std::size_t> explained;
  for (std::size_t i = 0; i < document_.lines().size(); ++i) {
    const std::u32string_view line = document_.lines()[i].symbols;
    for (const LineSpan& span : found[i]) {
      if (!may_guess && span.inferred.size() * kKnownPerGuess > span.after.size()) continue;
      explained[without_variant(span.channel)] +=
          count_non_ascii(line.substr(span.begin, span.end - span.begin));
    }
  }
  const auto most =
      std::max_element(explained.begin(), explained.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == explained.end()) return {};
  const Misread* channel = Registry::instance().find_misread(most->first);
  if (channel != nullptr) most->second += count_drawn(*channel, found);
  if (channel != nullptr && channel->was_utf8() && may_guess) {
    for (std::size_t i = 0; i < document_.lines().size(); ++i)
      most->second += count_cut(*channel, document_.lines()[i].symbols, found[i]);
  }
  if (most->second < kLeastExplained) return {};
  const std::size_t neutral = channel != nullptr ? count_neutral(*channel) : 0;
  const std::size_t rest =
      document_.counts().non_ascii - std::min(document_.counts().non_ascii, most->second + neutral);
  if (rest * kTimesTheRest > most->second) return {};
  return {channel, rest * kManyTimesTheRest <= most->second};
}

const Misread* Leftovers::find_lossy(const std::vector<std::vector<LineSpan>>& found) const {
  const auto [channel, is_of_nearly_all] = find_channel_of_most(found, true);
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

void Leftovers::restore(const std::vector<std::vector<LineSpan>>& found,
                        const std::set<std::size_t>& keeping, std::vector<Span>& spans) const {
  const ChannelOfMost most = find_channel_of_most(found, false);
  const Misread* channel = most.channel;
  if (channel == nullptr) return;
  const LanguageModel& model = LanguageModel::embedded();
  const Letters letters = letters_of(found);
  // What comes of a step before the last is no text yet.
  const bool leads_on = most.is_of_nearly_all && make_no_sense(found);
  const bool is_foreign = letters.kana || letters.hangul;
  const double foreign_doubt = is_foreign && most.is_of_nearly_all ? kForeignDoubt : 0;
  static const std::vector<LineSpan> kNothing;
  std::size_t seen = 0;  // of document_.lines()
  std::vector<Span> added;
  std::set<std::size_t> replaced;  // numbers of lines
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    while (seen < document_.lines().size() && document_.lines()[seen].begin < begin) ++seen;
    const bool is_seen = seen < document_.lines().size() && document_.lines()[seen].begin == begin;
    const std::vector<LineSpan>& known = is_seen ? found[seen] : kNothing;
    DocumentLine line{begin, end, number};
    if (!is_surely_by(known, *channel) || (is_seen && keeping.contains(seen))) return;
    line.symbols =
        to_utf32(std::string_view(document_.text()).substr(line.begin, end - line.begin));
    if (known.size() == 1 && known[0].end - known[0].begin == line.symbols.size()) return;
    if (channel->was_utf8() && stays_hanzi(line.symbols, model)) return;
    QuickDecode decode = quick_decode(*channel, line.symbols, model);
    if (decode.characters == 0 || !decode.is_lossless() ||
        (decode.is_ambiguous && !is_of_either_table(*channel, line.symbols))) {
      return;
    }
    const bool is_odd = is_seen && document_.lines()[seen].scan.is_suspicious();
    const double gain = decode.log_probability - model.score_text(apply_spans(line.symbols, known));
    // What stayed beside what came back may be healthy.
    const double doubt = most.is_of_nearly_all && known.empty()
                             ? std::max(foreign_doubt, kDoubtOfRest)
                             : foreign_doubt;
    const bool is_text =
        gain + doubt > 0 &&
        (is_common_text(decode.text, letters, model, is_odd || most.is_of_nearly_all) ||
         (most.is_of_nearly_all && is_of_alphabet(decode.text) &&
          (channel->was_utf8() || gain > kGainOfLetters)));
    const bool is_no_prose = draws_instead(decode.text, line.symbols) || is_pinyin(decode.text);
    if (!is_text && !leads_on && !is_no_prose) return;
    if (!known.empty()) replaced.insert(number);
    std::vector<LineSpan> whole = {
        {0, line.symbols.size(), std::string(channel->name()), decode.text, 1, {}}};
    // Hanzi are likelier than the letters of pinyin, to the model.
    if (!is_no_prose) keep_fields(line.symbols, whole, document_.habits(), model);
    keep_meant_letters(line.symbols, whole, model);
    document_.append_spans(line, whole, added);
  });
  std::erase_if(spans, [&](const Span& span) { return replaced.contains(span.line); });
  std::move(added.begin(), added.end(), std::back_inserter(spans));
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

}  // namespace fuyuan
