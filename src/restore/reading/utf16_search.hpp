#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// Begins what colours text on a terminal.
inline constexpr char kEscapeCharacter = '\x1B';

/// What bytes that may be of several charsets are read as, character by character.
struct ReadCharacter {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Charset* charset = nullptr;
  char32_t character = 0;  ///< of bytes that are none: U+FFFD

  bool is_wide() const { return !charset->is_ascii_superset(); }
  /// What texts have; carriage returns and byte-order marks as well.
  bool is_text() const;
  /// Half of a character of UTF-16, or a byte too many: what follows is out of step.
  bool is_lone() const { return is_wide() && end - begin == 1 && character == kReplacement; }
};

/// What a program did to all of UTF-16 that it took for text of single bytes.
enum class Utf16Change : std::uint8_t {
  none,
  returns_added,    ///< 0A became 0D 0A, also where it was half of a character
  returns_removed,  ///< 0D is gone, also where it was half of a character
  zeros_removed,
  zeros_to_spaces,
};

/// Whether it is zeros that are gone.
constexpr bool loses_zeros(Utf16Change change) {
  return change == Utf16Change::zeros_removed || change == Utf16Change::zeros_to_spaces;
}

/// Finds out of which charsets a document was put together: UTF-8, GBK, Big5, and UTF-16 of either
/// byte order, which may be one byte out of step. A beam search over the bytes, in which the
/// language model says how probable a reading is, and each change of the charset costs something,
/// little at line ends and before byte-order marks.
class Utf16Search {
 public:
  /// `in_step`: no byte of UTF-16 is lost, and none too many.
  explicit Utf16Search(const LanguageModel& model, bool in_step = false);

  struct Result {
    std::vector<ReadCharacter> characters;  ///< of all bytes, in order
    double cost = 0;                        ///< in nats
  };

  /// Where zeros are gone, all is taken for UTF-16 of one byte order.
  Result search(std::string_view bytes, Utf16Change change) const;

 private:
  static constexpr std::size_t kReadings = 5;

  struct Hypothesis;
  /// One character more.
  struct Arc {
    std::size_t length = 0;  ///< bytes
    char32_t character = 0;
    double cost = 0;
  };
  class Beam;

  double switch_cost(const Hypothesis& from, std::size_t reading, std::string_view rest) const;
  static void add_wide(char32_t cp, std::size_t length, double cost, std::vector<Arc>& out);
  Arc read_narrow(std::size_t reading, std::string_view rest) const;
  void read(std::size_t reading, std::string_view rest, Utf16Change change,
            std::vector<Arc>& out) const;
  void read_wide(std::size_t reading, std::string_view rest, Utf16Change change,
                 std::vector<Arc>& out) const;
  std::vector<ReadCharacter> trace(const Beam& beam, std::uint32_t last) const;

  const LanguageModel& model_;
  bool in_step_;
  std::array<const Charset*, kReadings> charsets_;
};

}  // namespace fuyuan
