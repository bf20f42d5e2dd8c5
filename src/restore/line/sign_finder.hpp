#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"
#include "restore/line/sign_gains.hpp"

namespace fuyuan {

/// Symbols of the line, and the characters of a span that they come to.
struct SignPart {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last character
};

/// Where a line begins with one symbol and a blank, as items of lists do; npos where it does not.
std::size_t find_bullet(std::u32string_view line);

/// A sign that items of lists begin with.
bool is_bullet(char32_t cp);

/// Finds in one span of a misread the signs that are to stay as they are: see keep_signs.
class SignFinder {
 public:
  /// `gains`: of the document.
  SignFinder(std::u32string_view line, const LanguageModel& model, const LineSpan& span,
             const Misread& misread, SignGains& gains)
      : line_(line),
        model_(model),
        span_(span),
        gains_(gains),
        original_(misread.original()),
        wrong_(*misread.wrong()),
        is_single_byte_(misread.reads_single_bytes()) {}

  /// Lets the document know what signs at the edges gain.
  void learn() const;

  bool has_some() const;

  /// The signs to keep, in order.
  std::vector<SignPart> find() const;

 private:
  /// Calls `visit` with the signs at either edge of each run, from left to right.
  template <typename Visit>
  void for_each_edge(Visit visit) const;

  /// The signs of multiplication and division are letters' bytes, but no letters.
  bool is_sign_at(std::size_t at) const;

  /// Whether the whole run comes to nothing but private characters: whatever it is, it was not
  /// misread.
  bool comes_to_private(std::size_t begin, std::size_t end) const;

  /// Calls `visit` with those from the edge on that come to whole characters.
  template <typename Visit>
  void for_each_part(std::size_t begin, std::size_t end, bool from_left, Visit visit) const;

  /// Whether nothing has changed, or different letters came to what everybody writes: that is far
  /// cheaper to tell than what it costs.
  bool is_ordinary(const SignPart& part) const;

  SignGains::Signs signs_of(const SignPart& part) const;

  /// Finds the characters. ASCII behind the symbols may belong to the last of them.
  bool align(SignPart& part) const;

  /// Whether the symbol is a byte of UTF-8 that belongs to the character before it: where others
  /// were dropped, the lattice does not tell where the next one begins.
  bool continues(std::size_t place) const;

  std::size_t start_of(std::size_t character) const;

  /// Whether the character's first symbol is at `place`, and the lattice had the guess before it
  /// end with that.
  bool begins_before(std::size_t character, std::size_t start, std::size_t place) const;

  /// Nats that keeping the signs is better by.
  double gain_of(const SignPart& part) const;

  /// The bytes of characters that no symbol stands for.
  std::size_t count_dropped(const SignPart& part) const;

  /// Whether the characters are no text, or guesses, which always read well: a sign by itself is no
  /// ground for one.
  bool is_nothing(const SignPart& part) const;

  /// Whether it begins a line, and comes to a sign that items of lists begin with: as one that its
  /// text was misread with, however common the sign is that stands there.
  bool comes_to_bullet(const SignPart& part) const;

  /// Whether one sign alone between ASCII is healthy whatever the model says, which knows few
  /// signs: it multiplies, or it would come to half of a pair of brackets.
  bool is_lone_sign(const SignPart& part) const;

  std::u32string_view line_;
  const LanguageModel& model_;
  const LineSpan& span_;
  SignGains& gains_;
  const Charset& original_;
  const Charset& wrong_;
  bool is_single_byte_;  ///< each symbol
};

/// The symbol that each character of a span begins with, by their bytes; that of the one before
/// where it begins within a symbol. Empty where the bytes do not add up: some were lost.
std::vector<std::uint32_t> find_starts(std::u32string_view line, const LineSpan& span,
                                       const Misread& misread);

}  // namespace fuyuan
