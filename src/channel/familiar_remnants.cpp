#include "channel/familiar_remnants.hpp"

#include <array>
#include <string>
#include <vector>

#include "channel/box_remnants.hpp"
#include "channel/channel.hpp"
#include "channel/swallowed_ascii.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

///< nats, of each of several that it may be

constexpr float kOtherAscii = -6;  ///< nats, of another character than the usual one behind it

struct Remnant {
  std::u32string_view characters;  ///< the likeliest first
  std::u32string_view behind;      ///< of which the mark may have taken the first
  float gain;                      ///< of the likeliest, in nats over what the model says
  float next;           ///< and what each of the others is less likely than the one before
  unsigned char first;  ///< byte
  unsigned char second;
  bool is_sign;
};
constexpr Remnant kRemnants[] = {
    {U"✅✓✔✨", U" ", 10, -1, 0xE2, 0x9C, true},
    {U"❌❗❓", U" ", 10, -2, 0xE2, 0x9D, true},
    {U"⚠⚡", U" ", 10, -3, 0xE2, 0x9A, true},
    {U"中上下", U"...", 13, -5, 0xE4, 0xB8, false},
};

bool may_be(char32_t character, const Reading& reading) {
  const std::string bytes = to_utf8(std::u32string(1, character));
  return admits(reading.codes[0], static_cast<unsigned char>(bytes.back()));
}

constexpr float kGainOfBox = 12;  ///< nats over what the model says of signs
constexpr float kNextBox = -2;

}  // namespace

void FamiliarRemnants::offer_box(const Reading& reading, std::u32string_view symbols,
                                 std::size_t at, float log_probability, ArcBuffer& out) const {
  std::vector<Candidate> choice;
  for (const char32_t character : box_at(symbols, at, reading.swallows_ascii)) {
    if (may_be(character, reading))
      choice.push_back({character, kNextBox * static_cast<float>(choice.size()), sign_});
  }
  if (choice.empty()) return;
  out.open(reading.consumed, log_probability + kGainOfBox);
  out.emit_choice(choice);
  if (reading.swallows_ascii) out.emit_choice(std::array{Candidate{U' ', 0}});
  out.close(kRest);
}

void FamiliarRemnants::offer(const Observed& observed, std::size_t at, const BytePattern& pending,
                             const Reading& reading, float log_probability, ArcBuffer& out) const {
  const std::size_t next = at + reading.consumed;
  const std::u32string_view symbols = observed.symbols.substr(next);
  if (!reading.is_mark || reading.size != 1 || reading.ascii_before || pending.size != 2) return;
  if (at > 0 && begins_box(observed.symbols[at - 1]))
    return offer_box(reading, observed.symbols, at, log_probability, out);
  for (const Remnant& remnant : kRemnants) {
    const bool fits = pending.codes[0] == remnant.first && pending.codes[1] == remnant.second &&
                      symbols.starts_with(remnant.behind.substr(reading.swallows_ascii ? 1 : 0));
    if (!fits) continue;
    std::vector<Candidate> choice;
    float log_share = 0;
    for (const char32_t character : remnant.characters) {
      if (may_be(character, reading))
        choice.push_back({character, log_share, remnant.is_sign ? sign_ : kBoundary});
      log_share += remnant.next;
    }
    if (choice.empty()) return;
    out.open(reading.consumed, log_probability + remnant.gain);
    out.emit_choice(choice);
    if (reading.swallows_ascii) {
      const char32_t called_for = SwallowedAscii::called_for(observed, next);
      const char32_t usual = called_for != 0 ? called_for : remnant.behind[0];
      out.emit_choice(
          std::array{Candidate{usual, 0}, Candidate{usual == U' ' ? U'*' : U' ', kOtherAscii}});
    }
    out.close(kRest);
    return;
  }
}

}  // namespace fuyuan
