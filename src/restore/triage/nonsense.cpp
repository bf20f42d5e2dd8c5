#include "restore/triage/nonsense.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"

namespace fuyuan {
namespace {

/// Of 29,425 healthy paragraphs (five scripts) none has a run that exceeds the fair cost by more
/// than 20 nats; of texts that iconv -c or `?` left beyond repair, nine in ten exceed it by 30.
constexpr double kFairCost = 10;  ///< nats a character
constexpr double kExcess = 30;    ///< nats
constexpr std::size_t kShortestRun = 6;
/// Dictionaries list characters by radical, and so does Unicode.
constexpr char32_t kSameRadical = 0x100;
constexpr std::size_t kMostNeighbours = 3;  ///< one character in so many

constexpr std::size_t kMixedScripts = 2;   ///< beside Chinese
constexpr std::size_t kScriptChanges = 2;  ///< within one word
constexpr std::size_t kAccentsAndSigns = 6;
constexpr std::size_t kQuestionGroups = 4;

bool is_east_asian(char32_t cp) {
  const CharClass kind = char_class(cp);
  return is_han(cp) || kind == CharClass::kana || kind == CharClass::halfwidth_kana ||
         kind == CharClass::hangul;
}

/// A run of East Asian characters, with the question marks in it, that nobody writes.
bool has_unlikely_run(std::u32string_view line, std::span<const float> costs) {
  for (std::size_t at = 0; at < line.size();) {
    std::size_t letters = 0;
    std::size_t neighbours = 0;
    double excess = 0;
    for (; at < line.size() && (is_east_asian(line[at]) || (letters > 0 && line[at] == U'?'));
         ++at) {
      if (line[at] == U'?') continue;
      if (letters > 0 && is_east_asian(line[at - 1]) &&
          std::max(line[at], line[at - 1]) - std::min(line[at], line[at - 1]) < kSameRadical) {
        ++neighbours;
      }
      ++letters;
      excess += costs[at] - kFairCost;
    }
    if (letters >= kShortestRun && excess > kExcess && neighbours * kMostNeighbours < letters) {
      return true;
    }
    if (letters == 0) ++at;
  }
  return false;
}

/// A word in letters of several scripts.
bool has_mixed_scripts(std::u32string_view line) {
  std::set<int> scripts;
  std::size_t changes = 0;
  int last = USCRIPT_INVALID_CODE;
  for (const char32_t cp : line) {
    UErrorCode status = U_ZERO_ERROR;
    const auto code = static_cast<UChar32>(cp);
    const int category = u_charType(code);
    if (cp == U'?' || category == U_NON_SPACING_MARK || category == U_MODIFIER_SYMBOL ||
        category == U_MODIFIER_LETTER) {
      continue;
    }
    const CharClass kind = char_class(cp);
    if (cp < 0x80 || is_chinese_sign(kind) || u_isalpha(code) == 0) {
      scripts.clear();
      changes = 0;
      last = USCRIPT_INVALID_CODE;
      continue;
    }
    const bool is_asian = is_east_asian(cp) || kind == CharClass::bopomofo;
    const int script = is_asian ? USCRIPT_HAN : uscript_getScript(code, &status);
    changes += last != USCRIPT_INVALID_CODE && script != last ? 1 : 0;
    last = script;
    if (!is_asian) scripts.insert(script);
    if (scripts.size() >= kMixedScripts && changes >= kScriptChanges) return true;
  }
  return false;
}

/// Letters with accents and signs in turns, as Latin-1 has them side by side: `ì´ì œ`.
bool has_accents_and_signs(std::u32string_view line) {
  const auto is_latin1 = [](char32_t cp) {
    return (cp > 0x80 && cp <= 0xFF) || (cp >= 0x152 && cp <= 0x17E) || cp == 0x192 ||
           cp == 0x2C6 || cp == 0x2DC || (cp >= 0x2013 && cp <= 0x203A) || cp == 0x20AC ||
           cp == 0x2122;
  };
  std::size_t letters = 0;
  std::size_t signs = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at < line.size() && (is_latin1(line[at]) || line[at] == U'?')) {
      const bool is_letter = u_isalpha(static_cast<UChar32>(line[at])) != 0;
      letters += is_letter ? 1 : 0;
      signs += is_letter || line[at] == U'?' ? 0 : 1;
      continue;
    }
    const std::size_t all = letters + signs;
    if (all >= kAccentsAndSigns && letters * 4 >= all && signs * 4 >= all) return true;
    letters = signs = 0;
  }
  return false;
}

/// Question marks all over, and little else.
bool is_all_questions(std::u32string_view line) {
  std::size_t others = 0;
  std::size_t questions = 0;
  std::size_t groups = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    others += line[at] >= 0x80 ? 1 : 0;
    if (line[at] != U'?') continue;
    ++questions;
    groups += at > 0 && line[at - 1] >= 0x80 ? 1 : 0;
  }
  return groups >= kQuestionGroups && questions > others * 2;
}

}  // namespace

bool is_nonsense(std::u32string_view line, std::span<const float> costs) {
  return is_all_questions(line) || has_accents_and_signs(line) || has_mixed_scripts(line) ||
         has_unlikely_run(line, costs);
}

}  // namespace fuyuan
