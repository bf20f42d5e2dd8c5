#include "channel/pairs_as_utf8.hpp"

#include <string>
#include <utility>

#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Where a sequence was broken off, in a state of the channel: above what is pending.
constexpr std::uint64_t kBrokenOff = std::uint64_t{1} << 48;
/// Half a character before ASCII or at the end of a line: a byte vanished, or a pair was of ASCII.
constexpr float kTorn = -9.0F;
/// Of the characters that share nothing but the charset, so many are offered.
constexpr std::size_t kMostCandidates = 5000;

ByteSet continuations() { return byte_range(0x80, 0xBF); }

/// The bytes that begin a sequence of two or more. ED and F4 are followed by bytes below A0 alone,
/// with which characters hardly ever begin or end.
ByteSet leads() {
  ByteSet set = byte_range(0xC2, 0xF3);
  set.reset(0xED);
  return set;
}

}  // namespace

PairsAsUtf8::PairsAsUtf8(Facts facts, const Charset& original, const Charset& utf8,
                         const LanguageModel& model)
    : Misread(std::move(facts), original, &utf8, false, model),
      assembler_(
          original, model,
          original.is_traditional() ? Assembler::Written::either : Assembler::Written::simplified,
          kMostCandidates),
      remnants_(list_remnants()) {}

std::vector<PairsAsUtf8::Remnant> PairsAsUtf8::list_remnants() {
  const ByteSet never = byte_range(0x80, 0xFF) & ~leads();
  const ByteSet of_three = byte_range(0xE0, 0xEF) & leads();
  const ByteSet of_four = byte_range(0xF0, 0xF3);
  const ByteCode next = intern(continuations());
  return {
      {{intern(never & continuations())}, false, false},
      {{intern(never & ~continuations())}, false, true},
      {{intern(leads())}, true, true},
      {{intern(of_three), next}, true, true},
      {{intern(of_four), next}, true, true},
      {{intern(of_four), next, next}, true, true},
  };
}

bool PairsAsUtf8::feed(BytePattern& pending, ByteCode code, ArcBuffer& out) const {
  if (pending.size == 0) {
    if (!is_set(code) && !original().is_lead(static_cast<unsigned char>(code))) return false;
    pending.push(code);
    return true;
  }
  pending.push(code);
  if (pending.is_known()) {
    const char32_t cp = assembler_.decode(pending);
    if (cp == 0) return false;
    out.emit(cp);
  } else {
    const std::vector<Candidate>& candidates = assembler_.candidates(pending);
    if (candidates.empty()) return false;
    out.emit_choice(candidates);
  }
  pending = {};
  return true;
}

void PairsAsUtf8::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                          ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  if (fuyuan::is_raw(symbol)) return;
  const BytePattern pending = BytePattern::unpack(state);
  if (symbol == kReplacement) {
    const bool is_run =
        at + 1 < observed.symbols.size() && observed.symbols[at + 1] == kReplacement;
    for (const Remnant& remnant : remnants_) {
      if ((state & kBrokenOff) != 0 && !remnant.follows_break) continue;
      BytePattern next = pending;
      out.open(1, 0);
      bool fits = true;
      for (const ByteCode code : remnant.codes) fits = fits && feed(next, code, out);
      out.close_if(fits, next.pack() | (remnant.breaks_off && is_run ? kBrokenOff : 0));
    }
    return;
  }
  BytePattern next = pending;
  const std::string bytes = to_utf8(std::u32string(1, symbol));
  if (symbol >= 0x80 || pending.size > 0) {
    out.open(1, symbol < 0x80 ? kTorn : 0);
    bool fits = true;
    for (const char byte : bytes) fits = fits && feed(next, static_cast<unsigned char>(byte), out);
    out.close_if(fits, next.pack());
  }
  if (symbol < 0x80) {
    out.open(1, pending.size > 0 ? kTorn : 0);
    if (pending.size > 0) out.emit(kReplacement);
    out.emit(symbol);
    out.close(kRest);
  }
}

void PairsAsUtf8::finish(std::uint64_t state, ArcBuffer& out) const {
  static_cast<void>(state);
  out.open(0, kTorn);
  out.emit(kReplacement);
  out.close(kRest);
}

}  // namespace fuyuan
