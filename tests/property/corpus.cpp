#include "property/corpus.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>

#include "channel/registry.hpp"
#include "text/utf8.hpp"

namespace fuyuan::testing {
namespace {

constexpr std::size_t kMinCharacters = 40;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::filesystem::path> sample_files(const char* name) {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : std::filesystem::directory_iterator(FUYUAN_SAMPLES)) {
    const auto file = folder.path() / name;
    if (std::filesystem::exists(file)) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<HealthyText> read_healthy_texts() {
  const std::filesystem::path folder = std::filesystem::path(FUYUAN_TESTS) / "texts";
  std::istringstream manifest(read_file(folder / "MANIFEST.tsv"));
  std::vector<HealthyText> out;
  for (std::string row; std::getline(manifest, row);) {
    const std::size_t first = row.find('\t');
    const std::size_t second = row.find('\t', first + 1);
    if (second == std::string::npos || row.starts_with("file\t")) continue;
    const std::string name = row.substr(0, first);
    out.push_back({name, row.substr(first + 1, second - first - 1), read_file(folder / name)});
  }
  return out;
}

std::vector<KnownChange> read_known_changes() {
  std::istringstream rows(read_file(std::filesystem::path(FUYUAN_TESTS) / "texts" / "CHANGED.tsv"));
  std::vector<KnownChange> out;
  for (std::string row; std::getline(rows, row);) {
    std::istringstream fields(row);
    KnownChange known;
    std::string script;
    std::getline(fields, known.name, '\t');
    std::getline(fields, script, '\t');
    std::getline(fields, known.why, '\t');
    std::getline(fields, known.line);  // may hold tabs
    if (known.name.starts_with('#')) continue;
    if (known.line.empty() || (script != "keep" && script != "zh-Hans")) {
      throw std::runtime_error("CHANGED.tsv: no row of four fields: " + row);
    }
    known.to = script == "keep" ? Script::keep : Script::zh_hans;
    out.push_back(known);
  }
  return out;
}

std::vector<std::string> read_paragraphs() {
  std::vector<std::string> out;
  std::set<std::string> seen;
  const auto add_all = [&](const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (to_utf32(line).size() >= kMinCharacters && seen.insert(line).second) out.push_back(line);
    }
  };
  for (const auto& file : sample_files("restored.txt")) add_all(read_file(file));
  for (const HealthyText& healthy : healthy_texts()) {
    const bool is_usual = !healthy.name.starts_with("unusual/");
    if (healthy.language == "zh-Hans" && is_usual) add_all(healthy.text);
  }
  return out;
}

std::vector<Broken> make_broken_texts() {
  std::vector<Broken> out;
  for (const auto& file : sample_files("broken.txt")) {
    out.push_back({"samples/" + file.parent_path().filename().string(), read_file(file)});
  }
  const auto& all = paragraphs();
  std::string text;
  for (std::size_t i = 0; i < all.size() && text.size() < 1500; i += 7) text += all[i] + "\n";
  for (const char* specs : {"utf8-as-gbk:windows",
                            "utf8-as-gbk:python",
                            "utf8-as-gbk:java",
                            "utf8-as-gbk:jdk7",
                            "utf8-as-gbk:whatwg",
                            "utf8-as-gbk:iconv-c",
                            "utf8-as-gbk:question",
                            "utf8-as-windows-1252:windows",
                            "utf8-as-windows-1252:python",
                            "utf8-as-windows-1252:question",
                            "utf8-as-windows-1251:whatwg",
                            "utf8-as-cp437:whatwg",
                            "utf8-as-macroman:whatwg",
                            "utf8-as-shift-jis:windows",
                            "utf8-as-euc-kr:windows",
                            "utf8-as-big5:windows",
                            "gbk-as-big5:windows",
                            "gbk-as-windows-1252:windows",
                            "gbk-as-euc-kr:windows",
                            "gbk-as-euc-jp:whatwg",
                            "gbk-as-shift-jis:windows",
                            "gbk-as-koi8-r:whatwg",
                            "gbk-as-utf8:python",
                            "gbk-guessed",
                            "gb18030",
                            "gbk-frame-shift:drop",
                            "gbk-frame-shift:replace",
                            "converted-page",
                            "traditional",
                            "traditional big5",
                            "traditional big5-as-gbk:windows",
                            "utf8-as-windows-1252:windows utf8-as-windows-1252:windows",
                            "gbk-as-windows-1252:windows utf8-as-gbk:windows"}) {
    out.push_back({specs, break_by(specs, text, 3)});
  }
  return out;
}

}  // namespace

const std::vector<HealthyText>& healthy_texts() {
  static const std::vector<HealthyText> texts = read_healthy_texts();
  return texts;
}

const std::vector<KnownChange>& known_changes() {
  static const std::vector<KnownChange> all = read_known_changes();
  return all;
}

const std::vector<std::string>& paragraphs() {
  static const std::vector<std::string> all = read_paragraphs();
  return all;
}

const std::vector<Broken>& broken_texts() {
  static const std::vector<Broken> all = make_broken_texts();
  return all;
}

const std::vector<Restored>& restored_texts() {
  static const std::vector<Restored> all = [] {
    const Restorer restorer;
    std::vector<Restored> out;
    for (const Broken& broken : broken_texts()) out.push_back(restorer.restore(broken.text));
    return out;
  }();
  return all;
}

std::string break_by(std::string_view specs, std::string_view text, std::uint64_t seed) {
  std::istringstream words{std::string(specs)};
  std::string out(text);
  std::mt19937_64 random(seed);
  for (std::string spec; words >> spec;) {
    const std::size_t colon = spec.find(':');
    const Channel* channel = Registry::instance().find(spec.substr(0, colon));
    if (channel == nullptr) throw std::runtime_error("no channel " + spec);
    const std::string habit = colon == std::string::npos ? std::string(channel->habits().front())
                                                         : spec.substr(colon + 1);
    out = channel->damage(out, habit, random);
  }
  return out;
}

}  // namespace fuyuan::testing
