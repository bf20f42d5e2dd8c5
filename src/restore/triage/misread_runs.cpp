#include "restore/triage/misread_runs.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "charset/charset.hpp"
#include "restore/measure/letter_bytes.hpp"
#include "restore/measure/prices.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr int kLayers = 2;
constexpr std::size_t kLeastHanzi = 2;
constexpr std::size_t kLongest = 4;         ///< bytes of a character
constexpr float kGainOverPairs = 10;        ///< nats
constexpr float kPriceOfUnreadable = 20.0;  ///< of a byte that is part of no pair

/// The text of pairs; nothing where some bytes are none.
std::optional<std::u32string> read_pairs(std::string_view bytes) {
  static const Charset& gbk = *find_charset("gb18030");
  std::u32string text;
  while (!bytes.empty()) {
    const DecodedChar pair = gbk.decode(byte_view(bytes.substr(0, kLongest)));
    if (pair.length != 2) return std::nullopt;
    text.push_back(pair.code_point);
    bytes.remove_prefix(pair.length);
  }
  return text;
}

/// What the text costs; nothing where it is no Chinese one.
std::optional<float> price_of_text(std::u32string_view text, const LanguageModel& model) {
  const auto hanzi = std::count_if(text.begin(), text.end(), is_han);
  if (static_cast<std::size_t>(hanzi) < kLeastHanzi ||
      !std::all_of(text.begin(), text.end(),
                   [&](char32_t cp) { return is_everyday_character(cp, model); })) {
    return std::nullopt;
  }
  float price = 0;
  for (const char32_t cp : text) price += price_alone(cp, model);
  return price;
}

/// The same of the text that the bytes are, or that is behind them.
std::optional<float> price_behind(std::string_view bytes, int layers, const LanguageModel& model) {
  if (is_valid_utf8(bytes)) {
    const std::u32string text = to_utf32(bytes);
    std::string behind;
    for (const char32_t cp : text) behind.push_back(static_cast<char>(letter_byte(cp)));
    const bool is_of_letters = behind.find('\0') == std::string::npos;
    if (is_of_letters && layers > 1) return price_behind(behind, layers - 1, model);
    if (auto price = price_of_text(text, model)) return price;
  }
  const std::optional<std::u32string> text = read_pairs(bytes);
  return text ? price_of_text(*text, model) : std::nullopt;
}

/// What the bytes cost as pairs.
float price_as_pairs(std::string_view bytes, const LanguageModel& model) {
  static const Charset& gbk = *find_charset("gb18030");
  float price = 0;
  while (!bytes.empty()) {
    const DecodedChar pair = gbk.decode(byte_view(bytes.substr(0, kLongest)));
    price += pair.length == 2 ? price_alone(pair.code_point, model) : kPriceOfUnreadable;
    bytes.remove_prefix(pair.length == 2 ? 2 : 1);
  }
  return price;
}

}  // namespace

std::vector<MisreadRun> find_misread_runs(std::string_view line, const LanguageModel& model) {
  std::vector<MisreadRun> runs;
  for (std::size_t begin = 0; begin < line.size();) {
    std::string behind;
    std::size_t end = begin;
    while (end < line.size()) {
      const Utf8Char next = read_utf8(line.substr(end, kLongest));
      const unsigned char byte = next.length > 1 ? letter_byte(next.code_point) : 0;
      if (byte == 0) break;
      behind.push_back(static_cast<char>(byte));
      end += next.length;
    }
    if (end > begin) {
      const std::optional<float> price = price_behind(behind, kLayers, model);
      if (price && *price + kGainOverPairs < price_as_pairs(line.substr(begin, end - begin), model))
        runs.push_back({begin, end, *price});
    }
    begin = std::max(end, begin + 1);
  }
  return runs;
}

}  // namespace fuyuan
