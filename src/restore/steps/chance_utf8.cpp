#include "restore/steps/chance_utf8.hpp"

#include <algorithm>
#include <utility>

#include "restore/decode/quick_decode.hpp"
#include "restore/measure/prices.hpp"
#include "restore/reading/charset_votes.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/ascii.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

/// Raw bytes that make a charset that of all lines, where all are known to be of one, and where
/// they are not; and how many times what they are not.
constexpr std::size_t kLeastRaw = 4;
constexpr std::size_t kLeastExplained = 8;
constexpr std::size_t kManyTimesTheRest = 4;
/// Of a line that is UTF-8 by chance: nats that a single character must gain, which may be é or ±,
/// and that more of them may lose; and nats a character of what it was, for more than one.
constexpr double kGainOfOne = 6;
constexpr double kLossOfMore = 9;
constexpr double kFluentCostOfMore = 7;
/// The same in a document that is UTF-8 elsewhere: what more than one must gain.
constexpr double kGainInUtf8 = 10;
/// Hanzi of a line, of which nothing else tells.
constexpr std::size_t kFewHanzi = 4;

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

ChanceUtf8::ChanceUtf8(const DocumentText& document, const std::vector<DocumentLine>& context)
    : document_(document), context_(context) {}

ChanceUtf8::Found ChanceUtf8::find() const {
  Found found;
  const Misread* channel = find_raw_channel();
  found.is_of_all = channel != nullptr;
  if (channel == nullptr) channel = document_.habits().raw_charset;
  if (channel == nullptr || (!found.is_of_all && !is_of_pairs(*channel))) return found;
  found.channel = channel;
  const bool is_said = channel == raw_channel_of(document_.options().from);
  const std::string_view text = document_.text();
  bool is_alone = is_of_pairs(*channel);
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    const std::string_view bytes = text.substr(begin, end - begin);
    is_alone = is_alone && (count_utf8(bytes).whole == 0 || !is_valid_utf8(bytes));
  });
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t number) {
    const std::string_view bytes = text.substr(begin, end - begin);
    if (!is_in_twos(bytes)) return;
    const bool is_raw = found.is_of_all ? is_better_raw(bytes, *channel, is_alone, is_said)
                                        : is_surely_raw(begin, end, *channel);
    if (!is_raw) return;
    DocumentLine line{begin, end, number};
    line.symbols = read_raw(bytes);
    line.scan = scan_line(line.symbols, LanguageModel::embedded());
    found.lines.push_back(std::move(line));
  });
  return found;
}

const Misread* ChanceUtf8::find_raw_channel() const {
  if (!document_.options().from.empty() && !document_.habits().is_utf8 &&
      !document_.is_well_formed()) {
    // Who says UTF-8 is wrong: it is not.
    const Misread* said = raw_channel_of(document_.options().from);
    if (said != nullptr && said->original().framing() != Framing::utf8) return said;
  }
  // A single line speaks for no other by itself, but there is nothing else to go by.
  const Misread* channel = document_.habits().favourites.empty() ? document_.habits().raw_charset
                                                                 : document_.habits().favourites[0];
  if (channel == nullptr || !channel->is_raw()) return nullptr;
  std::size_t raw = 0;
  for (const std::vector<DocumentLine>* lines : {&document_.lines(), &context_}) {
    for (const DocumentLine& line : *lines) raw += line.scan.raw_bytes;
  }
  if (raw < (document_.habits().channel_of_all != nullptr ? kLeastRaw : kLeastExplained))
    return nullptr;
  const std::size_t rest =
      document_.counts().non_ascii - std::min(document_.counts().non_ascii, raw);
  if (rest * kManyTimesTheRest <= raw) return channel;
  const std::size_t told = rest - std::min(rest, count_by_chance(*channel));
  return told * kManyTimesTheRest <= raw ? channel : nullptr;
}

std::size_t ChanceUtf8::count_by_chance(const Misread& channel) const {
  const LanguageModel& model = LanguageModel::embedded();
  std::size_t count = 0;
  document_.for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    const auto bytes = std::string_view(document_.text()).substr(begin, end - begin);
    if (!is_in_twos(bytes)) return;
    const QuickDecode decode = quick_decode(channel, read_raw(bytes), model);
    if (decode.is_lossless() && decode.cost < kFluentCostOfMore &&
        is_of_known_hanzi(decode.text, model)) {
      count += count_non_ascii(to_utf32(bytes));
    }
  });
  return count;
}

bool ChanceUtf8::is_better_raw(std::string_view line, const Misread& channel, bool is_alone,
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

bool ChanceUtf8::is_surely_raw(std::size_t begin, std::size_t end, const Misread& channel) const {
  const LanguageModel& model = LanguageModel::embedded();
  const auto line = std::string_view(document_.text()).substr(begin, end - begin);
  const QuickDecode decode = quick_decode(channel, read_raw(line), model);
  const std::u32string letters = to_utf32(line);
  const bool tells =
      decode.characters > 1 || (is_lone_letter(letters) && is_common_hanzi(decode.text[0], model));
  return tells && decode.is_lossless() && !decode.is_ambiguous && decode.cost < kFluentCostOfMore &&
         is_of_known_hanzi(decode.text, model) && !has_latin1_sign(letters) &&
         decode.log_probability - model.score_text(letters) > kGainInUtf8 &&
         (is_lone_letter(letters) || mixes_alphabets(letters) ||
          is_beside_raw(document_.text(), begin, end));
}

}  // namespace fuyuan
