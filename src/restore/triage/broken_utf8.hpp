#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "restore/triage/misread_runs.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// The channel that explains bytes of UTF-8 which nothing decoded.
inline constexpr std::string_view kRawUtf8 = "utf-8";

/// Whether people write with the hanzi, such as those of names and of chemistry.
bool is_known_hanzi(char32_t cp, const LanguageModel& model);

/// Reads lines that are UTF-8 but for some bytes: what is whole is told from what is not, so that
/// nothing which the broken bytes may have been can reach into it.
class BrokenUtf8 {
 public:
  /// A run of raw bytes.
  struct Fragment {
    std::size_t begin = 0;  ///< symbols of the line
    std::size_t end = 0;
    /// It is one byte, or the beginning or the end of one character, or one of which a byte became
    /// another: what is left of a character of UTF-8, and no word in any other charset.
    bool is_remnant = false;
  };

  explicit BrokenUtf8(const LanguageModel& model) : model_(model) {}

  /// Code points where the line's UTF-8 is beyond doubt, raw bytes elsewhere. `in_utf8`: the
  /// document is UTF-8 for the most part.
  std::u32string read(std::string_view line, bool in_utf8) const;

  /// Whether the line is GBK and nothing else: all of it is pairs that people write, no character
  /// of it is one of UTF-8 beyond chance, and some bytes are none of broken UTF-8 either.
  static bool is_of_pairs(std::string_view line, const LanguageModel& model);

  static std::vector<Fragment> find_fragments(std::u32string_view line);
  /// Whether the line has raw bytes that are to be read apart from what is whole.
  static bool is_in(std::u32string_view line, bool in_utf8);

 private:
  struct Unit;

  bool is_common(char32_t code_point) const;
  /// Whether those of a run are there by chance in no other charset.
  bool is_beyond_chance(const std::vector<Unit>& units, std::size_t begin, std::size_t end) const;
  void trust_runs(std::vector<Unit>& units, bool in_utf8) const;
  /// `has_words`: of another charset, as far as the number of bytes tells.
  void trust_most(std::vector<Unit>& units, bool has_words) const;
  /// Where all bytes but those of fields are UTF-8.
  static void trust_rest(std::vector<Unit>& units);
  static void trust_misread(std::vector<Unit>& units, std::span<const MisreadRun> misread);

  const LanguageModel& model_;
};

}  // namespace fuyuan
