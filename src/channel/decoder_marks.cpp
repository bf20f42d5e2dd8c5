#include "channel/decoder_marks.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace fuyuan {
namespace {

constexpr unsigned kFirstHigh = 0x80;
constexpr unsigned kBytes = 256;
/// ASCII that no charset has as a second byte.
constexpr unsigned kFirstSwallowed = 0x20;
constexpr unsigned kLastSwallowed = 0x3F;
/// Of the hanzi in UTF-8.
constexpr unsigned kFirstLead = 0xE2;
constexpr unsigned kLastLead = 0xEF;
constexpr unsigned kLastContinuation = 0xBF;
/// What may follow two bytes: the rest of it decides where longer characters are wanted.
constexpr std::array<unsigned char, 2> kRest = {0xE4, 0xB8};

/// In misread text its Euro sign is the byte 80, the other place of it a rarity.
bool is_gbk(const Charset& table) {
  return table.name() == "gb18030" || table.name() == "gbk" || table.name() == "cp936";
}

bool is_control(Symbol symbol) { return symbol >= 0x80 && symbol < 0xA0; }

}  // namespace

const DecoderMarks& DecoderMarks::of(const Charset& charset, Habit habit) {
  static std::mutex mutex;
  static std::map<std::pair<const Charset*, Habit>, DecoderMarks> known;
  const Charset& table = table_of(charset, habit);
  const std::lock_guard lock(mutex);
  const auto found = known.find({&table, habit});
  if (found != known.end()) return found->second;
  return known.try_emplace({&table, habit}, table, habit).first->second;
}

DecoderMarks::DecoderMarks(const Charset& table, Habit habit) : table_(table), habit_(habit) {
  const std::array<unsigned char, 3> euro = {0x80, kRest[0], kRest[1]};
  writes_euro_ = is_gbk(table) && marked_bytes(table, euro, habit) == 0;
  std::array<ByteSet, kBytes> before{};
  ByteSet alone;
  ByteSet at_end;
  ByteSet first;
  ByteSet second;
  ByteSet last;
  ByteSet swallowing;
  for (unsigned byte = kFirstHigh; byte < kBytes; ++byte) {
    const std::array<unsigned char, 1> end = {static_cast<unsigned char>(byte)};
    at_end[byte] = marked_bytes(table, end, habit) == 1;
    for (unsigned next = 0; next < kBytes; ++next) {
      const std::array<unsigned char, 4> bytes = {
          static_cast<unsigned char>(byte), static_cast<unsigned char>(next), kRest[0], kRest[1]};
      const std::size_t marked = marked_bytes(table, bytes, habit);
      if (marked == 1) {
        before[next].set(byte);
        alone[byte] = alone[byte] || next >= kFirstHigh;
      } else if (marked == 2 && next >= kFirstHigh) {
        first.set(byte);
        second.set(next);
        seconds_[byte].set(next);
        last[byte] =
            last[byte] || (byte <= kLastContinuation && next >= kFirstLead && next <= kLastLead);
      } else if (marked == 2 && next >= kFirstSwallowed && next <= kLastSwallowed) {
        swallowing.set(byte);
      }
    }
  }
  // Codes of its own: they tell what a mark of this decoder is read as.
  enum Kind : unsigned { lone = 1, pair_begin, pair_end, other, kinds };
  const auto code = [&](const ByteSet& set, Kind kind) {
    return intern(set, static_cast<unsigned>(habit) * kinds + kind);
  };
  for (unsigned next = 0; next < before.size(); ++next)
    alone_before_[next] = code(before[next], lone);
  alone_ = code(alone, lone);
  alone_at_end_ = code(at_end, lone);
  pair_first_ = code(first, pair_begin);
  pair_second_ = code(second, pair_end);
  last_before_lead_ = code(last, other);
  swallowing_ = code(swallowing, other);
}

bool DecoderMarks::stand_for_the_same(const DecoderMarks& other) const {
  if (this == &other) return true;
  const auto is_same = [](ByteCode a, ByteCode b) { return byte_set(a) == byte_set(b); };
  return is_same(pair_first_, other.pair_first_) && is_same(pair_second_, other.pair_second_) &&
         is_same(alone_, other.alone_) && is_same(alone_at_end_, other.alone_at_end_) &&
         is_same(last_before_lead_, other.last_before_lead_) &&
         is_same(swallowing_, other.swallowing_) && seconds_ == other.seconds_ &&
         std::equal(alone_before_.begin(), alone_before_.end(), other.alone_before_.begin(),
                    is_same);
}

bool DecoderMarks::has(Symbol symbol) const {
  if (symbol < 0x80) return true;
  const bool is_single_byte = table_.framing() == Framing::single_byte;
  if (is_single_byte && is_control(symbol))
    return habit_ == Habit::windows || habit_ == Habit::whatwg;
  if (symbol == U'€' && writes_euro_) return true;
  const EncodedChar encoded = table_.encode(symbol);
  if (encoded.length == 0 || (symbol == U'€' && is_gbk(table_))) return false;
  // The habit takes some of the table's characters out.
  return marked_bytes(table_, encoded.view(), habit_) == 0;
}

bool DecoderMarks::may_have_written(std::u32string_view symbols, char32_t mark) const {
  return (mark == 0 || symbols.find(mark) != std::u32string_view::npos) &&
         std::all_of(symbols.begin(), symbols.end(),
                     [&](Symbol symbol) { return symbol == mark || has(symbol); });
}

}  // namespace fuyuan
