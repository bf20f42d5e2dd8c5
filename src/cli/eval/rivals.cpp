#include "cli/eval/rivals.hpp"

#include "cli/eval/converters.hpp"
#include "cli/eval/detectors.hpp"
#include "cli/eval/edit_distance.hpp"
#include "cli/eval/opencc.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

void count(const std::string& document, const std::string& result, RivalFigures& figures) {
  const std::u32string original = to_utf32(document);
  ++figures.documents;
  figures.exact += result == document ? 1 : 0;
  figures.characters += original.size();
  figures.errors += edit_distance(to_utf32(result), original);
}

RivalFigures measure_converter(const Converter& converter, const Damage& damage,
                               const std::vector<Trial>& trials) {
  RivalFigures figures{std::string(converter.name())};
  for (const Trial& trial : trials) {
    count(*trial.document, undo_told(converter, damage, trial.broken), figures);
  }
  return figures;
}

/// A detector only names the charset: nothing but right and wrong to count.
RivalFigures measure_detector(std::string name, std::string (*ask)(std::string_view bytes),
                              const std::vector<Trial>& trials) {
  RivalFigures figures{std::move(name)};
  for (const Trial& trial : trials) {
    const std::string& bytes = trial.broken.bytes;
    ++figures.documents;
    figures.exact += is_read_right(ask(bytes), bytes, *trial.document) ? 1 : 0;
  }
  return figures;
}

RivalFigures measure_opencc(const OpenCc& opencc, const std::vector<Trial>& trials) {
  RivalFigures figures{opencc.name()};
  std::vector<std::string> broken;
  for (const Trial& trial : trials) broken.push_back(trial.broken.bytes);
  const std::vector<std::string> converted = opencc.convert(broken);
  for (std::size_t i = 0; i < trials.size(); ++i) count(*trials[i].document, converted[i], figures);
  return figures;
}

}  // namespace

std::vector<RivalFigures> measure_rivals(const Damage& damage, const std::vector<Trial>& trials) {
  std::vector<RivalFigures> out;
  if (trials.empty()) return out;
  if (damage.family() == Family::raw) {
    out.push_back(measure_detector("uchardet", &ask_uchardet, trials));
    out.push_back(measure_detector("ICU", &ask_icu, trials));
  }
  if (is_told(damage)) {
    out.push_back(measure_converter(Iconv(), damage, trials));
    out.push_back(measure_converter(Uconv(), damage, trials));
  }
  const bool is_script =
      damage.family() == Family::script || damage.family() == Family::converted_page;
  if (is_script && OpenCc::is_installed()) {
    out.push_back(measure_opencc(OpenCc("t2s"), trials));
    out.push_back(measure_opencc(OpenCc("tw2s"), trials));
  }
  return out;
}

}  // namespace fuyuan::eval
