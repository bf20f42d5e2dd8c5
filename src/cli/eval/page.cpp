#include "cli/eval/page.hpp"

#include <algorithm>
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

std::string section(std::string_view title, std::string_view text, const std::string& table) {
  return fmt::format("\n## {}\n\n{}{}{}", title, text, text.empty() ? "" : "\n\n", table);
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
      "Made by `fuyuan eval --page{} --documents {} --healthy {} --lengths {} --seed {} TEXTS`.\n\n"
      "Texts: {}. Up to {} documents of each text, damage and length (in characters; 0: whole "
      "paragraphs).\n",
      options.rivals ? " --rivals" : "", options.documents, options.healthy,
      fmt::join(options.lengths, ","), options.seed, texts, options.documents);
  if (options.rivals) {
    out += "\nAsked in the same run, about the same documents:\n\n";
    for (const std::string& note : rival_notes()) out += fmt::format("- {}\n", note);
  }
  return out;
}

}  // namespace

std::string make_page(const std::vector<Score>& all, const EvaluationOptions& options) {
  const std::vector<Score> scores = merge_agreeing_habits(without_runs(all));
  const auto restoring = [&](std::initializer_list<Family> families) {
    const std::vector<Score> some = of_families(scores, families);
    return restoring_table(gather(some, false, false)) + legend(some);
  };
  std::string out = "# What Fuyuan brings back\n\n" + introduction(all, options);
  out += kHowToRead;
  out += section("Aims", "", aims_table(all));
  out += section("Misreads", "", restoring({Family::misread}));
  out += section("Several steps", "", restoring({Family::chain}));
  out += section("Lost bytes, accidents, frame shifts", "",
                 restoring({Family::accident, Family::frame_shift}));
  out += section("Raw charsets", "", restoring({Family::raw}));
  out += section("Short strings of raw bytes",
                 "The first letters in a row of each paragraph. Right: the text comes out, or the "
                 "charset named is one that gives it.",
                 short_string_table(only_runs(all)));
  out += section("Escapes and duplicate code points", "",
                 restoring({Family::escape, Family::duplicate}));
  out += section("Script and converted pages", "",
                 script_table(of_families(scores, {Family::script, Family::converted_page})));
  out += section("Every line broken another way",
                 "Ten broken lines and five healthy ones a document; each line is counted.",
                 matrix(of_families(scores, {Family::mixed}), true));
  out += section("Healthy text", "", healthy_table(of_families(scores, {Family::healthy})));
  std::vector<Score> simplified = scores;
  std::erase_if(simplified, [](const Score& score) {
    return score.language != Language::simplified || score.family == Family::mixed ||
           score.family == Family::healthy;
  });
  out += section("By text", "Exact documents; Simplified texts.", matrix(simplified, true));
  if (options.lengths.size() > 1) {
    out += section("By length", "Exact documents; Simplified texts.", matrix(simplified, false));
  }
  return out;
}

}  // namespace fuyuan::eval
