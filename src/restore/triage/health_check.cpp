#include "restore/triage/health_check.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "restore/measure/prices.hpp"
#include "restore/measure/torn_words.hpp"
#include "restore/triage/debris.hpp"
#include "restore/triage/latin_words.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/modern_form.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// An entry: the cost of a character in eighths of a nat, and flags.
constexpr unsigned kCostMask = 0xFF;
constexpr unsigned kUnitsPerNat = 8;
constexpr unsigned kLookCloser = 1U << 8;
constexpr unsigned kSimplifiedOnly = 1U << 9;
constexpr unsigned kKana = 1U << 10;
constexpr unsigned kHangul = 1U << 11;
constexpr unsigned kHan = 1U << 12;
constexpr unsigned kMaybeLatin = 1U << 13;
constexpr unsigned kMade = 1U << 14;  ///< in every entry
/// Lines of another language have more than so many bytes for each character that is not ASCII.
constexpr std::size_t kBytesPerLetter = 6;

// Without context healthy Chinese costs 6 to 7 nats a character, misread text 9 and more.
constexpr unsigned kHealthyAverage = kHealthyNats * kUnitsPerNat;
constexpr unsigned kHealthyStretch = 10 * kUnitsPerNat;
constexpr std::size_t kStretch = 4;
constexpr float kRare = 13;  ///< nats

std::uint16_t make_entry(char32_t cp, const LanguageModel& model) {
  const float nats = price_alone(cp, model);
  unsigned entry = kMade | static_cast<unsigned>(std::clamp(nats * kUnitsPerNat, 0.0F, 255.0F));
  if (is_never_healthy(cp) || is_traditional_only(cp) || duplicate_kind(cp) != Duplicate::none ||
      may_begin_debris(cp) || cp == kParticleOfConverters) {
    entry |= kLookCloser;
  }
  // A rare character may be half a character and a letter: see OrphanLead.
  static const Charset& gbk = *find_charset("gb18030");
  if (nats > kRare && is_han(cp) && ends_in_letter(cp, gbk)) entry |= kLookCloser;
  if (may_be_latin_letter(cp)) entry |= kMaybeLatin;
  if (is_simplified_only(cp)) entry |= kSimplifiedOnly;
  const CharClass kind = char_class(cp);
  if (is_kana(cp)) entry |= kKana;
  if (kind == CharClass::hangul) entry |= kHangul;
  if (kind == CharClass::han) entry |= kHan;
  return static_cast<std::uint16_t>(entry);
}

/// All entries of the basic plane, made block by block when the first character of a block is met:
/// a short text pays for its own script only. Threads may make the same block at the same time, and
/// write the same.
class Entries {
 public:
  static constexpr std::size_t kSize = 0x10000;

  unsigned operator[](char32_t cp) noexcept {
    const unsigned entry = entries_[cp].load(std::memory_order_relaxed);
    return entry != 0 ? entry : make_block(cp);
  }

 private:
  static constexpr char32_t kBlock = 0x100;

  unsigned make_block(char32_t cp) noexcept {
    const LanguageModel& model = LanguageModel::embedded();
    const char32_t begin = cp / kBlock * kBlock;
    for (char32_t each = begin; each < begin + kBlock; ++each)
      entries_[each].store(make_entry(each, model), std::memory_order_relaxed);
    return entries_[cp].load(std::memory_order_relaxed);
  }

  std::array<std::atomic<std::uint16_t>, kSize> entries_;
};

constinit Entries entries;

/// Skips ASCII eight bytes at a time; stops at the first byte that is not.
std::size_t skip_ascii(std::string_view line, std::size_t at) {
  while (at + 8 <= line.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, line.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < line.size() && static_cast<unsigned char>(line[at]) < 0x80) ++at;
  return at;
}

/// The place of the character before `at`.
std::size_t step_back(std::string_view line, std::size_t at) {
  do --at;
  while (at > 0 && is_continuation(static_cast<unsigned char>(line[at])));
  return at;
}

/// What the last characters outside ASCII of `line`, a stretch of them, cost in their context, as
/// LineScan has it.
double price_last_stretch(std::string_view line, const LanguageModel& model) {
  constexpr int kReach = 3;  // characters that the model looks back
  std::size_t begin = line.size();
  for (std::size_t found = 0; found < kStretch && begin > 0;) {
    begin = step_back(line, begin);
    found += static_cast<unsigned char>(line[begin]) >= 0x80 ? 1 : 0;
  }
  std::size_t at = begin;
  for (int i = 0; i < kReach && at > 0; ++i) at = step_back(line, at);
  Context context = model.start();
  double cost = 0;
  while (at < line.size()) {
    const Utf8Char next = read_utf8(line.substr(at, 4));
    const Token token = model.token(next.code_point);
    const LanguageModel::Scored scored = model.score(context, token);
    if (at >= begin && next.code_point >= 0x80)
      cost -= scored.log_probability + model.spread(next.code_point, token);
    context = model.advance(context, token, scored);
    at += next.length;
  }
  return cost;
}

bool has_control(std::string_view ascii) {
  return std::any_of(ascii.begin(), ascii.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r') || c == 0x7F;
  });
}

}  // namespace

Glance glance(std::string_view line) noexcept {
  Glance out;
  unsigned cost = 0;
  unsigned flags = 0;
  std::array<unsigned, kStretch> recent{};
  unsigned stretch = 0;
  bool is_rare = false;
  std::size_t at = 0;
  while (at < line.size()) {
    if (static_cast<unsigned char>(line[at]) < 0x80) {
      const std::size_t begin = at;
      at = skip_ascii(line, at);
      // A question mark that touches other script may be a lost byte.
      const bool touched =
          (begin > 0 && line[begin] == '?') || (at < line.size() && line[at - 1] == '?');
      if (touched || has_control(line.substr(begin, at - begin))) return out;
      continue;
    }
    const Utf8Char next = read_utf8(line.substr(at, 4));
    if (next.length == 0 || next.code_point >= Entries::kSize) return out;
    at += next.length;
    const unsigned entry = entries[next.code_point];
    flags |= entry;
    const unsigned units = entry & kCostMask;
    cost += units;
    unsigned& oldest = recent[out.non_ascii % kStretch];
    stretch += units - oldest;
    oldest = units;
    ++out.non_ascii;
    if (stretch > kHealthyStretch * kStretch) {
      const double in_context = price_last_stretch(line.substr(0, at), LanguageModel::embedded());
      if (in_context > kDoubtfulWindow * kStretch) return out;
      is_rare = true;
    }
    out.han += (entry & kHan) != 0 ? 1 : 0;
    out.simplified_only += (entry & kSimplifiedOnly) != 0 ? 1 : 0;
    out.kana += (entry & kKana) != 0 ? 1 : 0;
    out.hangul += (entry & kHangul) != 0 ? 1 : 0;
  }
  if ((flags & kMaybeLatin) != 0 && line.size() > out.non_ascii * kBytesPerLetter) return out;
  // Of kanji among kana LineScan asks more.
  if (is_rare && out.kana + out.hangul > 0) return out;
  out.healthy = (flags & kLookCloser) == 0 && cost <= kHealthyAverage * out.non_ascii;
  return out;
}

}  // namespace fuyuan
