#include "restore/hypotheses/channel_screen.hpp"

#include <array>
#include <cstddef>
#include <vector>

#include "restore/decode/quick_decode.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kStretch = 24;    ///< symbols
constexpr std::size_t kShortLine = 48;  ///< the same: no time is to be won
/// Nats that a stretch may lose by being cut out of its line, a character at each end included.
constexpr double kSlack = 12;

/// No charset of single bytes has it: those of Han, kana and hangul, and what stands for lost
/// bytes.
bool is_no_byte(Symbol symbol) {
  return symbol < 0x80 || symbol == kReplacement || is_raw(symbol) || is_han(symbol) ||
         is_kana(symbol) || char_class(symbol) == CharClass::hangul;
}

/// Whether a character that is not ASCII may begin with the byte.
bool may_begin(const Charset& charset, ByteCode code) {
  if (is_set(code)) return true;
  const std::array<unsigned char, 1> byte = {static_cast<unsigned char>(code)};
  return charset.is_lead(byte[0]) || charset.decode(byte).length == 1;
}

std::u32string list_letters(std::u32string_view line) {
  std::u32string letters;
  for (const Symbol symbol : line) {
    if (!is_no_byte(symbol) && letters.find(symbol) == std::u32string::npos)
      letters.push_back(symbol);
  }
  return letters;
}

}  // namespace

ChannelScreen::ChannelScreen(std::u32string_view line, const LineScan& scan,
                             const LanguageModel& model)
    : model_(model), letters_(list_letters(line)) {
  // Where bytes were lost, what is left between the marks says less than all of the line.
  if (line.size() <= kShortLine || scan.raw_bytes + scan.replacements + scan.marks > 0) return;
  double sum = 0;
  double worst = 0;
  std::size_t end = 0;
  const auto cost_at = [&](std::size_t at) { return line[at] < 0x80 ? 0.0F : scan.costs[at]; };
  for (std::size_t at = 0; at < line.size(); ++at) {
    sum += cost_at(at);
    if (at >= kStretch) sum -= cost_at(at - kStretch);
    if (at + 1 < kStretch || sum <= worst) continue;
    worst = sum;
    end = at + 1;
  }
  if (end == 0) return;
  worst_ = line.substr(end - kStretch, kStretch);
  for (std::size_t at = end - kStretch; at < end; ++at) log_probability_ -= scan.costs[at];
}

bool ChannelScreen::comes_to_nothing(const Misread& channel) const {
  if (!channel.reads_single_bytes() || !channel.original().is_ascii_superset()) return false;
  std::vector<Reading> readings;
  for (std::size_t at = 0; at < letters_.size(); ++at) {
    readings.clear();
    channel.decoder().read({.symbols = letters_}, at, readings);
    for (const Reading& reading : readings) {
      if (may_begin(channel.original(), reading.codes[0])) return false;
    }
  }
  return true;
}

bool ChannelScreen::may_gain(const Misread& channel) const {
  if (comes_to_nothing(channel)) return false;
  if (worst_.empty() || channel.keeps_most()) return true;
  return quick_decode(channel, worst_, model_, log_probability_ - kSlack).characters > 0;
}

}  // namespace fuyuan
