#include "cli/eval/tables.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fuyuan::eval {
namespace {

std::vector<Score> totals(const std::vector<Row>& rows) {
  std::vector<Score> out;
  out.reserve(rows.size());
  for (const Row& row : rows) out.push_back(row.total);
  return out;
}

std::string rival_share(const Score& score, std::string_view name) {
  const RivalFigures* rival = find_rival(score, name);
  return rival == nullptr ? "" : share(rival->exact, rival->documents);
}

std::string errors_in_ten_thousand(std::size_t errors, std::size_t characters) {
  if (characters == 0) return "–";
  return fmt::format("{:.2f}", 1e4 * static_cast<double>(errors) / static_cast<double>(characters));
}

std::string lossless_cell(const Figures& figures) {
  if (figures.lossless == 0) return "–";
  return fmt::format("{} of {}", share(figures.lossless_exact, figures.lossless), figures.lossless);
}

/// A line of a mixed document has no verdict of its own.
std::string unsaid_cell(const Score& score) {
  return score.family == Family::mixed ? "–" : share(score.figures.silent, score.figures.documents);
}

std::string column_name(const Score& score, bool by_text) {
  if (!by_text) return score.shape.label();
  constexpr std::string_view kSimplified = "zh-hans.";
  return score.label.starts_with(kSimplified) ? score.label.substr(kSimplified.size())
                                              : score.label;
}

std::vector<std::string> columns_of(const std::vector<Score>& scores, bool by_text) {
  std::vector<std::string> columns;
  for (const Score& score : scores) {
    std::string name = column_name(score, by_text);
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      columns.push_back(std::move(name));
    }
  }
  return columns;
}

}  // namespace

std::string restoring_table(const std::vector<Row>& rows) {
  const std::vector<std::string> rivals = rival_names(totals(rows));
  std::vector<std::string> head = {"damage",
                                   "documents",
                                   "exact",
                                   "CER",
                                   "exact where nothing was lost",
                                   "destroyed brought back",
                                   "right of those ≥ 90 % sure",
                                   "wrong and not said"};
  head.insert(head.end(), rivals.begin(), rivals.end());
  std::string out = markdown_head(head);
  for (const Row& row : rows) {
    const Figures& figures = row.total.figures;
    std::vector<std::string> cells = {row.name,
                                      fmt::format("{}", figures.documents),
                                      share(figures.exact, figures.documents),
                                      share(figures.errors, figures.characters),
                                      lossless_cell(figures),
                                      share(figures.brought_back, figures.destroyed),
                                      share(figures.inferred_right, figures.inferred),
                                      unsaid_cell(row.total)};
    for (const std::string& rival : rivals) cells.push_back(rival_share(row.total, rival));
    out += markdown_row(cells);
  }
  return out;
}

std::string short_string_table(const std::vector<Score>& runs) {
  const std::vector<std::string> rivals = rival_names(runs);
  std::vector<std::string> head = {"raw charset", "letters", "strings", "Fuyuan"};
  head.insert(head.end(), rivals.begin(), rivals.end());
  std::string out = markdown_head(head);
  for (const Row& row : gather(runs, false, true)) {
    const Score& total = row.total;
    std::vector<std::string> cells = {total.damage, fmt::format("{}", total.shape.size),
                                      fmt::format("{}", total.figures.documents),
                                      share(total.figures.exact, total.figures.documents)};
    for (const std::string& rival : rivals) cells.push_back(rival_share(total, rival));
    out += markdown_row(cells);
  }
  return out;
}

std::string matrix(const std::vector<Score>& scores, bool by_text) {
  const std::vector<std::string> columns = columns_of(scores, by_text);
  std::vector<std::string> head = {"damage"};
  head.insert(head.end(), columns.begin(), columns.end());
  std::vector<Row> rows = gather(scores, false, false);
  std::vector<std::vector<std::string>> cells;
  cells.reserve(rows.size());
  for (const Row& row : rows) cells.push_back({row.name});
  for (const std::string& column : columns) {
    std::vector<Score> of_column = scores;
    std::erase_if(of_column,
                  [&](const Score& score) { return column_name(score, by_text) != column; });
    const std::vector<Row> filled = gather(of_column, false, false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto at = std::find_if(filled.begin(), filled.end(),
                                   [&](const Row& row) { return row.name == rows[i].name; });
      const Figures figures = at == filled.end() ? Figures{} : at->total.figures;
      cells[i].push_back(share(figures.exact, figures.documents));
    }
  }
  std::string out = markdown_head(head);
  for (const std::vector<std::string>& row : cells) out += markdown_row(row);
  return out;
}

std::string script_table(const std::vector<Score>& scores) {
  const std::vector<std::string> rivals = rival_names(scores);
  std::vector<std::string> head = {"damage", "characters", "exact", "errors in 10,000"};
  for (const std::string& rival : rivals) {
    head.push_back(rival + ": exact");
    head.push_back("errors in 10,000");
  }
  std::string out = markdown_head(head);
  for (const Row& row : gather(scores, false, false)) {
    const Figures& figures = row.total.figures;
    std::vector<std::string> cells = {row.name, fmt::format("{}", figures.characters),
                                      share(figures.exact, figures.documents),
                                      errors_in_ten_thousand(figures.errors, figures.characters)};
    for (const std::string& name : rivals) {
      const RivalFigures* rival = find_rival(row.total, name);
      cells.push_back(rival_share(row.total, name));
      cells.push_back(rival == nullptr ? ""
                                       : errors_in_ten_thousand(rival->errors, rival->characters));
    }
    out += markdown_row(cells);
  }
  return out;
}

std::string healthy_table(const std::vector<Score>& scores) {
  std::string out = markdown_head({"text", "documents", "characters", "changed"});
  for (const Row& row : gather(scores, false, false)) {
    const Figures& figures = row.total.figures;
    out += markdown_row({row.total.label, fmt::format("{}", figures.documents),
                         fmt::format("{}", figures.characters),
                         fmt::format("{}", figures.documents - figures.exact)});
  }
  return out;
}

std::string to_tables(const std::vector<Score>& scores, bool by_text, bool by_length) {
  std::string out;
  const std::vector<Score> runs = only_runs(scores);
  const std::vector<Score> documents = without_runs(scores);
  if (!documents.empty()) out += restoring_table(gather(documents, by_text, by_length));
  if (!out.empty() && !runs.empty()) out += '\n';
  if (!runs.empty()) out += short_string_table(runs);
  return out;
}

}  // namespace fuyuan::eval
