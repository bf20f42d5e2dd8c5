#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds columns of records that were misread where the rest was not. One value is too short to
/// tell, such as `Å®`, which is 女; but no column of words has nothing but letters that all come to
/// common hanzi, and none of them beside a plain one.
class ColumnFinder {
 public:
  static constexpr int kMostLayers = 3;

  /// Which columns are looked for.
  enum class Search : std::uint8_t {
    beside_healthy,  ///< those that were misread where the rest was not
    of_several,      ///< of tables whose columns were misread in different ways
    of_the_same,     ///< the next step of those
  };

  explicit ColumnFinder(const LanguageModel& model, Search search = Search::beside_healthy)
      : model_(model), search_(search) {}

  /// A line that a glance did not find healthy, by a number of its own.
  void add(std::size_t number, std::u32string_view line);

  /// What the values become, in ascending order of the lines and of their offsets. A value that was
  /// misread more than once loses its last layer. A line of which more is broken stays: as a whole
  /// it tells more.
  std::map<std::size_t, std::vector<LineSpan>> find() const;

 private:
  struct Value {
    std::size_t line = 0;
    std::size_t begin = 0;
    std::u32string text;
  };
  /// Of the records with as many fields, those in the same place.
  struct Column {
    std::vector<Value> values;
    bool has_words = false;  ///< of Latin letters, as they should be

    std::vector<std::u32string> different() const;
  };
  struct Decoded {
    const Misread* channel = nullptr;
    bool is_layer = false;  ///< another misread is below
    std::map<std::u32string, std::u32string> texts;
    std::size_t hanzi = 0;
    double log_probability = 0;  ///< of the texts, and of the channel
  };

  /// By the channel whose text is the most probable. `layers`: misreads that may be below.
  Decoded decode(const std::vector<std::u32string>& values, std::size_t rows, int layers) const;
  /// Nothing where some value does not come of the channel; where several were misread, many.
  Decoded decode_by(const Misread& channel, const std::vector<std::u32string>& values) const;
  /// All columns that some channel explains. Short values, such as 2g/支, come to something in any
  /// charset: the one of other columns will do, where a column seems to be in a rarer one.
  std::vector<std::pair<const Column*, Decoded>> decode_all() const;
  /// Whether all values together read as somebody would write them, rare hanzi or not.
  bool are_words(const Decoded& decoded) const;
  bool tells_enough(const Decoded& decoded, std::size_t rows) const;
  bool is_beside_healthy() const { return search_ == Search::beside_healthy; }

  const LanguageModel& model_;
  Search search_;
  std::map<std::pair<std::size_t, std::size_t>, Column> columns_;
  std::map<std::size_t, std::size_t> doubtful_;  ///< fields of each line that are no plain text
};

/// A stretch of letters and signs that were bytes; offsets in symbols of its line.
struct MisreadLetters {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string text;  ///< what they were
};

/// The stretches of a line, beside no plain letter, that are UTF-8 of common hanzi and signs from
/// end to end, read as Windows-1252 once or twice: two hanzi or more, or one of two times that
/// stands behind a digit, as in `7Ã¦Å“Ë†`, which is 7月. No other letters are UTF-8 so often, so
/// that what else their bytes may be is not asked.
std::vector<MisreadLetters> find_misread_letters(std::u32string_view line,
                                                 const LanguageModel& model);

/// Whether the line has a stretch of letters and signs beside no plain letter that is UTF-8 of
/// common hanzi from end to end, read as Windows-1252: nobody writes `å¥³`, but it is too little to
/// be sure of what is meant by it.
bool holds_misread_hanzi(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
