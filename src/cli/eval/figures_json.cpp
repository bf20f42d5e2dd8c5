#include "cli/eval/figures_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text/json.hpp"

namespace fuyuan::eval {
namespace {

std::string to_json(const RivalFigures& rival) {
  // A detector names the charset only: there are no characters to count.
  const std::string errors = rival.characters == 0 ? ""
                                                   : fmt::format(",\"characters\":{},\"errors\":{}",
                                                                 rival.characters, rival.errors);
  return fmt::format("{}:{{\"documents\":{},\"exact\":{}{}}}", json_string(rival.name),
                     rival.documents, rival.exact, errors);
}

std::string to_json(const Score& score) {
  const Figures& figures = score.figures;
  std::string out = fmt::format(
      "{{\"damage\":{},\"steps\":{},\"family\":{},\"text\":{},\"language\":{},\"length\":{},",
      json_string(score.damage), json_string(score.steps), json_string(family_name(score.family)),
      json_string(score.text), json_string(language_name(score.language)),
      json_string(score.shape.label()));
  out += fmt::format(
      "\"documents\":{},\"exact\":{},\"characters\":{},\"errors\":{},\"lossless\":{},"
      "\"lossless_exact\":{},\"silent\":{},\"destroyed\":{},\"brought_back\":{},\"inferred\":{},"
      "\"inferred_right\":{}",
      figures.documents, figures.exact, figures.characters, figures.errors, figures.lossless,
      figures.lossless_exact, figures.silent, figures.destroyed, figures.brought_back,
      figures.inferred, figures.inferred_right);
  std::string rivals;
  for (const RivalFigures& rival : score.rivals) {
    if (!rivals.empty()) rivals += ',';
    rivals += to_json(rival);
  }
  if (!rivals.empty()) out += fmt::format(",\"rivals\":{{{}}}", rivals);
  return out + "}";
}

}  // namespace

std::string to_json(const std::vector<Score>& scores, const EvaluationOptions& options) {
  std::string out = fmt::format(
      "{{\"options\":{{\"documents\":{},\"lengths\":[{}],\"seed\":{},\"only\":{},\"rivals\":{}}},\n"
      "\"scores\":[",
      options.documents, fmt::join(options.lengths, ","), options.seed, json_string(options.only),
      options.rivals);
  bool is_first = true;
  for (const Score& score : scores) {
    out += is_first ? "\n" : ",\n";
    out += to_json(score);
    is_first = false;
  }
  return out + "\n]}\n";
}

}  // namespace fuyuan::eval
