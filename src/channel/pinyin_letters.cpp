#include "channel/pinyin_letters.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kReplaced = 2.0F;  ///< on a page with the habit hardly any syllable is meant
constexpr std::size_t kLongestSyllable = 6;    ///< zhuang
constexpr std::uint64_t kOneCharacterIn = 12;  ///< of those that `damage` replaces

bool is_small_letter(char32_t cp) { return cp >= U'a' && cp <= U'z'; }
/// What joins letters to a word that is no pinyin.
bool is_word(char32_t cp) { return is_letter(cp) || is_digit(cp) || cp == U'_' || cp == U'-'; }

void list_characters(const LanguageModel& model,
                     std::unordered_map<std::uint32_t, std::vector<Candidate>>& out) {
  const Charset& simplified = *find_charset("gb2312");
  const Charset& traditional = *find_charset("big5");
  for (char32_t cp = 0x4E00; cp < 0xA000; ++cp) {
    const Token token = model.token(cp);
    const bool in_use = simplified.encode(cp).length == 2 || traditional.encode(cp).length == 2;
    if (!in_use || model.code_point(token) != cp) continue;
    for (const Syllable& syllable : readings(cp)) {
      auto& characters = out[syllable.letters];
      if (characters.empty() || characters.back().code_point != cp)
        characters.push_back({cp, 0, token});
    }
  }
  for (auto& [letters, characters] : out) {
    std::sort(characters.begin(), characters.end(),
              [](const Candidate& a, const Candidate& b) { return a.token < b.token; });
  }
}

}  // namespace

const PinyinLetters::Characters& PinyinLetters::characters() const {
  std::call_once(made_, [&] { list_characters(model_, characters_); });
  return characters_;
}

std::size_t PinyinLetters::match(std::u32string_view line, std::size_t at) {
  if (!is_small_letter(line[at]) || (at > 0 && is_word(line[at - 1]))) return 0;
  std::size_t end = at;
  while (end < line.size() && is_small_letter(line[end])) ++end;
  if (end - at > kLongestSyllable || (end < line.size() && is_word(line[end]))) return 0;
  const bool touches = (at > 0 && is_chinese_text(line[at - 1])) ||
                       (end < line.size() && is_chinese_text(line[end]));
  if (!touches) return 0;
  const auto syllable = parse_pinyin(line.substr(at, end - at));
  return syllable && syllable->length == end - at ? end - at : 0;
}

void PinyinLetters::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                            ArcBuffer& out) const {
  if (state != kRest) return;
  const std::size_t length = match(observed.symbols, at);
  if (length == 0) return;
  const auto syllable = parse_pinyin(observed.symbols.substr(at, length));
  const auto found = characters().find(syllable->letters);
  if (found == characters().end()) return;
  out.open(length, kReplaced);
  out.emit_choice(found->second);
  out.close(kRest);
}

std::vector<Noise::Place> PinyinLetters::find(std::u32string_view line) const {
  std::vector<Place> places;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (const std::size_t length = match(line, at); length > 0) places.push_back({at, at + length});
  }
  return places;
}

std::string PinyinLetters::damage(std::string_view text, std::string_view habit,
                                  std::mt19937_64& random) const {
  static_cast<void>(habit);
  std::string out;
  const std::u32string page = to_utf32(text);
  const auto is_near_letter = [&](std::size_t at) {
    return (at > 0 && is_word(page[at - 1])) || (at + 1 < page.size() && is_word(page[at + 1]));
  };
  bool replaced_last = false;
  for (std::size_t at = 0; at < page.size(); ++at) {
    std::vector<Syllable> known;
    if (!replaced_last && is_han(page[at]) && random() % kOneCharacterIn == 0 &&
        !is_near_letter(at)) {
      known = readings(page[at]);
    }
    replaced_last = !known.empty();
    if (replaced_last) {
      std::u32string letters = spell(known[0], ToneStyle::none);
      std::replace(letters.begin(), letters.end(), U'ü', U'v');
      out += to_utf8(letters);
    } else {
      append_utf8(page[at], out);
    }
  }
  return out;
}

}  // namespace fuyuan
