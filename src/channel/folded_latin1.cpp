#include "channel/folded_latin1.hpp"

#include <algorithm>
#include <array>

namespace fuyuan {
namespace {

struct Fold {
  std::u32string_view folded;
  unsigned char byte;
  float log_probability;
};

/// Digits and letters may be just that; the rest is hardly anything else in such a line.
constexpr float kMayBeMeant = -1.5F;
constexpr float kSure = -0.1F;

constexpr auto kFolds = std::to_array<Fold>({
    {U"1⁄4", 0xBC, kSure},
    {U"1⁄2", 0xBD, kSure},
    {U"3⁄4", 0xBE, kSure},
    {U" \u0301", 0xB4, kSure},
    {U" \u0308", 0xA8, kSure},
    {U" \u0304", 0xAF, kSure},
    {U" \u0327", 0xB8, kSure},
    {U" \u0303", 0x98, kSure},
    {U"μ", 0xB5, kSure},
    {U"...", 0x85, kMayBeMeant},
    {U"TM", 0x99, kMayBeMeant},
    {U"1", 0xB9, kMayBeMeant},
    {U"2", 0xB2, kMayBeMeant},
    {U"3", 0xB3, kMayBeMeant},
    {U"a", 0xAA, kMayBeMeant},
    {U"o", 0xBA, kMayBeMeant},
    {U" ", 0xA0, kMayBeMeant},
});

/// What normalization leaves nothing of.
constexpr std::u32string_view kGone = U"ªº²³¹¼½¾´¨¯¸µ";
constexpr std::ptrdiff_t kLeastLetters = 5;

bool is_latin1_letter(Symbol s) { return s >= 0xC0 && s <= 0xFF; }

enum class Controls : std::uint8_t { shown, dropped, marked };

/// What became of 80–9F in a line that is UTF-8 read as Latin-1, as far as its letters tell.
Controls find_controls(std::u32string_view symbols) {
  constexpr std::u32string_view kWindows = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
  std::ptrdiff_t leads = 0;
  std::ptrdiff_t others = 0;
  std::ptrdiff_t marks = 0;
  for (const Symbol s : symbols) {
    if (is_raw(s) || (s >= 0x80 && s < 0xA0)) return Controls::shown;
    marks += s == U'?' || s == kReplacement ? 1 : 0;
    if (s < 0x80 || s == kReplacement) continue;
    if (kWindows.find(s) != std::u32string_view::npos) return Controls::shown;
    const bool is_lead = s >= 0xE2 && s <= 0xEF;
    leads += is_lead ? 1 : 0;
    others += is_lead || (s >= 0xA0 && s < 0xC0) ? 0 : 1;
  }
  if (leads < kLeastLetters || others * 10 >= leads) return Controls::shown;
  // Of the two bytes behind a lead one is a control on average.
  return marks * 2 > leads ? Controls::marked : Controls::dropped;
}

}  // namespace

bool is_folded(std::u32string_view symbols) {
  if (std::count_if(symbols.begin(), symbols.end(), is_latin1_letter) < kLeastLetters) return false;
  if (symbols.find_first_of(kGone) != std::u32string_view::npos) return false;
  return std::any_of(kFolds.begin(), kFolds.end(), [&](const Fold& fold) {
    return fold.log_probability == kSure && symbols.find(fold.folded) != std::u32string_view::npos;
  });
}

bool lacks_controls(std::u32string_view symbols) {
  return find_controls(symbols) == Controls::dropped;
}

bool marks_controls(std::u32string_view symbols) {
  return find_controls(symbols) == Controls::marked;
}

void read_folded(const Observed& observed, std::size_t at, std::vector<Reading>& out) {
  const std::u32string_view rest = observed.symbols.substr(at);
  for (const Fold& fold : kFolds) {
    if (!rest.starts_with(fold.folded)) continue;
    Reading reading;
    reading.codes[0] = fold.byte;
    reading.size = 1;
    reading.consumed = static_cast<std::uint8_t>(fold.folded.size());
    reading.log_probability = fold.log_probability;
    out.push_back(reading);
  }
}

}  // namespace fuyuan
