#include "channel/scrambled_ascii.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// What the forum's code drew from.
constexpr char32_t kFirstLow = 0x20;
constexpr char32_t kFirstHigh = 0x3B;
constexpr char32_t kSecondLow = 0x3F;
constexpr char32_t kSecondHigh = 0x7E;

/// Nats of a unit: one of 28 characters and one of 64.
const float kUnit = -std::log(28.0F * 64.0F);
constexpr float kDigit = -3.0F;           ///< of a unit that ends in one, besides
constexpr std::size_t kLongestUnit = 3;   ///< symbols
constexpr std::size_t kTypicalUnits = 3;  ///< nothing else looks like so many of them
constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kUnitsPerMark = 3;  ///< of three, one begins with neither digit nor blank

bool is_first(char32_t cp) { return cp >= kFirstLow && cp <= kFirstHigh; }
/// Digits came in with versions of the forum's code that draw from all of ASCII.
bool is_second(char32_t cp) { return (cp >= kSecondLow && cp <= kSecondHigh) || is_digit(cp); }

/// The length of the unit at `at`, or 0. Browsers make one blank of two.
std::size_t unit_length(std::u32string_view line, std::size_t at) {
  if (at + 1 >= line.size() || !is_first(line[at])) return 0;
  if (line[at + 1] == U' ' && at + 2 < line.size() && is_second(line[at + 2])) return 3;
  return is_second(line[at + 1]) ? 2 : 0;
}

struct Units {
  std::size_t all = 0;
  std::size_t marks = 0;    ///< that begin with neither a digit nor a blank
  std::size_t digits = 0;   ///< that end in a digit
  std::size_t letters = 0;  ///< that end in a letter
  std::size_t numbers = 0;  ///< that begin with a digit
};

Units count_units(std::u32string_view run) {
  Units units;
  for (std::size_t at = 0; at < run.size();) {
    ++units.all;
    units.marks += run[at] != U' ' && !is_digit(run[at]) ? 1 : 0;
    units.numbers += is_digit(run[at]) ? 1 : 0;
    at += unit_length(run, at);
    units.letters += is_letter(run[at - 1]) ? 1 : 0;
    units.digits += is_digit(run[at - 1]) ? 1 : 0;
  }
  return units;
}

/// Where the row of units that begins at `at` ends.
std::size_t end_of_run(std::u32string_view line, std::size_t at) {
  while (at < line.size()) {
    const std::size_t length = unit_length(line, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::u32string_view without_return(std::u32string_view line) {
  if (line.ends_with(U'\r')) line.remove_suffix(1);
  return line;
}

/// The length of the longest row of units that the line ends with.
std::size_t length_at_end(std::u32string_view line) {
  std::size_t first = line.size();
  // Whether rows that begin one, two and three symbols on reach the end of the line.
  std::array<bool, kLongestUnit + 1> reaches = {false, true};
  for (std::size_t at = line.size(); at-- > 0 && line[at] >= 0x20 && line[at] < 0x7F;) {
    reaches[0] = reaches[unit_length(line, at)];
    if (reaches[0]) first = at;
    std::rotate(reaches.begin(), reaches.end() - 1, reaches.end());
    reaches[0] = false;
  }
  return line.size() - first;
}

}  // namespace

std::size_t ScrambledAscii::match(std::u32string_view line, bool at_end) {
  return at_end ? length_at_end(without_return(line)) : end_of_run(line, 0);
}

void ScrambledAscii::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                             ArcBuffer& out) const {
  if (state != kRest) return;
  const std::u32string_view line = without_return(observed.symbols);
  if (at >= line.size() || !is_first(line[at])) return;
  const bool at_end = end_of_run(line, at) == line.size();
  if (at != 0 && !at_end) return;
  // At the beginning of a line what follows may be a unit by chance: the model finds the seam.
  float cost = 0;
  for (std::size_t end = at; end < line.size();) {
    const std::size_t length = unit_length(line, end);
    if (length == 0) break;
    end += length;
    cost += kUnit + (is_digit(line[end - 1]) ? kDigit : 0);
    if (at != 0 && end != line.size()) continue;
    out.open(end - at, cost);
    out.close(kRest);
  }
}

std::vector<Noise::Place> ScrambledAscii::find(std::u32string_view line) const {
  line = without_return(line);
  const bool has_text = std::any_of(line.begin(), line.end(), [](Symbol s) { return s >= 0x80; });
  if (!has_text) return {};
  std::vector<Place> places;
  const auto add = [&](std::size_t begin, std::size_t length) {
    const Units units = count_units(line.substr(begin, length));
    if (units.all < kTypicalUnits || units.marks * kUnitsPerMark < units.all) return;
    // Program text ends in brackets and semicolons.
    if (units.letters < kLeastLetters || units.numbers == 0) return;
    // So many of them in a row bear witness more than once.
    const std::size_t end = begin + length;
    for (std::size_t left = units.all; left >= kTypicalUnits; left -= kTypicalUnits) {
      const std::size_t first = begin;
      for (std::size_t i = 0; i < kTypicalUnits; ++i) begin += unit_length(line, begin);
      places.push_back({first, left < 2 * kTypicalUnits ? end : begin});
    }
  };
  if (const std::size_t head = end_of_run(line, 0); head < line.size()) add(0, head);
  const std::size_t tail = length_at_end(line);
  if (tail < line.size()) add(line.size() - tail, tail);
  return places;
}

std::string ScrambledAscii::damage(std::string_view text, std::string_view habit,
                                   std::mt19937_64& random) const {
  static_cast<void>(habit);
  const auto scramble = [&] {
    std::string out;
    for (std::uint64_t units = 5 + random() % 6; units > 0; --units) {
      out.push_back(static_cast<char>(kFirstLow + random() % (kFirstHigh - kFirstLow + 1)));
      out.push_back(' ');
      out.push_back(static_cast<char>(kSecondLow + random() % (kSecondHigh - kSecondLow + 1)));
    }
    return out;
  };
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const bool at_end = random() % 2 == 0;
    if (line.empty()) {
      // Nobody writes on empty lines.
    } else if (at_end) {
      out += std::string(line) + scramble();
    } else {
      out += scramble() + std::string(line);
    }
    if (end < text.size()) out.push_back('\n');
    begin = end + 1;
  }
  return out;
}

}  // namespace fuyuan
