// Lines too short to tell by themselves that they were misread, in a document that was: or that
// they are no UTF-8, in one that is not.

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "restore/decode/quick_decode.hpp"
#include "restore/document.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/measure/prices.hpp"
#include "restore/reading/charset_votes.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "restore/verdict/meant_letters.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

/// Symbols that one channel has to have explained, and how many times what it did not: so that it
/// may be asked about the rest, and so that the model is not asked about bytes, or about Japanese
/// and Korean, of which it knows less than of Chinese, as strictly.
constexpr std::size_t kLeastExplained = 8;
constexpr std::size_t kLeastRaw = 4;  ///< raw bytes, where all are known to be of one charset
constexpr std::size_t kTimesTheRest = 2;
constexpr std::size_t kManyTimesTheRest = 4;
constexpr double kForeignDoubt = 10;  ///< nats
/// Characters for each that was guessed, in what tells of a channel.
constexpr std::size_t kKnownPerGuess = 4;
/// Probability of what was lost in a line that has little else.
constexpr double kLikelySign = 0.3;
constexpr double kLikelyHanzi = 0.6;
/// Of a line that is UTF-8 by chance: nats that a single character must gain, which may be é or ±,
/// and that more of them may lose; and nats a character of what it was, for more than one.
constexpr double kGainOfOne = 6;
constexpr double kLossOfMore = 9;
constexpr double kFluentCostOfMore = 7;
/// The same in a document that is UTF-8 elsewhere: what more than one must gain.
constexpr double kGainInUtf8 = 10;
constexpr double kKnownCharset = 12;  ///< nats: the vote of all other lines
/// Hanzi of a line, of which nothing else tells.
constexpr std::size_t kFewHanzi = 4;

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
    if (cp < 0x80 || is_sign(kind)) return true;
    if ((letters.kana && kind == CharClass::kana) || (letters.hangul && kind == CharClass::hangul))
      return true;
    if (!is_han(cp)) return false;
    if (letters.kana) return true;  // of kanji the model knows little
    if (is_traditional_only(cp) && !letters.traditional) return false;
    return is_common_hanzi(cp, model) || (may_be_rare && is_known_hanzi(cp, model));
  });
}

/// Whether a row of letters or hanzi is a frame, a rule or an ornament in truth, of which the model
/// knows little.
bool draws_instead(std::u32string_view text, std::u32string_view symbols) {
  return count_non_ascii(text) > 1 && are_signs(text) && !are_signs(symbols);
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

bool is_of_pairs(const Misread& channel) {
  const Framing framing = channel.original().framing();
  return framing == Framing::gb18030 || framing == Framing::double_byte;
}

bool has_latin1_sign(std::u32string_view text) {
  constexpr char32_t kFirstLetter = 0xC0;
  return std::any_of(text.begin(), text.end(), [](char32_t cp) {
    return cp == U'×' || cp == U'÷' || (cp < kFirstLetter && char_class(cp) == CharClass::latin1);
  });
}

/// Whether the line is hanzi that people write with, none of which ends or begins a word of
/// letters, as `é` of `café` would.
bool is_of_known_hanzi(std::u32string_view text, const LanguageModel& model) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < 0x80) continue;
    if (!is_known_hanzi(text[at], model)) return false;
    if (at > 0 && is_letter(text[at - 1]) && (at + 1 == text.size() || text[at + 1] < 0x80))
      return false;
  }
  return true;
}

/// Whether the line has characters of two bytes, and none of more: half of GB 2312's first bytes
/// begin such a one.
bool is_in_twos(std::string_view line) {
  const auto begins = [&](char first, char last) {
    return std::any_of(line.begin(), line.end(), [&](char c) { return c >= first && c <= last; });
  };
  return begins('\xC2', '\xDF') && !begins('\xE0', '\xFF') && is_valid_utf8(line);
}

/// Whether it is one letter, of an alphabet that Chinese text borrows none of by themselves, as it
/// does of Greek and of pinyin.
bool is_lone_letter(std::u32string_view text) {
  constexpr std::u32string_view kOfPinyin = U"āēěīńňōūǎǐǒǔǖǘǚǜǹ";
  return text.size() == 1 && char_class(text[0]) == CharClass::latin_extended &&
         kOfPinyin.find(text[0]) == std::u32string_view::npos;
}

/// Whether letters of two alphabets stand side by side, as in no word. Phonetics takes letters of
/// Latin and of Greek.
bool mixes_alphabets(std::u32string_view text) {
  const auto is_alphabet = [](CharClass kind) {
    return kind == CharClass::latin_extended || kind == CharClass::greek ||
           kind == CharClass::cyrillic || kind == CharClass::other_letter ||
           kind == CharClass::modifier;
  };
  for (std::size_t at = 1; at < text.size(); ++at) {
    const CharClass one = char_class(text[at - 1]);
    const CharClass other = char_class(text[at]);
    const bool is_phonetic =
        (one == CharClass::modifier || other == CharClass::modifier) &&
        (one == CharClass::latin_extended || other == CharClass::latin_extended ||
         one == CharClass::greek || other == CharClass::greek);
    if (one != other && is_alphabet(one) && is_alphabet(other) && !is_phonetic) return true;
  }
  return false;
}

/// Whether the nearest line that is no ASCII, before or behind the one from `begin` to `end`, is no
/// UTF-8. Other lines that may be that by chance are passed over.
bool is_beside_raw(std::string_view text, std::size_t begin, std::size_t end) {
  const auto tells = [](std::string_view line) { return !is_ascii(line) && !is_in_twos(line); };
  std::string_view before = text.substr(0, begin - std::min<std::size_t>(begin, 1));
  while (!before.empty()) {
    const std::size_t feed = before.rfind('\n');
    const std::size_t first = feed == std::string_view::npos ? 0 : feed + 1;
    if (tells(before.substr(first))) {
      if (!is_valid_utf8(before.substr(first))) return true;
      break;
    }
    before = before.substr(0, first - std::min<std::size_t>(first, 1));
  }
  std::string_view rest = text.substr(std::min(end + 1, text.size()));
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (tells(line)) return !is_valid_utf8(line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return false;
}

}  // namespace

const Misread* Document::find_raw_channel() const {
  if (!options_.from.empty() && !habits_.is_utf8 && !is_well_formed_) {
    // Who says UTF-8 is wrong: it is not.
    const Misread* said = raw_channel_of(options_.from);
    if (said != nullptr && said->original().framing() != Framing::utf8) return said;
  }
  // A single line speaks for no other by itself, but there is nothing else to go by.
  const Misread* channel = habits_.favourites.empty() ? habits_.raw_charset : habits_.favourites[0];
  if (channel == nullptr || !channel->is_raw()) return nullptr;
  std::size_t raw = 0;
  for (const std::vector<Line>* lines : {&lines_, &context_}) {
    for (const Line& line : *lines) raw += line.scan.raw_bytes;
  }
  const std::size_t rest = counts_.non_ascii - std::min(counts_.non_ascii, raw);
  const std::size_t least = habits_.channel_of_all != nullptr ? kLeastRaw : kLeastExplained;
  return raw < least || rest * kManyTimesTheRest > raw ? nullptr : channel;
}

void Document::read_leftovers_as_raw() {
  const Misread* channel = find_raw_channel();
  const bool is_of_all = channel != nullptr;
  if (!is_of_all) channel = habits_.raw_charset;
  if (channel == nullptr || (!is_of_all && !is_of_pairs(*channel))) return;
  if (is_of_all) habits_.votes[channel] = std::max(habits_.votes[channel], kKnownCharset);
  const bool is_said = channel == raw_channel_of(options_.from);
  bool is_alone = is_of_pairs(*channel);
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    is_alone = is_alone && (count_utf8(bytes).whole == 0 || !is_valid_utf8(bytes));
  });
  std::vector<Line> lines;
  auto known = lines_.begin();
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const auto bytes = std::string_view(text_).substr(begin, end - begin);
    const bool is_known = known != lines_.end() && known->begin == begin;
    Line line{begin, end, number};
    if (is_in_twos(bytes) && (is_of_all ? is_better_raw(bytes, *channel, is_alone, is_said)
                                        : is_surely_raw(begin, end, *channel))) {
      habits_.votes[channel] = std::max(habits_.votes[channel], kKnownCharset);
      line.symbols = read_raw(bytes);
      line.scan = scan_line(line.symbols, LanguageModel::embedded());
      lines.push_back(std::move(line));
    } else if (is_known) {
      lines.push_back(std::move(*known));
    }
    if (is_known) ++known;
  });
  lines_ = std::move(lines);
}

bool Document::is_better_raw(std::string_view line, const Misread& channel, bool is_alone,
                             bool is_said) {
  const LanguageModel& model = LanguageModel::embedded();
  const QuickDecode decode = quick_decode(channel, read_raw(line), model);
  const bool is_one = decode.characters == 1;
  if (decode.characters == 0 || !decode.is_lossless() || decode.is_ambiguous) return false;
  const std::u32string letters = to_utf32(line);
  const double gain = decode.log_probability - model.score_text(letters);
  // The signs of Latin-1 are at home in any text, letters that touch no others in none.
  if (is_alone && decode.characters <= kFewHanzi && is_of_known_hanzi(decode.text, model) &&
      (is_said || gain > kGainOfOne || !has_latin1_sign(letters))) {
    return true;
  }
  return decode.cost < (is_one ? kFluentCost : kFluentCostOfMore) &&
         gain > (is_one ? kGainOfOne : -kLossOfMore);
}

bool Document::is_surely_raw(std::size_t begin, std::size_t end, const Misread& channel) const {
  const LanguageModel& model = LanguageModel::embedded();
  const auto line = std::string_view(text_).substr(begin, end - begin);
  const QuickDecode decode = quick_decode(channel, read_raw(line), model);
  const std::u32string letters = to_utf32(line);
  const bool tells =
      decode.characters > 1 || (is_lone_letter(letters) && is_common_hanzi(decode.text[0], model));
  return tells && decode.is_lossless() && !decode.is_ambiguous && decode.cost < kFluentCostOfMore &&
         is_of_known_hanzi(decode.text, model) && !has_latin1_sign(letters) &&
         decode.log_probability - model.score_text(letters) > kGainInUtf8 &&
         (is_lone_letter(letters) || mixes_alphabets(letters) || is_beside_raw(text_, begin, end));
}

std::size_t Document::count_drawn(const Misread& channel,
                                  const std::vector<std::vector<LineSpan>>& found) const {
  std::size_t drawn = 0;
  std::size_t seen = 0;  // of lines_
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    while (seen < lines_.size() && lines_[seen].begin < begin) ++seen;
    if (seen < lines_.size() && lines_[seen].begin == begin && !found[seen].empty()) return;
    const std::u32string line = to_utf32(std::string_view(text_).substr(begin, end - begin));
    const bool may_draw = is_drawn(line);
    if (!may_draw && !may_be_frame(line)) return;
    const QuickDecode decode = quick_decode(channel, line, LanguageModel::embedded());
    if (!decode.is_lossless() || (!may_draw && !is_frame(decode.text))) return;
    if (draws_instead(decode.text, line)) drawn += count_non_ascii(line);
  });
  return drawn;
}

Document::ChannelOfMost Document::find_channel_of_most(
    const std::vector<std::vector<LineSpan>>& found, bool may_guess) const {
  if (habits_.is_about_mojibake || !is_well_formed_) return {};
  std::map<std::string_view, std::size_t> explained;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::u32string_view line = lines_[i].symbols;
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
  if (most->second < kLeastExplained) return {};
  // Kana are where they are in both charsets, and tell nothing.
  const std::size_t neutral = channel != nullptr && channel->keeps_kana() ? counts_.kana : 0;
  const std::size_t rest = counts_.non_ascii - std::min(counts_.non_ascii, most->second + neutral);
  if (rest * kTimesTheRest > most->second) return {};
  return {channel, rest * kManyTimesTheRest <= most->second};
}

void Document::restore_lossy_leftovers(const LineRestorer& restorer,
                                       std::vector<std::vector<LineSpan>>& found) const {
  const auto [channel, is_of_nearly_all] = find_channel_of_most(found, true);
  if (channel == nullptr || !is_of_nearly_all || channel->original().framing() != Framing::utf8)
    return;
  const auto is_likely = [](const InferredCharacter& one) {
    return one.probability >= (is_han(one.character) ? kLikelyHanzi : kLikelySign);
  };
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::u32string& line = lines_[i].symbols;
    if (!found[i].empty() || lines_[i].scan.marks + lines_[i].scan.replacements == 0) continue;
    std::vector<LineSpan> spans = restorer.restore_by(*channel, line, 0);
    const bool is_whole = spans.size() == 1 &&
                          count_non_ascii(line.substr(0, spans[0].begin)) == 0 &&
                          count_non_ascii(line.substr(spans[0].end)) == 0;
    if (is_whole && spans[0].after.find(kReplacement) == std::u32string::npos &&
        std::all_of(spans[0].inferred.begin(), spans[0].inferred.end(), is_likely)) {
      found[i] = std::move(spans);
    }
  }
}

void Document::restore_leftovers(const std::vector<std::vector<LineSpan>>& found,
                                 const std::set<std::size_t>& keeping,
                                 std::vector<Span>& spans) const {
  const ChannelOfMost most = find_channel_of_most(found, false);
  const Misread* channel = most.channel;
  if (channel == nullptr) return;
  const LanguageModel& model = LanguageModel::embedded();
  const Letters letters = letters_of(found);
  // What comes of a step before the last is no text yet.
  const bool leads_on = most.is_of_nearly_all && make_no_sense(found);
  const bool is_foreign = letters.kana || letters.hangul;
  const double doubt = is_foreign && most.is_of_nearly_all ? kForeignDoubt : 0;
  static const std::vector<LineSpan> kNothing;
  std::size_t seen = 0;  // of lines_
  std::vector<Span> added;
  std::set<std::size_t> replaced;  // numbers of lines
  for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    while (seen < lines_.size() && lines_[seen].begin < begin) ++seen;
    const bool is_seen = seen < lines_.size() && lines_[seen].begin == begin;
    const std::vector<LineSpan>& known = is_seen ? found[seen] : kNothing;
    Line line{begin, end, number};
    if (!is_surely_by(known, *channel) || (is_seen && keeping.contains(seen))) return;
    line.symbols = to_utf32(std::string_view(text_).substr(line.begin, end - line.begin));
    if (known.size() == 1 && known[0].end - known[0].begin == line.symbols.size()) return;
    QuickDecode decode = quick_decode(*channel, line.symbols, model);
    if (decode.characters == 0 || !decode.is_lossless() ||
        (decode.is_ambiguous && !is_of_either_table(*channel, line.symbols))) {
      return;
    }
    const bool is_odd = is_seen && lines_[seen].scan.is_suspicious();
    const bool is_text =
        is_common_text(decode.text, letters, model, is_odd || most.is_of_nearly_all) &&
        decode.log_probability + doubt > model.score_text(apply_spans(line.symbols, known));
    if (!is_text && !leads_on && !draws_instead(decode.text, line.symbols)) return;
    if (!known.empty()) replaced.insert(number);
    std::vector<LineSpan> whole = {
        {0, line.symbols.size(), std::string(channel->name()), decode.text, 1, {}}};
    keep_meant_letters(line.symbols, whole, model);
    append_spans(line, whole, added);
  });
  std::erase_if(spans, [&](const Span& span) { return replaced.contains(span.line); });
  std::move(added.begin(), added.end(), std::back_inserter(spans));
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

}  // namespace fuyuan
