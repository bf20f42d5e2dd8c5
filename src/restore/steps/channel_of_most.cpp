#include "restore/steps/channel_of_most.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <string>

#include "restore/decode/quick_decode.hpp"
#include "restore/measure/character_lists.hpp"
#include "restore/verdict/leftover_text.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Symbols that one channel has to have explained, and how many times what it did not: so that it
/// may be asked about the rest, and so that the model is asked less strictly about it.
constexpr std::size_t kLeastExplained = 8;
constexpr std::size_t kTimesTheRest = 2;
constexpr std::size_t kManyTimesTheRest = 4;
/// Characters for each that was guessed, in what tells of a channel.
constexpr std::size_t kKnownPerGuess = 4;
constexpr double kGainOfEachLetter = 4;  ///< nats, of such that were beyond doubt something else

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

/// Symbols of lines in which nothing was found that draw something by the channel, or come to
/// letters of an alphabet without doubt.
std::size_t count_drawn(const DocumentText& document, const Misread& channel,
                        const std::vector<std::vector<LineSpan>>& found) {
  std::size_t drawn = 0;
  std::size_t seen = 0;  // of document.lines()
  document.for_each_line([&](std::size_t begin, std::size_t end, std::size_t) {
    while (seen < document.lines().size() && document.lines()[seen].begin < begin) ++seen;
    if (seen < document.lines().size() && document.lines()[seen].begin == begin &&
        !found[seen].empty())
      return;
    const std::u32string line =
        to_utf32(std::string_view(document.text()).substr(begin, end - begin));
    const bool may_draw = is_drawn(line);
    const bool is_odd = seen < document.lines().size() && document.lines()[seen].begin == begin &&
                        document.lines()[seen].scan.is_suspicious();
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

/// Kana and blanks that are where they are in both charsets of the channel, and tell nothing.
std::size_t count_neutral(const DocumentText& document, const Misread& channel) {
  const std::size_t kana = channel.keeps_kana() ? document.counts().kana : 0;
  constexpr char32_t kBlank = U'\u3000';
  if (channel.wrong() == nullptr) return kana;
  const EncodedChar read = channel.wrong()->encode(kBlank);
  const EncodedChar written = channel.original().encode(kBlank);
  const bool keeps_blanks = read.length > 0 && std::ranges::equal(read.view(), written.view());
  if (!keeps_blanks) return kana;
  const std::u32string symbols = to_utf32(document.text());
  return kana + static_cast<std::size_t>(std::count(symbols.begin(), symbols.end(), kBlank));
}

}  // namespace

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

ChannelOfMost find_channel_of_most(const DocumentText& document,
                                   const std::vector<std::vector<LineSpan>>& found,
                                   bool may_guess) {
  if (document.habits().is_about_mojibake || !document.is_well_formed()) return {};
  std::map<std::string_view, std::size_t> explained;
  for (std::size_t i = 0; i < document.lines().size(); ++i) {
    const std::u32string_view line = document.lines()[i].symbols;
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
  if (channel != nullptr) most->second += count_drawn(document, *channel, found);
  if (channel != nullptr && channel->was_utf8() && may_guess) {
    for (std::size_t i = 0; i < document.lines().size(); ++i)
      most->second += count_cut(*channel, document.lines()[i].symbols, found[i]);
  }
  if (most->second < kLeastExplained) return {};
  const std::size_t neutral = channel != nullptr ? count_neutral(document, *channel) : 0;
  const std::size_t rest =
      document.counts().non_ascii - std::min(document.counts().non_ascii, most->second + neutral);
  if (rest * kTimesTheRest > most->second) return {};
  return {channel, rest * kManyTimesTheRest <= most->second};
}

}  // namespace fuyuan
