#include "cli/eval/page.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/eval/aims.hpp"
#include "cli/eval/tables.hpp"

namespace fuyuan::eval {
namespace {

constexpr std::string_view kHowToRead = R"(
A *document* is a paragraph, cut to the length the row or column says. *Exact*: all of the document
is right. *CER*: wrong characters (edit distance) in a hundred. *Exact where nothing was lost*: of
those documents that tables alone could undo, whoever knew which; checked one by one. *Destroyed
brought back*: of the characters that `--strict` leaves wrong, those that come out right.
*Wrong and not said*: not exact although the verdict speaks of neither losses nor guesses. Text
that is not Simplified is restored with `--to keep`, escapes with `--escapes`.
)";

std::vector<Score> of_families(const std::vector<Score>& scores,
                               std::initializer_list<Family> families) {
  std::vector<Score> out;
  std::copy_if(scores.begin(), scores.end(), std::back_inserter(out), [&](const Score& score) {
    return std::find(families.begin(), families.end(), score.family) != families.end();
  });
  return out;
}

/// Empty where nothing was measured.
std::string section(std::string_view title, std::string_view text, const std::vector<Score>& scores,
                    const std::function<std::string(const std::vector<Score>&)>& table) {
  if (scores.empty()) return {};
  return fmt::format("\n## {}\n\n{}{}{}", title, text, text.empty() ? "" : "\n\n", table(scores));
}

/// What the names of composed damages mean.
std::string legend(const std::vector<Score>& scores) {
  std::string out;
  for (const Row& row : gather(scores, false, false)) {
    if (row.total.steps != row.total.damage && !row.total.steps.empty()) {
      out += markdown_row({row.total.damage, row.total.steps});
    }
  }
  return out.empty() ? out : "\n| name | steps |\n|---|---|\n" + out;
}

std::string introduction(const std::vector<Score>& scores, const EvaluationOptions& options) {
  std::string texts;
  std::map<std::string, bool> seen;
  for (const Score& score : scores) {
    if (seen.try_emplace(score.label, true).second) {
      texts += (texts.empty() ? "" : ", ") + score.label;
    }
  }
  std::string out = fmt::format(
      "Made by `fuyuan eval --page{} --documents {} --healthy {} --pages {} --lengths {} --seed {} "
      "TEXTS`.\n\n"
      "Texts: {}. Up to {} documents of each text, damage and length (in characters; 0: whole "
      "paragraphs), {} for converted pages and frame shifts.\n",
      options.rivals ? " --rivals" : "", options.documents, options.healthy, options.pages,
      fmt::join(options.lengths, ","), options.seed, texts, options.documents,
      options.pages != 0 ? options.pages : options.documents);
  if (options.rivals) {
    out += "\nAsked in the same run, about the same documents:\n\n";
    for (const std::string& note : rival_notes()) out += fmt::format("- {}\n", note);
  }
  return out;
}

std::string restoring_with_legend(const std::vector<Score>& scores) {
  return restoring_table(gather(scores, false, false)) + legend(scores);
}

std::vector<Score> broken_simplified(std::vector<Score> scores) {
  std::erase_if(scores, [](const Score& score) {
    return score.language != Language::simplified || score.family == Family::mixed ||
           score.family == Family::healthy;
  });
  return scores;
}

}  // namespace

std::string make_page(const std::vector<Score>& all, const EvaluationOptions& options) {
  const std::vector<Score> scores = merge_agreeing_habits(without_runs(all));
  const auto by_text = [](const std::vector<Score>& some) { return matrix(some, true); };
  const auto by_length = [](const std::vector<Score>& some) { return matrix(some, false); };
  std::string out = "# What Fuyuan brings back\n\n" + introduction(all, options);
  out += kHowToRead;
  out += section("Aims", "", all, aims_table);
  out += section("Misreads", "", of_families(scores, {Family::misread}), restoring_with_legend);
  out += section("Several steps", "", of_families(scores, {Family::chain}), restoring_with_legend);
  out +=
      section("Lost bytes, accidents, frame shifts", "",
              of_families(scores, {Family::accident, Family::frame_shift}), restoring_with_legend);
  out += section("Raw charsets", "", of_families(scores, {Family::raw}), restoring_with_legend);
  out += section("Short strings of raw bytes",
                 "The first letters in a row of each paragraph. Right: the text comes out, or the "
                 "charset named is one that gives it.",
                 only_runs(all), short_string_table);
  out += section("Escapes and duplicate code points", "",
                 of_families(scores, {Family::escape, Family::duplicate}), restoring_with_legend);
  out += section("Script and converted pages", "",
                 of_families(scores, {Family::script, Family::converted_page}), script_table);
  out += section("Every line broken another way",
                 "Ten broken lines and five healthy ones a document; lines that come out right.",
                 of_families(scores, {Family::mixed}), by_text);
  out += section("Healthy text", "", of_families(scores, {Family::healthy}), healthy_table);
  const std::vector<Score> simplified = broken_simplified(scores);
  out += section("By text", "Exact documents; Simplified texts.", simplified, by_text);
  if (options.lengths.size() > 1) {
    out += section("By length", "Exact documents; Simplified texts.", simplified, by_length);
  }
  return out;
}

}  // namespace fuyuan::eval
