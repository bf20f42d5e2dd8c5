#include "cli/eval/mixed.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "cli/eval/catalogue.hpp"
#include "cli/eval/edit_distance.hpp"
#include "text/utf8.hpp"

namespace fuyuan::eval {
namespace {

/// In turn; an empty one leaves the line healthy.
constexpr std::array<std::string_view, 15> kTurns = {"utf8-as-gbk:windows",
                                                     "utf8-as-windows-1252:windows",
                                                     "",
                                                     "gbk-as-big5:windows",
                                                     "gbk-as-windows-1252:windows",
                                                     "",
                                                     "utf8-as-gbk:question",
                                                     "gb18030",
                                                     "",
                                                     "gbk-as-euc-kr:windows",
                                                     "utf8-as-cp437:windows",
                                                     "",
                                                     "gbk-as-windows-1251:windows",
                                                     "utf8-as-gbk:whatwg",
                                                     ""};

struct Line {
  std::string original;
  std::string broken;
  bool is_healthy = true;
};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

Figures compare(const std::string& original, const std::string* restored) {
  Figures figures;
  const std::u32string want = to_utf32(original);
  figures.documents = 1;
  figures.characters = want.size();
  figures.errors = restored == nullptr ? want.size() : edit_distance(to_utf32(*restored), want);
  figures.exact = restored != nullptr && *restored == original ? 1 : 0;
  return figures;
}

std::vector<std::optional<Damage>> make_turns() {
  std::vector<std::optional<Damage>> turns;
  for (const std::string_view name : kTurns) {
    turns.emplace_back();
    if (name.empty()) continue;
    turns.back().emplace(std::string(name), Family::mixed, std::vector{make_step(name)});
  }
  return turns;
}

Line break_line(const std::string& original, const std::optional<Damage>& turn,
                std::uint64_t seed) {
  const std::optional<Broken> broken = turn ? turn->apply(original, seed) : std::nullopt;
  if (!broken) return {original, original, true};
  return {original, broken->bytes, false};
}

void measure_document(const std::vector<Line>& document, const Restorer& restorer,
                      std::vector<Score>& scores) {
  std::string text;
  for (const Line& line : document) text += line.broken + '\n';
  text.pop_back();
  const std::vector<std::string> together = split(restorer.restore(text).text);
  const bool is_aligned = together.size() == document.size();
  for (std::size_t i = 0; i < document.size(); ++i) {
    const Line& line = document[i];
    const std::string* restored = is_aligned ? &together[i] : nullptr;
    scores[line.is_healthy ? 2 : 0].figures.add(compare(line.original, restored));
    if (line.is_healthy) continue;
    const std::string alone = restorer.restore(line.broken).text;
    scores[1].figures.add(compare(line.original, &alone));
  }
}

}  // namespace

std::vector<Score> measure_mixed(const std::vector<std::string>& lines, std::uint64_t seed) {
  std::vector<Score> scores;
  for (const std::string_view name : kMixedNames) {
    scores.emplace_back();
    scores.back().damage = name;
    scores.back().family = Family::mixed;
  }
  const std::vector<std::optional<Damage>> turns = make_turns();
  const Restorer restorer(restoring_options(Language::simplified, false));
  for (std::size_t first = 0; first < lines.size(); first += turns.size()) {
    std::vector<Line> document;
    for (std::size_t i = first; i < std::min(first + turns.size(), lines.size()); ++i) {
      document.push_back(break_line(lines[i], turns[i - first], seed + i));
    }
    measure_document(document, restorer, scores);
  }
  return scores;
}

}  // namespace fuyuan::eval
