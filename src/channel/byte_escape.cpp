#include "channel/byte_escape.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr double kFailureCost = 15;           ///< nats, of bytes that a charset cannot read
constexpr std::size_t kCharactersRead = 600;  ///< to tell the charset by
constexpr std::size_t kRunsRead = 400;
constexpr std::size_t kEnoughUtf8 = 6;  ///< characters
constexpr double kPlainCost = 8;  ///< nats a character, of a run in another charset than the rest
/// In the order of likelihood: a later one must be better.
constexpr const char* kCharsets[] = {"utf-8", "gb18030", "big5-hkscs"};

/// Whether ASCII `c` can be the second byte of a character (or, a digit, of a four-byte one).
bool may_trail(char c) { return (c >= '0' && c <= '9') || (c >= 0x40 && c <= 0x7E); }

}  // namespace

const Charset& charset_of_habit(std::string_view habit) {
  return *find_charset(habit.find("gbk") == std::string_view::npos ? "utf-8" : "gb18030");
}

std::size_t ByteEscape::read_nothing(std::string_view text, std::size_t at) const {
  static_cast<void>(text);
  static_cast<void>(at);
  return 0;
}

bool ByteEscape::is_cut(std::string_view text, std::size_t at, std::size_t length) {
  return text.find_last_not_of("\r\n") + 1 < at + length;
}

EscapeMatch ByteEscape::read_run(std::string_view text, std::size_t at,
                                 const Charset& charset) const {
  EscapeMatch run;
  for (;;) {
    std::array<unsigned char, 4> bytes{};
    std::array<std::size_t, 4> ends{};
    std::size_t count = 0;
    for (std::size_t end = at + run.length; count < charset.max_length(); ++count) {
      end += read_nothing(text, end);
      const Unit unit = read_byte(text, end);
      const bool is_literal =
          unit.length == 0 && count > 0 && end < text.size() && may_trail(text[end]);
      if (unit.length == 0 && !is_literal) break;
      bytes[count] = is_literal ? static_cast<unsigned char>(text[end]) : unit.byte;
      end += is_literal ? 1 : unit.length;
      ends[count] = end;
    }
    if (count == 0 || bytes[0] < 0x80) return run;
    const DecodedChar decoded = charset.decode({bytes.data(), count});
    if (decoded.length == 0) return run;
    run.text.push_back(decoded.code_point);
    run.length = ends[decoded.length - 1U] - at;
  }
}

ByteEscape::Trial ByteEscape::try_charset(std::string_view text, const Charset& charset) const {
  std::u32string read;
  Trial trial;
  std::size_t runs = 0;
  for (std::size_t at = text.find_first_of(first_bytes());
       at != std::string_view::npos && read.size() < kCharactersRead && runs < kRunsRead;
       at = text.find_first_of(first_bytes(), at)) {
    const Unit unit = read_byte(text, at);
    if (unit.length == 0 || unit.byte < 0x80) {
      at += std::max<std::size_t>(unit.length, 1);
      continue;
    }
    ++runs;
    const EscapeMatch run = read_run(text, at, charset);
    trial.failures += run.length == 0 ? 1 : 0;
    at += run.length == 0 ? unit.length : run.length;
    if (!read.empty() && !run.text.empty()) read.push_back(U'\n');
    read += run.text;
  }
  trial.characters = read.size();
  trial.cost = static_cast<double>(trial.failures) * kFailureCost - model_.score_text(read);
  return trial;
}

EscapeHabits ByteEscape::learn(std::string_view text, bool is_whole) const {
  EscapeHabits habits;
  double best = std::numeric_limits<double>::max();
  for (const char* name : kCharsets) {
    const Trial trial = try_charset(text, *find_charset(name));
    if (trial.cost >= best) continue;
    best = trial.cost;
    habits.charset = find_charset(name);
    // So much of anything else is no UTF-8 by accident.
    if (habits.charset->name() == "utf-8" && trial.failures == 0 &&
        trial.characters >= kEnoughUtf8) {
      break;
    }
  }
  habits.escapes_ascii = is_whole && escapes_ascii(text);
  return habits;
}

EscapeMatch ByteEscape::read_exception(std::string_view text, std::size_t at) const {
  EscapeMatch best;
  double best_cost = kPlainCost;
  for (const char* name : kCharsets) {
    EscapeMatch run = read_run(text, at, *find_charset(name));
    const bool is_chinese =
        run.text.size() > 1 && std::all_of(run.text.begin(), run.text.end(), is_han);
    if (!is_chinese) continue;
    const double cost = -model_.score_text(run.text) / static_cast<double>(run.text.size() + 1);
    if (cost >= best_cost) continue;
    best = std::move(run);
    best_cost = cost;
  }
  return best;
}

EscapeMatch ByteEscape::match(std::string_view text, std::size_t at,
                              const EscapeHabits& habits) const {
  if (habits.escapes_ascii) {
    const std::size_t nothing = read_nothing(text, at);
    if (nothing != 0) return {nothing, {}};
  }
  const Unit unit = read_byte(text, at);
  if (unit.length == 0) return {};
  if (unit.byte >= 0x80) {
    const EscapeMatch run = read_run(text, at, *habits.charset);
    return run.length != 0 ? run : read_exception(text, at);
  }
  if (!habits.escapes_ascii) return {};
  return {unit.length, {unit.byte}};
}

bool ByteEscape::can_carry(std::string_view text, std::string_view habit) const {
  return can_encode(charset_of_habit(habit), text);
}

}  // namespace fuyuan
