#pragma once

#include <string>
#include <vector>

#include "cli/eval/rows.hpp"

namespace fuyuan::eval {

// Markdown tables. Each has a column for every rival that took part.

/// What was broken and what came back: a row a damage.
std::string restoring_table(const std::vector<Row>& rows);

/// Short strings of raw bytes: a row a charset and length, with the share read right.
std::string short_string_table(const std::vector<Score>& runs);

/// Documents all right, a row a damage, a column a text (`by_text`) or a length.
std::string matrix(const std::vector<Score>& scores, bool by_text);

/// Script and converted pages: errors in 10,000 characters beside exact documents.
std::string script_table(const std::vector<Score>& scores);

/// Healthy text: how many documents did not stay as they were, a row a text.
std::string healthy_table(const std::vector<Score>& scores);

/// What `fuyuan eval` prints: the first two.
std::string to_tables(const std::vector<Score>& scores, bool by_text, bool by_length);

}  // namespace fuyuan::eval
