#include "text/han_words.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "text/lines.hpp"
#include "text/utf8.hpp"

extern "C" {
extern const unsigned char fuyuan_t2s_words_tsv[];
extern const std::uint64_t fuyuan_t2s_words_tsv_size;
}

namespace fuyuan {
namespace {

using Words = std::vector<std::pair<std::u32string, std::u32string>>;

Words parse_words(std::string_view table) {
  Words words;
  for (const Lines::Line& line : Lines(table)) {
    const std::size_t tab = line.bytes.find('\t');
    if (line.bytes.starts_with('#') || tab == std::string_view::npos) continue;
    words.emplace_back(to_utf32(line.bytes.substr(0, tab)), to_utf32(line.bytes.substr(tab + 1)));
  }
  std::sort(words.begin(), words.end());
  return words;
}

const Words& words() {
  static const Words table = parse_words({reinterpret_cast<const char*>(fuyuan_t2s_words_tsv),
                                          static_cast<std::size_t>(fuyuan_t2s_words_tsv_size)});
  return table;
}

}  // namespace

HanWord find_han_word(std::u32string_view text) {
  if (text.empty()) return {};
  const Words& all = words();
  // Longer ones stand behind those that they begin with.
  auto at = std::upper_bound(
      all.begin(), all.end(), text,
      [](std::u32string_view sought, const auto& word) { return sought < word.first; });
  while (at != all.begin() && (--at)->first[0] == text[0]) {
    if (text.starts_with(at->first)) return {at->first, at->second};
  }
  return {};
}

}  // namespace fuyuan
