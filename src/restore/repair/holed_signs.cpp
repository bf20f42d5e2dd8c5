#include "restore/repair/holed_signs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <unicode/uchar.h>

#include "charset/charset.hpp"
#include "restore/measure/letter_bytes.hpp"
#include "restore/repair/misread_signs.hpp"
#include "restore/repair/shown_sign.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kSelector = 0xFE0F;    ///< what stands before it is a pictograph
constexpr double kLeastShare = 0.5;       ///< of what letters may have been: the likeliest has more
constexpr std::size_t kLeastLetters = 2;  ///< that a sign has left

bool is_pictograph(char32_t cp) {
  return u_hasBinaryProperty(static_cast<UChar32>(cp), UCHAR_EMOJI) != 0;
}

/// Signs of text, and pictographs. Pieces of frames, and dots of Braille, come in rows.
bool is_candidate(char32_t cp) {
  const CharClass kind = char_class(cp);
  if (kind == CharClass::emoji) return is_pictograph(cp);
  const bool is_braille = cp >= 0x2800 && cp <= 0x28FF;
  return cp >= 0x2010 && cp <= 0x2BFF && kind != CharClass::box && !is_braille &&
         u_isgraph(static_cast<UChar32>(cp)) != 0;
}

/// E2 or F0 as a letter: what all of them begin with.
bool begins_sign(char32_t cp) { return cp == U'â' || cp == U'ð'; }

/// What may have become of a byte: nothing in one case.
std::vector<std::u32string> remains_of(unsigned char byte, bool has_selector) {
  static const Charset& windows = *find_charset("windows-1252");
  const std::array<unsigned char, 1> bytes = {byte};
  const DecodedChar decoded = windows.decode(bytes);
  const bool is_hole = decoded.length == 0 || windows.is_filled(byte);
  if (is_hole) return {U"", U"?", std::u32string(1, kReplacement)};
  std::vector<std::u32string> out = {std::u32string(1, decoded.code_point)};
  // The no-break space, which is often made a common one.
  if (has_selector && decoded.code_point == kNoBreakSpace) out.insert(out.end(), {U" ", U""});
  return out;
}

/// What may have become of text: what is left as it was comes first.
std::vector<std::u32string> remains_of(std::u32string_view text, bool has_selector) {
  std::vector<std::u32string> out = {U""};
  for (const char byte : to_utf8(text)) {
    std::vector<std::u32string> longer;
    for (const std::u32string& begun : out) {
      for (const std::u32string& rest : remains_of(static_cast<unsigned char>(byte), has_selector))
        longer.push_back(begun + rest);
    }
    out = std::move(longer);
  }
  return out;
}

/// Whether a question mark may be a byte: behind the end of a sentence it would be none.
bool goes_on(std::u32string_view behind) {
  if (behind.empty()) return false;
  if (behind[0] == U' ')
    return behind.size() > 1 && u_islower(static_cast<UChar32>(behind[1])) != 0;
  return is_han(behind[0]) || is_chinese_sign(char_class(behind[0])) ||
         std::u32string_view(U",.;:!)").find(behind[0]) != std::u32string_view::npos;
}

/// Whether it is a letter, and does not begin a sign.
bool is_of_word(char32_t cp) {
  return u_isalpha(static_cast<UChar32>(cp)) != 0 && !is_han(cp) && !begins_sign(cp);
}

/// Whether the letters may be those of a word: `â` of French beside what is one as well.
bool may_be_of_word(std::u32string_view line, std::size_t begin, std::size_t end) {
  if (line[begin] != U'â' || line[begin + 1] == U'€' || line[begin + 1] == U'¤') return false;
  return (begin > 0 && is_of_word(line[begin - 1])) || (end < line.size() && is_of_word(line[end]));
}

/// Whether the letter may be one that a dash or a quotation mark stands behind, `„â“`: as a bullet
/// the sign begins its line.
bool may_be_quoted(std::u32string_view line, std::size_t begin, std::size_t end) {
  constexpr std::u32string_view kTypography = U"‘’“”–—…";
  if (end - begin != kLeastLetters || kTypography.find(line[begin + 1]) == kTypography.npos)
    return false;
  const bool is_first = line.substr(0, begin).find_first_not_of(U" \t") == line.npos;
  return !is_first || end == line.size() || (line[end] != U' ' && !is_han(line[end]));
}

/// Whether all letters beside those found are of signs as well, whole ones.
bool has_no_other_letters(std::u32string_view line, const std::vector<LineSpan>& spans) {
  std::u32string others(line);
  for (const LineSpan& span : spans)
    std::fill_n(others.begin() + static_cast<std::ptrdiff_t>(span.begin), span.end - span.begin,
                U' ');
  const auto signs = find_misread_signs(others, {false, true, false});
  auto sign = signs.begin();  // in the order of the runs
  return for_each_letter_run(others, [&](std::size_t begin, std::size_t end) {
    while (sign != signs.end() && sign->end < end) ++sign;
    const bool is_sign = sign != signs.end() && sign->begin <= begin;
    return is_sign || end - begin < kLeastLetters;
  });
}

}  // namespace

HoledSigns::HoledSigns(const LanguageModel& model) {
  constexpr char32_t kFirst = 0x2010;
  constexpr char32_t kLast = 0x1FAFF;
  for (char32_t cp = kFirst; cp <= kLast; ++cp) {
    if (!is_candidate(cp)) continue;
    const Token token = model.token(cp);
    const double weight = std::exp(model.unigram(token) + model.spread(cp, token));
    add(cp, false, weight);
    if (is_pictograph(cp)) add(cp, true, weight);
  }
}

void HoledSigns::add(char32_t sign, bool has_selector, double weight) {
  std::u32string text(1, sign);
  if (has_selector) text.push_back(kSelector);
  std::vector<std::u32string> remains = remains_of(text, has_selector);
  const std::size_t bytes = to_utf8(text).size();
  for (const std::u32string& left : remains) {
    const auto letters =
        std::count_if(left.begin(), left.end(), [](char32_t cp) { return letter_byte(cp) != 0; });
    if (static_cast<std::size_t>(letters) == bytes ||
        static_cast<std::size_t>(letters) < kLeastLetters)
      continue;
    Image& image = images_[left];
    image.all += weight;
    image.is_proof = has_selector ||
                     std::any_of(left.begin(), left.end(), [](char32_t cp) { return is_mark(cp); });
    if (weight > image.weight) {
      image.weight = weight;
      image.text = text;
    }
    longest_ = std::max(longest_, left.size());
  }
}

std::optional<HoledSigns::Match> HoledSigns::match(std::u32string_view line, std::size_t at) const {
  std::string bytes;
  for (const Symbol symbol : line.substr(at, 4)) {
    const unsigned char byte = letter_byte(symbol);
    if (byte == 0) break;
    bytes.push_back(static_cast<char>(byte));
  }
  const std::size_t whole = read_utf8(bytes).length;
  for (std::size_t size = std::min(longest_, line.size() - at);
       size > std::max<std::size_t>(whole, 1); --size) {
    const auto found = images_.find(std::u32string(line.substr(at, size)));
    if (found == images_.end() || found->second.share() < kLeastShare) continue;
    if (line[at + size - 1] == U'?' && !goes_on(line.substr(at + size))) continue;
    if (!found->second.is_proof && may_be_of_word(line, at, at + size)) continue;
    if (!found->second.is_proof && may_be_quoted(line, at, at + size)) continue;
    // The invisible control is there: nothing is lost.
    if (at + size < line.size() && char_class(line[at + size]) == CharClass::c1) continue;
    return Match{size, &found->second};
  }
  return std::nullopt;
}

std::vector<LineSpan> HoledSigns::find(std::u32string_view line, Need need) const {
  std::vector<LineSpan> spans;
  bool has_proof = need == Need::none || std::any_of(line.begin(), line.end(), is_han);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!begins_sign(line[at])) continue;
    const auto found = match(line, at);
    if (!found) continue;
    const Image& image = *found->image;
    const std::size_t end = at + found->size;
    if (!stands_alone_quoted(line, at, end)) {
      LineSpan span{at, end, std::string(kSignChannel), image.text, image.share(), {}};
      if (image.weight < image.all)
        span.inferred.push_back({0, image.text[0], image.text[0], image.share()});
      // No capital stands behind a small letter.
      has_proof |=
          image.is_proof || line[at] == U'ð' || u_isupper(static_cast<UChar32>(line[at + 1])) != 0;
      spans.push_back(std::move(span));
    }
    at = end - 1;
  }
  if (!has_proof || spans.empty() || !has_no_other_letters(line, spans)) return {};
  return spans;
}

}  // namespace fuyuan
