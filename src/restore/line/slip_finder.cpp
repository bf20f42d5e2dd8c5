#include "restore/line/slip_finder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "restore/measure/prices.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kUnfit = 14;  ///< nats: what a pair costs that is no character
/// What a lost byte costs, with the character that is inferred then.
constexpr double kSlipCost = 12;
/// Nats that two lost bytes must be worth beyond that: rare names cost as much as what they are
/// explained by, and a run of whole pairs is one that lost nothing as a rule.
constexpr double kEvenCost = 15;
constexpr double kKnownGain = 8;  ///< nats that a channel of other lines must gain
/// Letters that stand together and have lost a byte, at the least: fewer may be signs.
constexpr std::size_t kLeastLetters = 3;

/// Letters that stand together, each of which is a byte above 7F.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string bytes;

  bool is_odd() const { return bytes.size() % 2 != 0; }
};

/// Whether the ASCII character at `at` may be the second byte of a rare character, as F in 镕 is:
/// it stands alone.
bool may_be_trail(std::u32string_view line, std::size_t at) {
  constexpr Symbol kFirst = 0x40;
  constexpr Symbol kLast = 0x7E;
  if (at >= line.size() || line[at] < kFirst || line[at] > kLast) return false;
  return at + 1 == line.size() || !is_letter(line[at + 1]);
}

/// Those of a line, as the channel has them.
std::vector<Run> cut_into_runs(std::u32string_view line, const Misread& channel) {
  const Observed observed{line};
  std::vector<Run> runs;
  bool goes_on = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const int byte = line[at] < 0x80 ? -1 : channel.decoder().peek(observed, at);
    // The byte 80 begins no pair: Windows and browsers have the Euro sign there.
    const bool is_single = byte == 0x80 && (!goes_on || !runs.back().is_odd());
    if (byte >= 0x80 && !is_single) {
      if (!goes_on) runs.push_back({at, at, {}});
      runs.back().bytes.push_back(static_cast<char>(byte));
      runs.back().end = at + 1;
      goes_on = true;
    } else if (goes_on && runs.back().is_odd() && may_be_trail(line, at)) {
      runs.back().bytes.push_back(static_cast<char>(line[at]));
      runs.back().end = at + 1;
    } else {
      goes_on = false;
    }
  }
  return runs;
}

/// Fullwidth letters and digits are dear to the model, as text seldom has any, but whoever writes
/// one writes the next: like those that they are forms of.
char32_t as_priced(char32_t cp) {
  constexpr char32_t kFirst = 0xFF01;
  constexpr char32_t kLast = 0xFF5E;
  if (cp < kFirst || cp > kLast) return cp;
  const char32_t plain = cp - kFirst + 0x21;
  return is_letter(plain) || is_digit(plain) ? plain : cp;
}

/// What each pair of bytes costs, by its first byte, in the text of those that are in step with it.
std::vector<double> price_pairs(std::string_view bytes, const Charset& charset,
                                const LanguageModel& model) {
  std::vector<double> costs(bytes.size(), kUnfit);
  for (const std::size_t first : {0U, 1U}) {
    std::u32string text;
    for (std::size_t at = first; at + 1 < bytes.size(); at += 2) {
      const DecodedChar decoded = charset.decode(byte_view(bytes.substr(at, 2)));
      const bool fits = decoded.length == 2 && char_class(decoded.code_point) != CharClass::pua;
      text.push_back(fits ? as_priced(decoded.code_point) : kReplacement);
    }
    const std::vector<float> prices = price(text, model);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] != kReplacement) costs[first + 2 * i] = prices[i];
  }
  return costs;
}

struct Cut {
  double cost = 0;
  /// Bytes that are left without their partners. What stands at the edge may be a sign.
  std::size_t slips = 0;
};

/// What the run costs where none of its bytes was lost.
double cost_in_step(const Run& run, const std::vector<double>& costs) {
  double cost = 0;
  for (std::size_t at = 0; at < run.bytes.size(); at += 2) cost += costs[at];
  return cost;
}

/// How the run is cut into characters best.
Cut cut_best(const Run& run, const Charset& charset, const LanguageModel& model) {
  const std::vector<double> costs = price_pairs(run.bytes, charset, model);
  std::vector<Cut> best(run.bytes.size() + 1);
  for (std::size_t end = 1; end < best.size(); ++end) {
    const Cut& before = best[end - 1];
    const bool is_at_edge = end == 1 || end + 1 == best.size();
    best[end] = {before.cost + kSlipCost, before.slips + (is_at_edge ? 0 : 1)};
    if (end < 2) continue;
    const double cost = best[end - 2].cost + costs[end - 2];
    if (cost <= best[end].cost) best[end] = {cost, best[end - 2].slips};
  }
  if (run.is_odd()) return best.back();
  const double in_step = cost_in_step(run, costs);
  return in_step <= best.back().cost + kEvenCost ? Cut{in_step, 0} : best.back();
}

struct Explained {
  double gain = 0;
  double cost_per_character = 0;
  std::size_t longest = 0;  ///< letters of the longest run that lost a byte; 0: none did
};

Explained explain(std::u32string_view line, const LineScan& scan, const Misread& channel,
                  const LanguageModel& model) {
  Explained all;
  double cost = 0;
  std::size_t characters = 0;
  for (const Run& run : cut_into_runs(line, channel)) {
    for (std::size_t at = run.begin; at < run.end; ++at) all.gain += scan.costs[at];
    const Cut cut = cut_best(run, channel.original(), model);
    cost += cut.cost;
    characters += (run.bytes.size() + 1) / 2;
    if (cut.slips > 0) all.longest = std::max(all.longest, run.bytes.size());
  }
  if (characters == 0) return {};
  all.gain -= cost;
  all.cost_per_character = cost / static_cast<double>(characters);
  return all;
}

}  // namespace

const Misread* find_slipped(std::u32string_view line, const LineScan& scan,
                            std::span<const Misread* const> channels,
                            std::span<const Misread* const> known, const LanguageModel& model) {
  if (scan.non_ascii < kLeastLetters) return nullptr;
  const Misread* best = nullptr;
  double most = 0;
  for (const Misread* channel : channels) {
    // In Big5 two second bytes in five are ASCII, and odd numbers tell nothing.
    if (!channel->may_slip() || channel->original().framing() != Framing::gb18030) continue;
    const Explained found = explain(line, scan, *channel, model);
    if (found.gain <= most) continue;
    // One that explains it better without any loss leaves nothing to look for.
    const bool is_known = std::find(known.begin(), known.end(), channel) != known.end();
    const bool is_enough = found.longest >= kLeastLetters &&
                           found.gain >= (is_known ? kKnownGain : kCertainLineGain) &&
                           found.cost_per_character <= kPlainTextCost + 1;
    most = found.gain;
    best = is_enough ? channel : nullptr;
  }
  return best;
}

}  // namespace fuyuan
