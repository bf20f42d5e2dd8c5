#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "channel/channel.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// What the escape at some place of a text stands for.
struct EscapeMatch {
  std::size_t length = 0;  ///< bytes of the escaped text; 0: no escape begins here
  std::u32string text;     ///< may be empty: a soft line break, a doubled separator
};

/// How a document uses one kind of escapes, as far as it is not the same everywhere.
struct EscapeHabits {
  /// ASCII characters that have a meaning in the notation (`&amp;`, `%20`, `\"`) were escaped, too.
  bool escapes_ascii = false;
  bool plus_is_space = false;        ///< web forms
  const Charset* charset = nullptr;  ///< of the bytes that were escaped
  /// So many hanzi are escaped that signs and letters may be, too, which alone would be numbers.
  bool escapes_hanzi = false;
  bool is_rtf = false;  ///< its numbers are decimal, and each stands before what old readers show
};

/// Text that was written in ASCII by some notation and not read back: entities, percent signs,
/// Base64 and so on. Undoing it is certain; whether it ought to be undone is for the caller to
/// decide. Escaped text is searched as UTF-8 bytes: all notations are ASCII, and what matters goes
/// across line ends.
class Escape : public Channel {
 public:
  Family family() const override { return Family::escape; }

  /// The bytes that an escape begins with. Empty: it begins at the beginning of a line.
  virtual std::string_view first_bytes() const = 0;

  /// Whether it names code points, so that who wrote it chose the characters. Others write bytes.
  virtual bool names_code_points() const { return false; }
  /// Whether it says what charset its bytes are in.
  virtual bool names_charset() const { return false; }
  /// Whether programs write it between quotation marks, and in classes of regular expressions.
  virtual bool is_of_literals() const { return false; }
  virtual bool is_of_addresses() const { return false; }
  /// Whether bodies of mail are escaped like that, whatever they say.
  virtual bool is_of_mail_bodies() const { return false; }
  /// Whether those who write it leave the controls C1 among it as they are.
  virtual bool spares_controls() const { return false; }
  /// Whether text of other kinds can look like it.
  virtual bool may_be_accident() const { return false; }

  /// Finds out how `text` uses the notation. `is_whole`: all Chinese of the text is escaped.
  virtual EscapeHabits learn(std::string_view text, bool is_whole) const {
    static_cast<void>(text);
    static_cast<void>(is_whole);
    return {};
  }

  /// Reads the escape, or the run of escapes, at `text[at]`. `text` must reach back to the
  /// beginning of the document, or of the line at least.
  virtual EscapeMatch match(std::string_view text, std::size_t at,
                            const EscapeHabits& habits) const = 0;

  /// Whether `damage` by that habit loses nothing of `text`.
  virtual bool can_carry(std::string_view text, std::string_view habit) const;

  /// One arc for each escape. Where the notation says nothing about the charset of its bytes, the
  /// line decides.
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
};

/// `text` in bytes of `charset`; `?` for what it does not have.
std::string encode_text(const Charset& charset, std::string_view text);

/// Whether `charset` has every character of `text`.
bool can_encode(const Charset& charset, std::string_view text);

/// The value of a hexadecimal digit, or -1.
int hex_digit(char c) noexcept;

/// Reads exactly `digits` hexadecimal digits at `text[at]`; -1 where they are not there.
long read_hex(std::string_view text, std::size_t at, std::size_t digits) noexcept;

}  // namespace fuyuan
