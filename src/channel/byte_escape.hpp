#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "channel/escape.hpp"

namespace fuyuan {

/// Escapes that stand for bytes, not characters: what charset they are in has to be found out. The
/// second byte of a GBK or Big5 character may be ASCII, and is not escaped then.
class ByteEscape : public Escape {
 public:
  explicit ByteEscape(const LanguageModel& model) : model_(model) {}

  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;

 protected:
  struct Unit {
    std::size_t length = 0;  ///< 0: none
    unsigned char byte = 0;
  };

  /// Reads the escape of one byte, ASCII or not.
  virtual Unit read_byte(std::string_view text, std::size_t at) const = 0;

  /// Whether ASCII is escaped by the rules of the notation throughout the text.
  virtual bool escapes_ascii(std::string_view text) const = 0;

  /// Whether the text ends where the escape at `at`, which should have `length` bytes, is not over:
  /// somebody cut it there.
  static bool is_cut(std::string_view text, std::size_t at, std::size_t length);

  /// The length of what stands for nothing at `text[at]`: a soft line break.
  virtual std::size_t read_nothing(std::string_view text, std::size_t at) const;

 private:
  struct Trial {
    std::size_t failures = 0;
    std::size_t characters = 0;
    double cost = 0;  ///< nats
  };

  EscapeMatch read_run(std::string_view text, std::size_t at, const Charset& charset) const;
  /// A run in another charset than the rest, where it makes sense.
  EscapeMatch read_exception(std::string_view text, std::size_t at) const;
  /// How the beginning of the text reads in a charset.
  Trial try_charset(std::string_view text, const Charset& charset) const;

  const LanguageModel& model_;
};

/// The charset that a habit such as "gbk" or "form-gbk" names: UTF-8 where it names none.
const Charset& charset_of_habit(std::string_view habit);

}  // namespace fuyuan
