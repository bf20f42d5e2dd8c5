#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds signs and pictographs of UTF-8 that were read as Windows-1252 and lost the bytes which it
/// has nothing for: `âŒ` was `❌`, `â—` `●`, `âš ï¸` a warning sign, `ðŸ‘` 👍. Browsers have
/// invisible controls for those bytes, which are lost when the text is copied; others have U+FFFD
/// or a question mark, as in `â€œwordâ€�`. What is left of a sign may have been one of several: the
/// one that text has most is inferred, if it is more frequent than all others together. A selector
/// for pictographs behind it leaves no doubt.
class HoledSigns {
 public:
  /// How much a line that may have been misread as a whole has to tell.
  enum class Need : std::uint8_t {
    proof,  ///< hanzi beside the sign, a selector, a mark, or letters that nothing else leaves
    none,   ///< whatever else there was is undone
  };

  explicit HoledSigns(const LanguageModel& model);

  /// Those of a line that has no letters of other misreads.
  std::vector<LineSpan> find(std::u32string_view line, Need need) const;

 private:
  /// What letters, and marks among them, may have been.
  struct Image {
    std::u32string text;
    double weight = 0;      ///< of the likeliest: its share of the training text
    double all = 0;         ///< of all that come to the same
    bool is_proof = false;  ///< has a selector, or marks
    double share() const { return weight / all; }
  };
  struct Match {
    std::size_t size = 0;  ///< symbols
    const Image* image = nullptr;
  };

  /// Adds what becomes of a sign, with a selector behind it or without.
  void add(char32_t sign, bool has_selector, double weight);
  /// The longest that stands at `at`, unless a sign is there as a whole.
  std::optional<Match> match(std::u32string_view line, std::size_t at) const;

  std::unordered_map<std::u32string, Image> images_;  ///< by what became of them
  std::size_t longest_ = 0;                           ///< of them, symbols
};

}  // namespace fuyuan
