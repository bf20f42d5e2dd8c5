#include "channel/lost_character.hpp"

#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// Rarer characters are not worth guessing where nothing of them is left.
constexpr Token kGuessedTokens = 5000;
/// Marks in a row: more of them are no single characters.
constexpr std::size_t kMostMarks = 3;
/// Chinese characters for each run of marks, in a line of which something can be guessed.
constexpr std::size_t kCharactersPerRun = 6;
constexpr unsigned kOneInSoMany = 50;

std::size_t count_marks(std::u32string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && line[end] == kReplacement) ++end;
  return end - at;
}

/// Whether marks before `at` are of the same character.
bool is_begun(std::u32string_view line, std::size_t at) {
  return (at > 0 && line[at - 1] == kReplacement) ||
         (at > 1 && line[at - 1] == U'?' && line[at - 2] == kReplacement);
}

/// How many symbols at `at` stand for one character; 0: none. A question mark among them was one of
/// its bytes: `?��`, `�?�`, or `�?` before a hanzi.
std::size_t remnant_size(std::u32string_view line, std::size_t at) {
  constexpr std::size_t kBytes = 3;
  if (is_begun(line, at)) return 0;
  if (line[at] == U'?') return count_marks(line, at + 1) == kBytes - 1 ? kBytes : 0;
  const std::size_t marks = count_marks(line, at);
  if (marks == 1 && at + 2 < line.size() && line[at + 1] == U'?') {
    const std::size_t rest = count_marks(line, at + 2);
    if (rest == 1) return kBytes;
    if (rest == 0 && is_han(line[at + 2])) return kBytes - 1;
  }
  return marks <= kMostMarks ? marks : 0;
}

}  // namespace

bool LostCharacter::is_in(std::u32string_view line) {
  std::size_t runs = 0;
  std::size_t chinese = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    chinese += is_chinese_text(line[at]) ? 1 : 0;
    if (line[at] == kReplacement && !is_begun(line, at)) ++runs;
  }
  return runs > 0 && runs * kCharactersPerRun <= chinese;
}

const std::vector<Candidate>& LostCharacter::candidates() const {
  std::call_once(made_, [&] {
    // Marks may have swallowed ASCII: where a digit fits best, nobody knows which.
    for (char32_t digit = U'0'; digit <= U'9'; ++digit)
      candidates_.push_back({digit, 0, model_.token(digit)});
    for (Token token = model_.token(U'0') + 1; token < kGuessedTokens; ++token) {
      const char32_t cp = model_.code_point(token);
      if (is_chinese_text(cp) || (cp >= 0x20 && cp < 0x7F)) candidates_.push_back({cp, 0, token});
    }
  });
  return candidates_;
}

void LostCharacter::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                            ArcBuffer& out) const {
  const std::u32string_view line = observed.symbols;
  const std::size_t marks = state == kRest ? remnant_size(line, at) : 0;
  if (marks == 0) return;
  // Numbers are part of Chinese text, in dates above all.
  const auto is_context = [](char32_t cp) { return is_chinese_text(cp) || is_digit(cp); };
  const bool follows = at > 0 && is_context(line[at - 1]);
  const bool is_followed = at + marks < line.size() && is_context(line[at + marks]);
  if (!follows && !is_followed) return;
  out.open(marks, 0);
  out.emit_choice(candidates());
  out.close(kRest);
}

std::string LostCharacter::damage(std::string_view text, std::string_view habit,
                                  std::mt19937_64& random) const {
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    if (!is_chinese_text(cp) || random() % kOneInSoMany != 0) {
      append_utf8(cp, out);
      continue;
    }
    // Decoders write one mark for what begins a character, and one for each byte of its rest.
    const std::size_t marks = habit == "one" ? 1 : 2 + random() % 2;
    if (habit == "byte") {
      constexpr std::string_view kRemnants[] = {"?\uFFFD\uFFFD", "\uFFFD?\uFFFD", "\uFFFD?"};
      out += kRemnants[random() % std::size(kRemnants)];
      continue;
    }
    for (std::size_t i = 0; i < marks; ++i) append_utf8(kReplacement, out);
  }
  return out;
}

}  // namespace fuyuan
