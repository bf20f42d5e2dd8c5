#include "cli/eval/phrase_script.hpp"

#include "cli/eval/opencc.hpp"
#include "cli/eval/rivals.hpp"

namespace fuyuan::eval {

Score measure_phrase_script(std::string_view name, const std::vector<std::string>& documents) {
  const Damage damage(std::string(name), Family::script, {});
  const OpenCc opencc(std::string(name.substr(name.find(':') + 1)));
  const std::vector<std::string> converted = opencc.convert(documents);
  const Options options = restoring_options(Language::simplified, false);
  Score score;
  score.damage = damage.name();
  score.family = damage.family();
  std::vector<Trial> trials;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (converted[i] == documents[i]) continue;
    score.figures.add(measure(documents[i], converted[i], options));
    trials.push_back({&documents[i], {converted[i], {documents[i]}, std::nullopt}});
  }
  score.rivals = measure_rivals(damage, trials);
  return score;
}

}  // namespace fuyuan::eval
