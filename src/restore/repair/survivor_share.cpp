#include "restore/repair/survivor_share.hpp"

#include <cmath>

#include "restore/decode/channel_kind.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr double kShare = 0.17;  ///< of hanzi in running text whose two bytes in GBK are UTF-8
/// Nats against the channel that are more than chance and a good reading make up for.
constexpr double kMostAgainst = 14;

bool is_latin1(Symbol symbol) { return symbol >= 0x80 && symbol <= 0xFF; }

bool is_two_bytes(Symbol symbol) { return symbol >= 0x80 && symbol <= 0x7FF; }

/// Whether a question mark may be one of those that the decoder left.
bool is_mark(std::u32string_view line, std::size_t at) {
  const auto is_beside = [&](std::size_t i) {
    return i < line.size() && (line[i] == U'?' || line[i] >= 0x80);
  };
  return line[at] == kReplacement ||
         (line[at] == U'?' && (is_beside(at + 1) || (at > 0 && is_beside(at - 1))));
}

/// Nats that speak against so many survivors, or more, of `all` characters (Chernoff's bound).
double improbability(std::size_t survivors, std::size_t all) {
  const double share = static_cast<double>(survivors) / static_cast<double>(all);
  if (share <= kShare) return 0;
  const double lost = share < 1 ? (1 - share) * std::log((1 - share) / (1 - kShare)) : 0;
  return static_cast<double>(all) * (share * std::log(share / kShare) + lost);
}

}  // namespace

bool SurvivorShare::is_of_interest(const Misread& channel) {
  return channel.reads_utf8() || channel.is_guessing();
}

SurvivorShare::Kind SurvivorShare::kind_of(const Misread& channel) {
  return channel.guesses_among_pairs() ? kGuessedAmongPairs
         : channel.is_guessing()       ? kGuessed
                                       : kAll;
}

void SurvivorShare::add_line(std::u32string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    // A hanzi leaves one or two of them; all count, as if it were one.
    others_[kAll] += is_mark(line, at) ? 1 : 0;
    others_[kGuessed] += is_latin1(line[at]) ? 1 : 0;
    others_[kGuessedAmongPairs] += is_han(line[at]) ? 1 : 0;
  }
}

void SurvivorShare::add_span(std::u32string_view line, const LineSpan& span) {
  const ChannelKind repair(span.channel);
  if (repair.misread() == nullptr || !is_of_interest(*repair.misread())) return;
  const Kind kind = kind_of(*repair.misread());
  for (const Symbol symbol : line.substr(span.begin, span.end - span.begin))
    letters_[kind] += is_two_bytes(symbol) && (kind == kAll || !is_latin1(symbol)) ? 1 : 0;
}

bool SurvivorShare::may_be(const LineSpan& span) const {
  const ChannelKind repair(span.channel);
  if (repair.misread() == nullptr || !is_of_interest(*repair.misread())) return true;
  const Kind kind = kind_of(*repair.misread());
  const std::size_t letters = letters_[kind];
  return letters == 0 || improbability(letters, letters + others_[kind]) <= kMostAgainst;
}

}  // namespace fuyuan
