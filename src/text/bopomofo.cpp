#include "text/bopomofo.hpp"

#include <algorithm>
#include <array>

namespace fuyuan {
namespace {

struct Sound {
  std::u32string_view letters;
  std::u32string_view pinyin;
  std::u32string_view alone = {};  ///< in pinyin, where no initial stands before it
};

constexpr auto kInitials = std::to_array<Sound>({
    {U"ㄅ", U"b"},          {U"ㄆ", U"p"},        {U"ㄇ", U"m"},          {U"ㄈ", U"f"},
    {U"ㄉ", U"d"},          {U"ㄊ", U"t"},        {U"ㄋ", U"n"},          {U"ㄌ", U"l"},
    {U"ㄍ", U"g"},          {U"ㄎ", U"k"},        {U"ㄏ", U"h"},          {U"ㄐ", U"j"},
    {U"ㄑ", U"q"},          {U"ㄒ", U"x"},        {U"ㄓ", U"zh", U"zhi"}, {U"ㄔ", U"ch", U"chi"},
    {U"ㄕ", U"sh", U"shi"}, {U"ㄖ", U"r", U"ri"}, {U"ㄗ", U"z", U"zi"},   {U"ㄘ", U"c", U"ci"},
    {U"ㄙ", U"s", U"si"},
});

/// Those of two letters first: the longest wins.
constexpr auto kFinals = std::to_array<Sound>({
    {U"ㄧㄚ", U"ia", U"ya"},
    {U"ㄧㄝ", U"ie", U"ye"},
    {U"ㄧㄠ", U"iao", U"yao"},
    {U"ㄧㄡ", U"iu", U"you"},
    {U"ㄧㄢ", U"ian", U"yan"},
    {U"ㄧㄣ", U"in", U"yin"},
    {U"ㄧㄤ", U"iang", U"yang"},
    {U"ㄧㄥ", U"ing", U"ying"},
    {U"ㄨㄚ", U"ua", U"wa"},
    {U"ㄨㄛ", U"uo", U"wo"},
    {U"ㄨㄞ", U"uai", U"wai"},
    {U"ㄨㄟ", U"ui", U"wei"},
    {U"ㄨㄢ", U"uan", U"wan"},
    {U"ㄨㄣ", U"un", U"wen"},
    {U"ㄨㄤ", U"uang", U"wang"},
    {U"ㄨㄥ", U"ong", U"weng"},
    {U"ㄩㄝ", U"üe", U"yue"},
    {U"ㄩㄢ", U"üan", U"yuan"},
    {U"ㄩㄣ", U"ün", U"yun"},
    {U"ㄩㄥ", U"iong", U"yong"},
    {U"ㄚ", U"a"},
    {U"ㄛ", U"o"},
    {U"ㄜ", U"e"},
    {U"ㄞ", U"ai"},
    {U"ㄟ", U"ei"},
    {U"ㄠ", U"ao"},
    {U"ㄡ", U"ou"},
    {U"ㄢ", U"an"},
    {U"ㄣ", U"en"},
    {U"ㄤ", U"ang"},
    {U"ㄥ", U"eng"},
    {U"ㄦ", U"er"},
    {U"ㄧ", U"i", U"yi"},
    {U"ㄨ", U"u", U"wu"},
    {U"ㄩ", U"ü", U"yu"},
});

constexpr std::u32string_view kTones = U"ˉˊˇˋ˙";

template <std::size_t N>
const Sound* find_sound(const std::array<Sound, N>& sounds, std::u32string_view text) {
  const auto at = std::find_if(sounds.begin(), sounds.end(),
                               [&](const Sound& sound) { return text.starts_with(sound.letters); });
  return at == sounds.end() ? nullptr : &*at;
}

std::u32string join(const Sound* initial, const Sound* final) {
  if (initial == nullptr)
    return std::u32string(final->alone.empty() ? final->pinyin : final->alone);
  if (final == nullptr) return std::u32string(initial->alone);
  // Pinyin writes no dots after these.
  std::u32string letters(final->pinyin);
  if (std::u32string_view(U"jqx").find(initial->pinyin[0]) != std::u32string_view::npos)
    std::replace(letters.begin(), letters.end(), U'ü', U'u');
  return std::u32string(initial->pinyin) + letters;
}

}  // namespace

std::optional<Syllable> parse_bopomofo(std::u32string_view text) {
  std::size_t at = text.starts_with(U'˙') ? 1 : 0;
  std::size_t tone = at != 0 ? 5 : 1;
  const Sound* const initial = find_sound(kInitials, text.substr(at));
  if (initial != nullptr) at += initial->letters.size();
  const Sound* const final = find_sound(kFinals, text.substr(at));
  if (final != nullptr) at += final->letters.size();
  if (initial == nullptr && final == nullptr) return std::nullopt;
  const std::u32string letters = join(initial, final);
  auto syllable = parse_pinyin(letters);
  if (!syllable || syllable->length != letters.size()) return std::nullopt;
  if (at < text.size() && tone != 5) {
    if (const std::size_t mark = kTones.find(text[at]); mark != std::u32string_view::npos) {
      tone = mark + 1;
      ++at;
    }
  }
  syllable->tone = static_cast<std::uint8_t>(tone);
  syllable->length = static_cast<std::uint8_t>(at);
  return syllable;
}

std::u32string spell_bopomofo(const Syllable& syllable) {
  const auto try_pair = [&](const Sound* initial, const Sound* final) -> std::u32string {
    const std::u32string letters = join(initial, final);
    const auto parsed = parse_pinyin(letters);
    if (!parsed || parsed->length != letters.size() || parsed->letters != syllable.letters)
      return {};
    std::u32string out;
    if (initial != nullptr) out += initial->letters;
    if (final != nullptr) out += final->letters;
    if (syllable.tone == 5) return U'˙' + out;
    if (syllable.tone > 1) out.push_back(kTones[syllable.tone - 1U]);
    return out;
  };
  for (const Sound& final : kFinals) {
    if (auto found = try_pair(nullptr, &final); !found.empty()) return found;
  }
  for (const Sound& initial : kInitials) {
    if (auto found = initial.alone.empty() ? U"" : try_pair(&initial, nullptr); !found.empty())
      return found;
    for (const Sound& final : kFinals) {
      if (auto found = try_pair(&initial, &final); !found.empty()) return found;
    }
  }
  return {};
}

}  // namespace fuyuan
