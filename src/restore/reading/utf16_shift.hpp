#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "restore/options.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Mends a place where UTF-16 lost or gained one byte: all ways to take one out and to put one in
/// are weighed by the language model. The whole place is a few characters; none of them is called
/// known that some other way would read otherwise.
class Utf16Shift {
 public:
  Utf16Shift(const LanguageModel& model, const Options& options)
      : model_(model), options_(options) {}

  struct Mended {
    std::u32string text;  ///< U+FFFD for what is not sure enough
    std::vector<InferredCharacter> inferred;
    double confidence = 1;
  };

  /// `bytes`: an odd number. `before` and `after`: the text around them.
  Mended mend(std::string_view bytes, const Charset& utf16, std::u32string_view before,
              std::u32string_view after) const;

  /// What of these the text around says it is, all of which have the same length.
  Mended choose(const std::vector<std::u32string>& readings, std::u32string_view before,
                std::u32string_view after) const;

 private:
  /// A way to read the place.
  struct Way {
    std::u32string text;
    double weight = 0;  ///< its probability, in the end
    bool is_gain = false;
  };

  std::vector<Way> find_ways(std::string_view bytes, const Charset& utf16,
                             std::u32string_view before, std::u32string_view after) const;

  /// Makes probabilities of scores.
  static std::vector<Way> normalise(std::vector<Way> ways);
  Mended settle(const std::vector<Way>& ways) const;

  const LanguageModel& model_;
  const Options& options_;
};

}  // namespace fuyuan
