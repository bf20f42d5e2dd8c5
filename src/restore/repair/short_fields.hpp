#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "channel/misread.hpp"
#include "model/language_model.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Which columns of a document's records hold Chinese words, some of which the channel misread.
class ChineseColumns {
 public:
  explicit ChineseColumns(const Misread& channel) : channel_(channel) {}

  void add(std::u32string_view line);
  /// Of the records with so many fields; the first column is 0.
  bool has(std::size_t fields, std::size_t column) const;

 private:
  struct Rows {
    std::size_t chinese = 0;
    std::size_t others = 0;  ///< neither Chinese nor misread
  };

  const Misread& channel_;
  std::map<std::pair<std::size_t, std::size_t>, Rows> rows_;
};

/// The fields of a record that are too short to tell of a misread by themselves: they stand in
/// columns of Chinese words, have nothing but letters of `channel`, which is known to have been at
/// work elsewhere in the document, and all come to common hanzi.
std::vector<LineSpan> find_short_fields(std::u32string_view line, const ChineseColumns& columns,
                                        const Misread& channel, const LanguageModel& model);

}  // namespace fuyuan
