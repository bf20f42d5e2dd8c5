#include "restore/reading/utf16_guess.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "charset/charset.hpp"
#include "model/language_model.hpp"
#include "restore/reading/utf16_search.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 4096;  ///< bytes
constexpr double kImpossible = -std::numeric_limits<double>::infinity();
constexpr double kFailureCost = 9;   ///< nats: a byte that does not fit
constexpr double kControlCost = 14;  ///< nats: no text has NUL and its like
constexpr double kRarity = 8;        ///< nats: UTF-16 without a mark is rare
constexpr double kHint = 4;          ///< nats that somebody's word for it is worth
constexpr double kGarbage = 12;      ///< nats a character

bool is_control(char32_t cp) { return cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r'; }

/// The text without the sequences that colour it on a terminal: ESC, `[`, numbers and a letter.
std::u32string remove_colours(std::u32string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) != std::u32string{char32_t{kEscapeCharacter}, U'['}) {
      out.push_back(text[at]);
      continue;
    }
    at = text.find_first_not_of(U"0123456789;", at + 2);
    if (at == std::u32string_view::npos) break;
  }
  return out;
}

double score(std::u32string_view text) {
  const LanguageModel& model = LanguageModel::embedded();
  double total = 0;
  Context context = model.start();
  for (const char32_t cp : text) {
    if (cp == kReplacement || is_control(cp)) {
      total -= cp == kReplacement ? kFailureCost : kControlCost;
      context = model.start();
      continue;
    }
    const Token token = model.token(cp);
    const auto scored = model.score(context, token);
    total += scored.log_probability + model.spread(cp, token);
    context = model.advance(context, token, scored);
  }
  return total;
}

std::u32string decode(const Charset& charset, std::string_view bytes) {
  std::u32string out;
  while (!bytes.empty()) {
    const DecodedChar decoded = charset.decode(byte_view(bytes));
    out.push_back(decoded.length == 0 ? kReplacement : decoded.code_point);
    bytes.remove_prefix(std::max<std::size_t>(decoded.length, 1));
  }
  return out;
}

/// Kinds of characters that no UTF-16 text has, but bytes misread as UTF-16 have everywhere.
bool is_foreign_to_text(char32_t cp) {
  switch (char_class(cp)) {
    case CharClass::c1:
    case CharClass::pua:
    case CharClass::unassigned:
      return true;
    default:
      return is_control(cp) || (cp >= 0xD800 && cp < 0xE000);
  }
}

double score_utf16(std::string_view name, std::string_view sample) {
  const std::u32string text = remove_colours(decode(*find_charset(name), sample));
  // Private characters occur; a text that has more than a few of them is something else.
  const auto foreign =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_foreign_to_text));
  const auto broken = static_cast<std::size_t>(std::count(text.begin(), text.end(), kReplacement));
  if ((foreign + broken) * 50 > text.size()) return kImpossible;
  const double total = score(text);
  return -total > kGarbage * static_cast<double>(text.size()) ? kImpossible : total;
}

}  // namespace

std::string_view guess_utf16(std::string_view bytes, bool is_hinted) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return {};
  const std::string_view sample = bytes.substr(0, std::min(bytes.size(), kSample));
  const bool is_utf8 = is_valid_utf8(bytes);
  if (!is_hinted && is_utf8 && sample.find('\0') == std::string_view::npos) return {};
  std::string_view best;
  double best_score = kImpossible;
  for (const std::string_view name : {"utf-16le"sv, "utf-16be"sv}) {
    const double found = score_utf16(name, sample);
    if (found <= best_score) continue;
    best = name;
    best_score = found;
  }
  if (best.empty()) return {};
  best_score += is_hinted ? kHint : -kRarity;
  if (is_utf8) return score(to_utf32(sample)) < best_score ? best : ""sv;
  for (const std::string_view name : {"gb18030"sv, "big5-hkscs"sv}) {
    if (score(decode(*find_charset(name), sample)) >= best_score) return {};
  }
  return best;
}

}  // namespace fuyuan
