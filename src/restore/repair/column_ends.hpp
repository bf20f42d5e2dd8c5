#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/language_model.hpp"
#include "model/masked_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Decides together what the fields of a column end in, where all of them lost the last byte of it:
/// `2分` in each line of a table, shops that are all 店. Whatever the search makes of one line, it
/// sees the next by itself; but hardly ever do different characters leave the same rest in all.
class ColumnEnds {
 public:
  ColumnEnds(const LanguageModel& model, const MaskedModel& masked)
      : model_(model), masked_(masked) {}

  /// The doubtful guesses of a line at the ends of its fields.
  void ask(std::u32string_view line, const std::vector<LineSpan>& spans);
  bool asks() const { return !columns_.empty(); }

  /// A line of the document with U+FFFD for what was asked about.
  void add(std::u32string_view known);

  /// What they are, once all lines were asked about and added.
  void decide();
  void name(std::u32string_view line, std::vector<LineSpan>& spans) const;

  /// What a line becomes by the spans, with U+FFFD for what is asked about.
  static std::u32string apply_known_ends(std::u32string_view line,
                                         const std::vector<LineSpan>& spans);

 private:
  /// How many fields its rows have, and which of them it is.
  using Place = std::pair<std::size_t, std::size_t>;
  struct Hole {
    std::u32string text;  ///< of its line
    std::size_t at = 0;
    double probability = 0;  ///< of what was guessed there
  };
  struct Decision {
    char32_t character = 0;
    double share = 0;
  };
  struct Column {
    std::map<char32_t, std::vector<Hole>> holes = {};  ///< by the rest of what was lost
    std::map<char32_t, std::size_t> ends = {};         ///< that are known
    std::map<char32_t, Decision> decisions = {};       ///< by rest
  };

  /// The logarithms of how probable each of the candidates is there.
  std::vector<double> weigh_candidates(const Hole& hole, std::u32string_view candidates) const;
  std::optional<Decision> decide(const Column& column, char32_t rest,
                                 const std::vector<Hole>& holes) const;

  const LanguageModel& model_;
  const MaskedModel& masked_;
  std::map<Place, Column> columns_;
  std::set<char32_t> units_;  ///< that are known to stand behind digits
};

}  // namespace fuyuan
