#include "restore/hypotheses/channel_ranker.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "restore/decode/quick_decode.hpp"
#include "restore/hypotheses/channel_screen.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/torn_words.hpp"
#include "restore/verdict/span_evidence.hpp"

namespace fuyuan {
namespace {

constexpr double kInterestingGain = 6;    ///< nats that a channel must gain over identity
constexpr double kLookAlike = 6;          ///< nats within which one that explains all has rivals
constexpr double kRareCharsetCost = 8.5;  ///< nats a character
constexpr double kFavouriteVote = 6;      ///< nats: other lines speak for it
constexpr double kForeignCost = 6;        ///< nats: broken text of this kind is mostly Chinese
constexpr double kCertainChainCost = 13;  ///< the same where the first step is beyond doubt
constexpr double kChainTextCost = 9;      ///< what two layers of damage cost is far more
constexpr std::size_t kMaxChain = 4;      ///< steps looked ahead, the first included
/// Text that went through several misreads makes no sense anywhere.
constexpr double kBrokenThroughoutCost = 10;
constexpr double kStrayFailures =
    0.03;  ///< of the symbols, that the first of several steps may fail on
constexpr std::size_t kMostHoles = 5;            ///< one character in so many, to go on from
constexpr double kStepCost = 12;                 ///< nats that one more step must gain
constexpr double kFailureCost = 6;               ///< nats for each symbol that the first fails on
constexpr std::size_t kChainsFollowed = 8;       ///< first steps tried
constexpr std::size_t kChainsFollowedLater = 3;  ///< and further steps after each
constexpr std::size_t kBeyondChance = 6;         ///< characters
constexpr std::size_t kLookAheadSymbols = 300;   ///< of a line, which tell as much as all
constexpr std::size_t kSentence = 6;             ///< characters: fewer are a word or two
constexpr std::size_t kMuchAround = 4;           ///< characters of healthy text to each of those
constexpr std::size_t kMarksThatTell = 8;  ///< which of two charsets lacks the bytes behind them

/// Whether encoding for `channel` gives the very bytes that `previous` decoded: then the two are
/// one step, or none.
bool takes_back(const Misread& channel, const Misread& previous) {
  const auto family = [](const Charset& charset) { return charset.name().substr(0, 4); };
  const auto wrong_family = [&](const Misread& misread) {
    // A decoder that guesses takes for UTF-8 what it can.
    return misread.wrong() != nullptr ? family(*misread.wrong()) : std::string_view("utf-");
  };
  return wrong_family(channel) == family(previous.original());
}

/// Whether hardly anybody wrote Chinese in it; of EUC-JP all pairs are pairs of GBK as well.
bool is_rare(const Misread& channel) {
  const Framing framing = channel.original().framing();
  return framing == Framing::euc_tw || (framing == Framing::euc_jp && !channel.is_raw());
}

/// Whether it makes Japanese or Korean of letters, which were Chinese as a rule.
bool is_foreign(const Misread& channel) {
  return channel.was_japanese_or_korean() && channel.reads_single_bytes();
}

/// Whether the text is Japanese, of which one character in five is kana at least.
bool has_kana(std::u32string_view text) {
  const auto kana = std::count_if(text.begin(), text.end(), is_kana);
  return static_cast<std::size_t>(kana) * 5 > text.size();
}

bool has_han_or_hangul(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char32_t cp) { return is_han(cp) || char_class(cp) == CharClass::hangul; });
}

/// Letters that were misread as pairs, and had been misread before, would be pairs of what they
/// were at first. What comes back as itself was not misread before.
bool may_lead_on(const Misread& channel) {
  return channel.is_raw() ||
         (channel.original().framing() != Framing::single_byte && !channel.keeps_most());
}

/// Too little is left for a further step.
bool is_full_of_holes(std::u32string_view text) {
  const auto lost = std::count(text.begin(), text.end(), kReplacement);
  return static_cast<std::size_t>(lost) * kMostHoles > text.size();
}

/// Whether all that it makes is a word or two in much Chinese text: that may be shown there.
bool is_in_passing(const QuickDecode& decode) {
  return decode.characters < kSentence && decode.bystanders > kMuchAround * decode.characters;
}

std::size_t count_undefined(const Charset& charset) {
  return (charset.filled() & byte_range(0x80, 0xFF)).count();
}

/// Of two single-byte charsets that give the very same text, whether `other` explains the line's
/// marks better: it lacks bytes that `first` has, and none of their characters is there.
bool lacks_more(const Misread& other, const Misread& first) {
  return other.reads_single_bytes() && first.reads_single_bytes() &&
         count_undefined(*other.wrong()) > count_undefined(*first.wrong());
}

/// Bytes that make characters of UTF-8 again and again, and hardly anything else, were UTF-8. A
/// sample may end within a character.
bool is_beyond_chance(const Ranked& ranked) {
  const auto characters = static_cast<std::size_t>(std::count_if(
      ranked.text.begin(), ranked.text.end(), [](char32_t cp) { return cp >= 0x80; }));
  return ranked.channel->original().framing() == Framing::utf8 &&
         characters > kBeyondChance * (1 + 2 * ranked.failures);
}

void sort_by_gain(std::vector<Ranked>& ranked) {
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.gain > b.gain; });
}

/// Nats a character that is not ASCII, of what stands between U+FFFD.
double cost_between_holes(std::u32string text, const LanguageModel& model) {
  std::erase(text, kReplacement);
  return scan_line(text, model).non_ascii_cost;
}

}  // namespace

std::vector<Ranked> ChannelRanker::rank(std::u32string_view line, const LineScan& scan) const {
  return rank_with_steps(line, scan, {}, nullptr);
}

std::vector<Ranked> ChannelRanker::rank_alone(std::u32string_view line,
                                              const LineScan& scan) const {
  return rank_steps(line, scan, nullptr, kInterestingGain);
}

bool ChannelRanker::is_favourite(const Misread& channel) const {
  return std::find(favourites_.begin(), favourites_.end(), &channel) != favourites_.end();
}

double ChannelRanker::vote_for(const Misread& channel) const {
  const auto vote = votes_.find(&channel);
  const double voted = vote != votes_.end() ? vote->second : 0;
  return voted + (is_favourite(channel) ? kFavouriteVote : is_foreign(channel) ? -kForeignCost : 0);
}

std::optional<Ranked> ChannelRanker::attempt(const Misread& channel, std::u32string_view line,
                                             const LineScan& scan, double least_gain) const {
  const double voted = vote_for(channel);
  QuickDecode decode =
      quick_decode(channel, line, model_, scan.log_probability + least_gain - voted);
  if (decode.characters == 0) return std::nullopt;
  const bool is_shown = is_in_passing(decode);
  if (is_shown && !channel.was_utf8()) return std::nullopt;
  if (channel.is_raw() && tears_words(decode.text, channel.original())) return std::nullopt;
  if (channel.is_raw() && may_be_accents(line) && has_han_or_hangul(decode.text))
    return std::nullopt;
  // What hardly anybody wrote in has to read well: its pairs always come to something.
  if ((is_rare(channel) || is_foreign(channel)) && decode.cost > kRareCharsetCost &&
      !has_kana(decode.text)) {
    return std::nullopt;
  }
  // Legacy bytes of any language: a character that is not Chinese has nothing to gain on ASCII.
  Ranked ranked;
  ranked.channel = &channel;
  ranked.gain = decode.log_probability - scan.log_probability + voted;
  ranked.is_lossless = decode.is_lossless() && !decode.is_ambiguous;
  ranked.failures = decode.failures;
  const std::size_t failures = decode.failures - (is_shown ? 0 : decode.bystanders);
  ranked.failure_share =
      static_cast<double>(failures) / static_cast<double>(decode.characters + failures);
  ranked.cost_per_character = decode.cost;
  ranked.text = std::move(decode.text);
  return ranked;
}

std::vector<const Misread*> ChannelRanker::list_channels(const LineScan& scan) const {
  std::vector<const Misread*> out;
  for (const Misread* favourite : favourites_) {
    if (favourite->is_raw() == (scan.raw_bytes > 0)) out.push_back(favourite);
  }
  for (const Misread* channel : scan.raw_bytes > 0 ? registry_.raw() : registry_.misreads()) {
    if (!is_favourite(*channel)) out.push_back(channel);
  }
  return out;
}

std::vector<Ranked> ChannelRanker::rank_steps(std::u32string_view line, const LineScan& scan,
                                              const Misread* previous, double least_gain) const {
  std::vector<Ranked> out;
  const ChannelScreen screen(line, scan, model_);
  for (const Misread* channel : list_channels(scan)) {
    if (previous != nullptr && takes_back(*channel, *previous)) continue;
    if (least_gain > kAnyGain ? !screen.may_gain(*channel) : screen.comes_to_nothing(*channel))
      continue;
    auto ranked = attempt(*channel, line, scan, least_gain);
    if (!ranked) continue;
    if (ranked->explains_alone() && ranked->cost_per_character < kPlainTextCost)
      least_gain = std::max(least_gain, ranked->gain - kLookAlike);
    out.push_back(std::move(*ranked));
  }
  sort_by_gain(out);
  return out;
}

std::vector<Ranked> ChannelRanker::rank_with_steps(std::u32string_view line, const LineScan& scan,
                                                   std::vector<std::u32string_view> ancestors,
                                                   const Misread* previous) const {
  ancestors.push_back(line);
  const bool may_go_on = ancestors.size() < kMaxChain && !scan.has_healthy_stretch() &&
                         scan.non_ascii_cost > kBrokenThroughoutCost;
  std::vector<Ranked> out =
      rank_steps(line, scan, previous, may_go_on ? kAnyGain : kInterestingGain);
  if (may_go_on && (out.empty() || out[0].cost_per_character > kPlainTextCost)) {
    look_ahead(out, scan, ancestors);
    sort_by_gain(out);
  }
  std::erase_if(out, [](const Ranked& ranked) { return ranked.gain < kInterestingGain; });
  if (out.size() > 1 && scan.replacements + scan.marks >= kMarksThatTell &&
      out[1].text == out[0].text && lacks_more(*out[1].channel, *out[0].channel)) {
    std::swap(out[0], out[1]);
  }
  return out;
}

void ChannelRanker::look_ahead(std::vector<Ranked>& ranked, const LineScan& scan,
                               std::vector<std::u32string_view> ancestors) const {
  // A sample tells as much as the whole, and bounds the work on long lines.
  const std::u32string_view line = ancestors.back();
  const std::u32string_view sample = line.substr(0, kLookAheadSymbols);
  const double scale = static_cast<double>(line.size()) / static_cast<double>(sample.size());
  const double before = sample.size() == line.size() ? scan.log_probability
                                                     : scan_line(sample, model_).log_probability;
  ancestors.back() = sample;
  const std::size_t most = ancestors.size() == 1 ? kChainsFollowed : kChainsFollowedLater;
  std::size_t asked = 0;
  std::set<std::u32string> texts;
  std::stable_partition(ranked.begin(), ranked.end(), is_beyond_chance);
  for (Ranked& first : ranked) {
    if ((first.failure_share > kStrayFailures && !is_beyond_chance(first)) ||
        is_full_of_holes(first.text) || asked >= most || !may_lead_on(*first.channel)) {
      continue;
    }
    const std::u32string text = sample.size() == line.size()
                                    ? first.text
                                    : quick_decode(*first.channel, sample, model_).text;
    // Undoing and doing again leads nowhere, and twice the same to the same place.
    if (std::find(ancestors.begin(), ancestors.end(), text) != ancestors.end() ||
        !texts.insert(text).second) {
      continue;
    }
    ++asked;
    const LineScan after = scan_line(text, model_);
    const std::vector<Ranked> next = rank_with_steps(text, after, ancestors, first.channel);
    // Formulas and forms cost more, and nothing else is UTF-8 from end to end.
    const bool is_certain = first.failures == 0 && is_beyond_chance(first);
    if (next.empty() ||
        next[0].cost_per_character > (is_certain ? kCertainChainCost : kChainTextCost)) {
      continue;
    }
    // Signs and names with holes between them come to something by any charset.
    if (next[0].cost_per_character > cost_between_holes(text, model_)) continue;
    const double gain = scale * (after.log_probability - before + next[0].gain) - kStepCost -
                        kFailureCost * static_cast<double>(first.failures);
    if (gain <= first.gain) continue;
    first.gain = gain;
    first.cost_per_character = next[0].cost_per_character;
    first.failure_share = next[0].failure_share;
    first.leads_on = true;
  }
}

}  // namespace fuyuan
