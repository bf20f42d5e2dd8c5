#include "restore/hypotheses/column_finder.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/record_fields.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

/// Hanzi of UTF-8 that are enough in a column of any length, and rows where there is only one: no
/// other letters are UTF-8 so often.
constexpr std::size_t kHanziOfUtf8 = 2;
constexpr std::size_t kRows = 3;
/// Different hanzi of other charsets, any two bytes of which come to something; and rows of fewer.
constexpr std::size_t kDifferentHanzi = 4;
constexpr std::size_t kRowsOfFew = 8;
/// One value in so many of a column may have lost bytes, or be no everyday text, where its table
/// was misread in several ways.
constexpr std::size_t kOddValues = 5;

/// What single bytes are read as, ASCII apart.
bool is_of_byte(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::c1:
    case CharClass::latin1:
    case CharClass::latin_extended:
    case CharClass::modifier:
    case CharClass::greek:
    case CharClass::symbol:
    case CharClass::box:
      return true;
    default:
      return false;
  }
}

/// The same of all there is; some stand in Chinese text as well.
bool is_of_any_byte(char32_t cp) {
  constexpr std::u32string_view kTypography = U"‘’“”–—…•†‡‰‹›€™";
  return is_of_byte(cp) || char_class(cp) == CharClass::cyrillic ||
         kTypography.find(cp) != std::u32string_view::npos;
}

bool is_of_bytes_alone(std::u32string_view text) {
  bool is_any = false;
  for (const char32_t cp : text) {
    if (cp < 0x80) continue;
    if (!is_of_any_byte(cp)) return false;
    is_any = true;
  }
  return is_any;
}

bool is_plain(char32_t cp) { return is_letter(cp) || is_digit(cp); }

/// The first stretch of such symbols at or behind `at`. Empty where there is none.
Stretch find_stretch(std::u32string_view text, std::size_t at) {
  const auto begin =
      std::find_if(text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())),
                   text.end(), is_of_byte);
  const auto end = std::find_if_not(begin, text.end(), is_of_byte);
  return {static_cast<std::size_t>(begin - text.begin()),
          static_cast<std::size_t>(end - text.begin())};
}

bool touches_plain(std::u32string_view text, const Stretch& stretch) {
  return (stretch.begin > 0 && is_plain(text[stretch.begin - 1])) ||
         (stretch.end < text.size() && is_plain(text[stretch.end]));
}

/// Whether what is not ASCII is letters and signs alone, and touches no plain letter or digit.
enum class Kind { none, misread, word };
Kind kind_of(std::u32string_view text) {
  bool is_any = false;
  for (Stretch found = find_stretch(text, 0); found.begin < found.end;
       found = find_stretch(text, found.end)) {
    if (touches_plain(text, found)) return Kind::word;
    is_any = true;
  }
  const bool has_other = std::any_of(text.begin(), text.end(),
                                     [](char32_t cp) { return cp >= 0x80 && !is_of_byte(cp); });
  return is_any && !has_other ? Kind::misread : Kind::none;
}

bool has_letter(std::u32string_view text) {
  constexpr char32_t kFirstLetter = 0xC0;
  return std::any_of(text.begin(), text.end(), [](char32_t cp) { return cp >= kFirstLetter; });
}

/// How many hanzi the text has; 0 where anything but common ones, and marks, stands for `before`.
std::size_t count_hanzi(std::u32string_view text, std::u32string_view before,
                        const LanguageModel& model) {
  const auto ascii = [](std::u32string_view of) {
    return std::count_if(of.begin(), of.end(), [](char32_t cp) { return cp < 0x80; });
  };
  if (ascii(text) != ascii(before)) return 0;
  std::size_t hanzi = 0;
  for (const char32_t cp : text) {
    if (cp < 0x80) continue;
    if (!is_everyday_character(cp, model)) return 0;
    hanzi += is_han(cp) ? 1 : 0;
  }
  return hanzi;
}

/// Whether each hanzi stands by itself behind a plain letter: `lu贸 s墨` is luó sī.
bool is_of_accented_letters(std::u32string_view text) {
  bool is_any = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_han(text[at])) continue;
    if (at == 0 || !is_letter(text[at - 1]) || (at + 1 < text.size() && is_han(text[at + 1])))
      return false;
    is_any = true;
  }
  return is_any;
}

/// Whether pairs of the rarer charset, read by the same decoder, may as well be of the other.
bool is_commoner(const Misread& other, const Misread& channel) {
  return other.wrong() == channel.wrong() && other.rarity() < channel.rarity() &&
         !other.was_utf8() && !channel.was_utf8();
}

}  // namespace

std::vector<std::u32string> ColumnFinder::Column::different() const {
  std::set<std::u32string> texts;
  for (const Value& value : values) texts.insert(value.text);
  return {texts.begin(), texts.end()};
}

void ColumnFinder::add(std::size_t number, std::u32string_view line) {
  if (std::none_of(line.begin(), line.end(), is_beside_healthy() ? is_of_byte : is_of_any_byte))
    return;
  const std::vector<RecordField> fields = split_record(line);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::u32string_view text = line.substr(fields[i].begin, fields[i].end - fields[i].begin);
    const Kind kind = is_beside_healthy()       ? kind_of(text)
                      : is_of_bytes_alone(text) ? Kind::misread
                                                : Kind::none;
    if (kind == Kind::none) continue;
    ++doubtful_[number];
    Column& column = columns_[{fields.size(), i}];
    column.has_words |= kind == Kind::word;
    column.values.push_back({number, fields[i].begin, std::u32string(text)});
  }
}

ColumnFinder::Decoded ColumnFinder::decode_by(const Misread& channel,
                                              const std::vector<std::u32string>& values) const {
  Decoded decoded;
  decoded.log_probability = -channel.rarity();
  const std::size_t most_odd = is_beside_healthy() ? 0 : values.size() / kOddValues;
  std::size_t odd = 0;
  for (const std::u32string& value : values) {
    std::optional<std::u32string> text = decode_exactly(channel, value);
    if (!text || *text == value) {
      if (++odd > most_odd) return {};
      decoded.log_probability += model_.score_text(value);
      continue;
    }
    decoded.log_probability += model_.score_text(*text);
    decoded.texts.emplace(value, std::move(*text));
  }
  decoded.channel = &channel;
  return decoded;
}

bool ColumnFinder::are_words(const Decoded& decoded) const {
  std::size_t characters = 0;
  for (const auto& [before, after] : decoded.texts) {
    for (const char32_t cp : after) {
      if (cp < 0x80) continue;
      if (!is_chinese_text(cp)) return false;
      ++characters;
    }
  }
  // What comes of another charset costs half as much again, and more.
  return -decoded.log_probability < kPlausibleCost * static_cast<double>(characters);
}

bool ColumnFinder::tells_enough(const Decoded& decoded, std::size_t rows) const {
  std::set<char32_t> different;
  std::size_t hanzi = 0;
  bool is_of_letters = false;
  const bool may_be_rare = !is_beside_healthy() && are_words(decoded);
  const std::size_t most_odd = is_beside_healthy() ? 0 : decoded.texts.size() / kOddValues;
  std::size_t odd = 0;
  for (const auto& [before, after] : decoded.texts) {
    const std::size_t count = count_hanzi(after, before, model_);
    if (((count == 0 && !may_be_rare) || is_of_accented_letters(after)) && ++odd > most_odd)
      return false;
    hanzi += count;
    different.insert(after.begin(), after.end());
    is_of_letters |= has_letter(before);
  }
  if (decoded.channel->was_utf8()) return hanzi >= kHanziOfUtf8 || rows >= kRows;
  return is_of_letters && rows >= kRows &&
         (different.size() >= kDifferentHanzi || rows >= kRowsOfFew);
}

ColumnFinder::Decoded ColumnFinder::decode(const std::vector<std::u32string>& values,
                                           std::size_t rows, int layers) const {
  Decoded best;
  Decoded layer;
  for (const Misread* channel : Registry::instance().misreads()) {
    if (!channel->reads_single_bytes()) continue;
    Decoded decoded = decode_by(*channel, values);
    if (decoded.channel == nullptr) continue;
    if (tells_enough(decoded, rows)) {
      if (best.channel == nullptr || decoded.log_probability > best.log_probability)
        best = std::move(decoded);
    } else if (layers > 1 && layer.channel == nullptr && channel->was_utf8()) {
      std::vector<std::u32string> below;
      for (const auto& [before, after] : decoded.texts) below.push_back(after);
      if (decode(below, rows, layers - 1).channel == nullptr) continue;
      layer = std::move(decoded);
      layer.is_layer = true;
    }
  }
  return best.channel != nullptr ? best : layer;
}

std::vector<std::pair<const ColumnFinder::Column*, ColumnFinder::Decoded>>
ColumnFinder::decode_all() const {
  std::vector<std::pair<const Column*, Decoded>> all;
  std::set<const Misread*> channels;
  for (const auto& [place, column] : columns_) {
    if (column.has_words) continue;
    Decoded decoded = decode(column.different(), column.values.size(), kMostLayers);
    if (decoded.channel == nullptr) continue;
    channels.insert(decoded.channel);
    all.emplace_back(&column, std::move(decoded));
  }
  for (auto& [column, decoded] : all) {
    for (const Misread* other : channels) {
      if (!is_commoner(*other, *decoded.channel)) continue;
      Decoded by_other = decode_by(*other, column->different());
      if (by_other.texts.size() >= decoded.texts.size()) decoded = std::move(by_other);
    }
  }
  return all;
}

std::map<std::size_t, std::vector<LineSpan>> ColumnFinder::find() const {
  std::map<std::size_t, std::vector<LineSpan>> found;
  std::map<std::size_t, std::set<std::pair<const Misread*, bool>>> ways;  // by line
  const bool is_of_several = search_ == Search::of_several;
  if (is_of_several && std::none_of(doubtful_.begin(), doubtful_.end(),
                                    [](const auto& entry) { return entry.second > 1; })) {
    return found;
  }
  for (const auto& [column, decoded] : decode_all()) {
    for (const Value& value : column->values) {
      const auto text = decoded.texts.find(value.text);
      if (text == decoded.texts.end()) continue;
      ways[value.line].emplace(decoded.channel, decoded.is_layer);
      found[value.line].push_back({value.begin,
                                   value.begin + value.text.size(),
                                   std::string(decoded.channel->name()),
                                   text->second,
                                   1,
                                   {}});
    }
  }
  std::erase_if(found,
                [&](const auto& entry) { return entry.second.size() < doubtful_.at(entry.first); });
  // What one channel explains tells more line by line.
  if (is_of_several && std::none_of(found.begin(), found.end(), [&](const auto& entry) {
        return ways.at(entry.first).size() > 1;
      })) {
    return {};
  }
  for (auto& [line, spans] : found) {
    std::sort(spans.begin(), spans.end(),
              [](const LineSpan& a, const LineSpan& b) { return a.begin < b.begin; });
  }
  return found;
}

std::vector<MisreadLetters> find_misread_letters(std::u32string_view line,
                                                 const LanguageModel& model) {
  constexpr int kLayers = 2;
  constexpr std::u32string_view kPunctuation = U"“”‘’—…·";  // of Chinese text as well
  static const Misread& channel = *Registry::instance().find_misread("utf8-as-windows-1252");
  const auto is_byte = [&](std::size_t at) {
    return line[at] >= 0x80 && !is_raw(line[at]) && channel.wrong()->encode(line[at]).length == 1;
  };
  const auto is_sign = [&](std::size_t at) {
    return kPunctuation.find(line[at]) != std::u32string_view::npos;
  };
  const auto is_letter_at = [&](std::size_t at) { return at < line.size() && is_letter(line[at]); };
  constexpr int kMostSigns = 4;  // that stand behind a word
  std::vector<MisreadLetters> letters;
  for (std::size_t at = 0, end = 0; at < line.size(); at = std::max(at + 1, end)) {
    if (!is_byte(at) || is_sign(at)) continue;
    for (end = at; end < line.size() && is_byte(end);) ++end;
    const std::size_t next = end;
    const auto decode = [&] {
      const std::u32string symbols(line.substr(at, end - at));
      std::optional<std::u32string> text = symbols;
      for (int layer = 1; text && layer <= kLayers; ++layer) {
        text = decode_exactly(channel, *text);
        const std::size_t hanzi = text ? count_hanzi(*text, symbols, model) : 0;
        const bool is_counted = at > 0 && is_digit(line[at - 1]);
        if (hanzi >= kHanziOfUtf8 || (hanzi > 0 && layer > 1 && is_counted)) return text;
      }
      return std::optional<std::u32string>();
    };
    std::optional<std::u32string> text = decode();
    for (int cut = 0; !text && cut < kMostSigns && is_sign(end - 1); ++cut, text = decode()) --end;
    if (text && (at == 0 || !is_letter_at(at - 1)) && !is_letter_at(end))
      letters.push_back({at, end, std::move(*text)});
    end = next;
  }
  return letters;
}

bool holds_misread_hanzi(std::u32string_view line, const LanguageModel& model) {
  static const Misread& channel = *Registry::instance().find_misread("utf8-as-windows-1252");
  constexpr std::size_t kBytes = 3;  ///< of a hanzi
  for (Stretch found = find_stretch(line, 0); found.begin < found.end;
       found = find_stretch(line, found.end)) {
    const std::u32string_view text = line.substr(found.begin, found.end - found.begin);
    if (text.size() % kBytes != 0 || touches_plain(line, found)) continue;
    const std::optional<std::u32string> meant = decode_exactly(channel, text);
    if (meant && count_hanzi(*meant, text, model) > 0) return true;
  }
  return false;
}

}  // namespace fuyuan
