#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/eval/score.hpp"

namespace fuyuan::eval {

/// One row of a table: scores of the same damage and language, added up.
struct Row {
  std::string name;
  Score total;
};

/// A row for each damage and language, in the order of their first score; with `by_text` and
/// `by_length` one for each text and each length. Healthy text always has a row for each text.
std::vector<Row> gather(const std::vector<Score>& scores, bool by_text, bool by_length);

/// Decoders' habits that came out alike on every text, length and rival become one damage, named
/// "utf8-as-koi8-r, every decoder" or "gbk-as-big5:whatwg, python". For pages that people read.
std::vector<Score> merge_agreeing_habits(const std::vector<Score>& scores);

/// The scores that are, or are not, of short strings (Shape::Kind::run).
std::vector<Score> only_runs(const std::vector<Score>& scores);
std::vector<Score> without_runs(const std::vector<Score>& scores);

/// The names of all rivals in their order.
std::vector<std::string> rival_names(const std::vector<Score>& scores);

/// The rival of that name, or nullptr.
const RivalFigures* find_rival(const Score& score, std::string_view name);

/// "97.30 %"; "–" if there is nothing to take a share of.
std::string share(std::size_t part, std::size_t whole);

/// A Markdown row: "| a | b |\n".
std::string markdown_row(const std::vector<std::string>& cells);

/// A Markdown head: the first column is text, the others are figures.
std::string markdown_head(const std::vector<std::string>& cells);

}  // namespace fuyuan::eval
