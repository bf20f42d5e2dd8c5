#include "restore/repair/misread_signs.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>
#include <string>

#include <unicode/uchar.h>

#include "restore/measure/letter_bytes.hpp"
#include "restore/repair/shown_sign.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr int kMostLayers = 3;         ///< of the same misread
constexpr double kSureOfQuote = 0.95;  ///< of the one whose last byte Windows-1252 lacks
constexpr std::u32string_view kCutQuote = U"â€";
/// What may stand behind a letter as well as be a byte.
constexpr std::u32string_view kTypography = U"‘’“”–—…‹›«»";

/// How well the letters tell of the sign.
enum class Evidence : std::uint8_t {
  none,
  weak,    ///< beside others
  strong,  ///< by themselves
};

bool is_of_letters(char32_t cp) {
  const CharClass kind = char_class(cp);
  return kind == CharClass::letter ||
         ((kind == CharClass::latin1 || kind == CharClass::latin_extended) &&
          u_isalpha(static_cast<UChar32>(cp)) != 0);
}

bool is_small(char32_t cp) { return is_of_letters(cp) && u_islower(static_cast<UChar32>(cp)) != 0; }

bool is_capital(char32_t cp) {
  return is_of_letters(cp) && u_isupper(static_cast<UChar32>(cp)) != 0;
}

bool is_in(char32_t cp, std::u32string_view set) {
  return set.find(cp) != std::u32string_view::npos;
}

/// Letters that were one character, and what stands around it.
struct Image {
  std::u32string_view letters;
  char32_t sign = 0;
  char32_t before = 0;  ///< as it was, if that was misread as well; 0: nothing
  char32_t behind = 0;
  char32_t two_before = 0;
};

/// `Â` and a sign of Latin-1.
Evidence weigh_latin1_sign(const Image& image) {
  constexpr std::u32string_view kCommon = U"¡¢£¥§©®°±µ¶¼½¾¿\u00AD";
  if (image.sign < kNoBreakSpace) return Evidence::none;
  if (is_in(image.sign, kCommon)) return Evidence::strong;
  // Â is an operator as well, which has a square, and is multiplied.
  if (is_in(image.sign, U"¹²³"))
    return is_small(image.before) || is_digit(image.before) || is_han(image.before)
               ? Evidence::strong
               : Evidence::weak;
  if (image.sign == U'·') {
    const bool is_apart = image.before == U' ' && image.behind == U' ';
    const auto is_word = [](char32_t cp) { return is_of_letters(cp) || is_han(cp); };
    return is_apart || (is_word(image.before) && is_word(image.behind)) ? Evidence::strong
                                                                        : Evidence::weak;
  }
  if (is_capital(image.before)) return Evidence::none;
  if (image.sign == kNoBreakSpace) return Evidence::strong;
  const bool opens = image.sign == U'«' && !is_of_letters(image.before) && image.behind > U' ';
  const bool counts = is_in(image.sign, U"ªº") && is_digit(image.before);
  return opens || counts ? Evidence::strong : Evidence::weak;
}

/// The same of a letter behind a capital: `SÃ£o`, `CAFÃ‰`, but not `AMANHÃ»`.
Evidence weigh_behind_capital(const Image& image) {
  constexpr std::u32string_view kNoneBehindWords = U"‰‡€ˆŒŠ‚ƒœšŸžŽ„†";
  if (is_capital(image.sign))
    return is_in(image.letters[1], kNoneBehindWords) ? Evidence::strong : Evidence::none;
  if (is_of_letters(image.two_before) || image.letters[1] == kNoBreakSpace) return Evidence::none;
  return is_small(image.behind) ? Evidence::strong : Evidence::weak;
}

/// `Ã©` and the like, of two letters of which the first is a capital.
Evidence weigh_letter(const Image& image) {
  const bool is_of_pinyin = image.sign >= 0x1CD && image.sign <= 0x1DC;
  if (image.sign > 0x17F && !is_of_pinyin) return Evidence::none;
  // What is a control now was no part of a text.
  if (image.letters[1] < kNoBreakSpace) return Evidence::strong;
  if (image.sign == U'×' || image.sign == U'÷')
    return is_capital(image.before) ? Evidence::none : Evidence::strong;
  // No capital stands behind a small letter, unless a new word begins: with letters behind it.
  if (is_small(image.before)) return is_small(image.sign) ? Evidence::strong : Evidence::weak;
  const bool is_odd = !is_of_letters(image.letters[1]) && !is_in(image.letters[1], kTypography);
  if (is_of_pinyin)
    return is_of_letters(image.before) || is_in(image.letters[1], kTypography) ? Evidence::none
                                                                               : Evidence::weak;
  if (is_capital(image.before)) return weigh_behind_capital(image);
  if (is_small(image.behind)) return Evidence::strong;
  // Ã€: nothing of the kind follows a letter.
  if (is_odd && !is_of_letters(image.before) && image.letters[1] > 0x2000) return Evidence::weak;
  return is_small(image.sign) && !is_of_letters(image.behind) ? Evidence::weak : Evidence::none;
}

/// `â†’` and the like.
Evidence weigh_sign(const Image& image) {
  constexpr char32_t kFirst = 0x2000;
  constexpr char32_t kLast = 0x2BFF;
  const bool is_braille = image.sign >= 0x2800 && image.sign <= 0x28FF;
  if (image.sign < kFirst || image.sign > kLast || is_braille) return Evidence::none;
  const bool is_behind_word = is_of_letters(image.before) || is_in(image.before, U"\"'“‘„«");
  return is_behind_word && is_in(image.letters[1], kTypography) ? Evidence::none : Evidence::strong;
}

/// `Î¼` and the like, which stand for quantities: μm, 2π, kΩ.
Evidence weigh_greek(const Image& image) {
  constexpr std::u32string_view kCapitals = U"ΓΔΘΛΠΣΦΨΩ";
  const bool is_greek = (image.sign >= U'α' && image.sign <= U'ω') || is_in(image.sign, kCapitals);
  const bool is_unit = is_in(image.before, U"kMGm") && !is_of_letters(image.two_before);
  // What stands behind the last letter of a word in capitals, before a mark.
  if (image.letters[1] == kNoBreakSpace || image.letters[1] == 0xAD) return Evidence::none;
  if (!is_greek || (is_of_letters(image.before) && !is_unit)) return Evidence::none;
  const bool is_sign = !is_of_letters(image.letters[1]) && !is_in(image.letters[1], kTypography);
  return is_sign ? Evidence::strong : Evidence::weak;
}

/// `É™` and the like, letters of phonetic transcriptions.
Evidence weigh_phonetic(const Image& image) {
  constexpr char32_t kFirst = 0x250;
  constexpr char32_t kLast = 0x2FF;
  if (image.sign < kFirst || image.sign > kLast || is_capital(image.before)) return Evidence::none;
  // A capital may stand before a mark.
  const bool goes_on = is_small(image.behind) || is_in(image.behind, U"/]ː");
  return is_in(image.letters[1], kTypography) && !goes_on ? Evidence::none : Evidence::weak;
}

Evidence weigh(const Image& image) {
  switch (image.letters[0]) {
    case U'Â':
      return weigh_latin1_sign(image);
    case U'Ã':
    case U'Ä':
    case U'Å':
    case U'Ç':
      return weigh_letter(image);
    case U'É':
    case U'Ê':
    case U'Ë':
      return weigh_phonetic(image);
    case U'Î':
    case U'Ï':
      return weigh_greek(image);
    case U'â':
      return weigh_sign(image);
    case U'ã':
    case U'ï':
      return is_chinese_sign(char_class(image.sign)) || image.sign == 0xFE0F ? Evidence::strong
                                                                             : Evidence::none;
    case U'ð':
      return char_class(image.sign) == CharClass::emoji ? Evidence::strong : Evidence::none;
    default:
      return Evidence::none;
  }
}

/// Letters for bytes that stand side by side, and what they come to.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::u32string text;
  Evidence evidence = Evidence::none;
  int layers = 0;
  bool is_broken = false;  ///< not all of it was signs
  bool is_mixed = false;   ///< some of it is as it was
  std::vector<InferredCharacter> inferred = {};
};

/// Undoes one misread of a run. What is no part of an image has to be a sign that text has.
class RunReader {
 public:
  RunReader(std::u32string_view run, std::u32string_view before, char32_t behind, bool may_infer)
      : run_(run), before_(before), behind_(behind), may_infer_(may_infer) {}

  /// Adds what it comes to; `evidence` is that of the weakest image.
  void read(Run& out) {
    out.text.clear();
    out.inferred.clear();
    out.evidence = Evidence::strong;
    bool has_image = false;
    bool has_strong = false;
    for (std::size_t at = 0; at < run_.size();) {
      const Utf8Char next = read_image(at);
      if (next.length > 1) {
        const Evidence evidence =
            weigh({run_.substr(at, next.length), next.code_point, symbol_before(out.text, 1),
                   symbol_behind(at + next.length), symbol_before(out.text, 2)});
        out.evidence = std::min(out.evidence, evidence);
        has_strong |= evidence == Evidence::strong;
        has_image = true;
        out.text.push_back(next.code_point);
        at += next.length;
      } else if (is_cut_quote(at)) {
        out.inferred.push_back({out.text.size(), U'”', U'”', kSureOfQuote});
        out.text.push_back(U'”');
        has_image = true;
        at += kCutQuote.size();
      } else {
        const CharClass kind = char_class(run_[at]);
        out.is_broken |= kind != CharClass::symbol && run_[at] != U'·';
        out.is_mixed = true;
        out.text.push_back(run_[at++]);
      }
    }
    if (!has_image) out.evidence = Evidence::none;
    if (has_strong && out.evidence == Evidence::weak) out.evidence = Evidence::strong;
  }

 private:
  Utf8Char read_image(std::size_t at) const {
    constexpr std::size_t kLongest = 4;
    std::string bytes;
    for (const Symbol symbol : run_.substr(at, kLongest))
      bytes.push_back(static_cast<char>(letter_byte(symbol)));
    return read_utf8(bytes);
  }

  /// What stands so many characters before an image.
  char32_t symbol_before(std::u32string_view text, std::size_t distance) const {
    if (distance <= text.size()) return text[text.size() - distance];
    distance -= text.size();
    return distance <= before_.size() ? before_[before_.size() - distance] : 0;
  }

  /// What stands behind an image: the character that follows, where that is one as well.
  char32_t symbol_behind(std::size_t at) const {
    if (at == run_.size()) return behind_;
    const Utf8Char next = read_image(at);
    return next.length > 1 ? next.code_point : run_[at];
  }

  /// `â€` of which a control, 9D, was dropped.
  bool is_cut_quote(std::size_t at) const {
    return may_infer_ && run_.substr(at).starts_with(kCutQuote) &&
           run_.substr(0, at).find(U"â€") == std::u32string_view::npos;
  }

  std::u32string_view run_;
  std::u32string_view before_;
  char32_t behind_;
  bool may_infer_;
};

char32_t at_or_none(std::u32string_view line, std::size_t at) {
  return at < line.size() ? line[at] : 0;
}

/// Whether letters stand side by side that came of other bytes.
bool has_letters_together(std::u32string_view run) {
  for (std::size_t at = 1; at < run.size(); ++at) {
    if (is_of_letters(run[at - 1]) && is_of_letters(run[at])) return true;
  }
  return false;
}

/// Whether signs of a run stand elsewhere in the line as they ought to.
bool is_explained(std::u32string_view line, const std::vector<Run>& runs) {
  std::u32string others(line);
  for (const Run& run : runs)
    std::fill_n(others.begin() + static_cast<std::ptrdiff_t>(run.begin), run.end - run.begin, U' ');
  std::set<std::u32string_view> asked;
  return std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
    return asked.insert(run.text).second &&
           run.text.find_first_not_of(U"\u00A0\u200B") != std::u32string::npos &&
           others.find(run.text) != std::u32string::npos;
  });
}

/// Undoes as many misreads as there were.
Run read_run(std::u32string_view line, std::size_t begin, std::size_t end, bool may_infer) {
  const std::u32string_view before = line.substr(0, begin);
  const char32_t behind = at_or_none(line, end);
  Run run;
  run.begin = begin;
  run.end = end;
  std::u32string text(line.substr(begin, end - begin));
  for (int layer = 0; layer < kMostLayers; ++layer) {
    Run next;
    RunReader(text, before, behind, may_infer && layer == 0).read(next);
    if (layer == 0) {
      run.is_broken = next.is_broken;
      run.is_mixed = next.is_mixed;
    }
    if (next.is_broken || next.text == text) break;
    text = next.text;
    // What one layer leads to is believed if the next one is.
    if (next.evidence == Evidence::none) continue;
    run.text = std::move(next.text);
    run.evidence = next.evidence;
    run.inferred = std::move(next.inferred);
    run.layers = layer + 1;
    if (layer > 0) run.evidence = Evidence::strong;  // nothing else comes to such letters
    if (!run.inferred.empty()) break;                // the next one would be of a guess
  }
  return run;
}

}  // namespace

bool may_have_misread_signs(std::string_view bytes) {
  // C3 and the last byte of a letter that begins an image; C2 to E2 begin what follows it.
  constexpr std::string_view kLast = "\x82\x83\x84\x85\x87\x89\x8A\x8B\x8E\x8F\xA2\xA3\xAF\xB0";
  while (bytes.size() > 3) {
    const void* found = std::memchr(bytes.data(), 0xC3, bytes.size() - 3);
    if (found == nullptr) return false;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    if (kLast.find(bytes[at + 1]) != std::string_view::npos &&
        static_cast<unsigned char>(bytes[at + 2]) >= 0xC2) {
      return true;
    }
    bytes.remove_prefix(at + 1);
  }
  return false;
}

std::vector<LineSpan> find_misread_signs(std::u32string_view line, SignSearch search) {
  std::vector<Run> runs;
  Evidence best = search.is_known ? Evidence::strong : Evidence::none;
  int layers = 0;
  const bool may_infer = !search.is_strict && line.find(U"â€œ") != std::u32string_view::npos;
  const bool is_chinese = std::any_of(line.begin(), line.end(), is_han);
  const bool is_read = for_each_letter_run(line, [&](std::size_t begin, std::size_t end) {
    Run run = read_run(line, begin, end, may_infer);
    const bool may_be_other = has_letters_together(line.substr(begin, end - begin));
    const bool is_none = run.is_broken || run.evidence == Evidence::none;
    // Of such letters something else may be made.
    if (may_be_other && (run.is_broken || (is_none && search.is_of_layers))) return false;
    // All signs of a line go the same way, but for those of Chinese, which are of other charsets.
    if (run.is_mixed && !search.is_known && !is_chinese) return false;
    if (is_none || stands_alone_quoted(line, run.begin, run.end)) return true;
    best = std::max(best, run.evidence);
    layers = std::max(layers, run.layers);
    runs.push_back(std::move(run));
    return true;
  });
  if (!is_read) return {};
  if (best != Evidence::strong || (search.is_of_layers && layers < 2) ||
      (!search.is_known && is_explained(line, runs))) {
    return {};
  }
  std::vector<LineSpan> spans;
  for (Run& run : runs) {
    spans.push_back({run.begin, run.end, std::string(kSignChannel), std::move(run.text), 1,
                     std::move(run.inferred)});
  }
  return spans;
}

}  // namespace fuyuan
