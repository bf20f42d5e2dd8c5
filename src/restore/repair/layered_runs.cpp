#include "restore/repair/layered_runs.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kAbove = "utf8-as-gbk";
/// UTF-8 first: other bytes are hardly ever valid as such.
constexpr std::array<std::string_view, 2> kBelow = {"utf8-as-windows-1252", "gbk-as-windows-1252"};
constexpr std::size_t kLeastHanzi = 2;
constexpr std::size_t kPhrase = 5;       ///< characters, of which some may be rare
constexpr double kLeastGain = 12;        ///< nats
constexpr std::size_t kOneInSoMany = 4;  ///< what may be of another kind

/// Whether GBK has it where UTF-8 has a letter of Latin-1, or a control.
bool may_be_letter(Symbol symbol) {
  static const Charset& gbk = *find_charset("gb18030");
  if (!is_han(symbol)) return false;
  const EncodedChar encoded = gbk.encode(symbol);
  return encoded.length == 2 && (encoded.bytes[0] == 0xC2 || encoded.bytes[0] == 0xC3) &&
         encoded.bytes[1] >= 0x80 && encoded.bytes[1] < 0xC0;
}

/// Whether most of it is in common use, and some of it hanzi.
bool is_everyday(std::u32string_view text, const LanguageModel& model) {
  const auto count = [&](auto test) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), test));
  };
  const std::size_t common = count([&](char32_t cp) { return is_everyday_character(cp, model); });
  const std::size_t least = text.size() < kPhrase ? text.size() : text.size() / 2;
  return count(is_han) >= kLeastHanzi && common >= least && count(is_chinese_text) == text.size();
}

std::optional<LayeredRun> undo(std::u32string_view line, std::size_t begin, std::size_t end,
                               const LanguageModel& model) {
  const Registry& registry = Registry::instance();
  const std::u32string_view run = line.substr(begin, end - begin);
  const auto letters = decode_exactly(*registry.find_misread(kAbove), run);
  if (!letters) return {};
  for (const std::string_view name : kBelow) {
    const Misread* below = registry.find_misread(name);
    auto text = decode_exactly(*below, *letters);
    if (!text || !is_everyday(*text, model) ||
        model.score_text(*text) < model.score_text(run) + kLeastGain) {
      continue;
    }
    return LayeredRun{begin, end, *letters, std::move(*text), below};
  }
  return {};
}

/// Whether what stands beside the run is ASCII, or Chinese in common use: other hanzi are more of a
/// misread that goes further.
bool stands_apart(std::u32string_view line, std::size_t begin, std::size_t end,
                  const LanguageModel& model) {
  const auto is_apart = [&](std::size_t at) {
    return line[at] < 0x80 || is_everyday_character(line[at], model);
  };
  return (begin == 0 || is_apart(begin - 1)) && (end == line.size() || is_apart(end));
}

}  // namespace

std::size_t count_layered(std::u32string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), may_be_letter));
}

std::vector<LayeredRun> find_layered_runs(std::u32string_view line, const LanguageModel& model) {
  std::vector<LayeredRun> runs;
  std::size_t others = 0;
  std::size_t inside = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!may_be_letter(line[at])) continue;
    std::size_t end = at + 1;
    while (end < line.size() && may_be_letter(line[end])) ++end;
    std::optional<LayeredRun> found;
    // 么 and 每 are of those as well, and may stand beside it.
    for (const auto& [from, to] : {std::pair{at, end}, {at + 1, end}, {at, end - 1}}) {
      if (!found && to >= from + 2 * kLeastHanzi) found = undo(line, from, to, model);
    }
    if (found && !stands_apart(line, found->begin, found->end, model)) found.reset();
    (found ? inside : others) += end - at;
    if (found) runs.push_back(std::move(*found));
    at = end;
  }
  return others * kOneInSoMany > inside ? std::vector<LayeredRun>() : runs;
}

}  // namespace fuyuan
