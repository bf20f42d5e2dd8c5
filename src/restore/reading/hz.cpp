#include "restore/reading/hz.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "channel/seven_bit.hpp"
#include "model/language_model.hpp"
#include "restore/measure/prices.hpp"
#include "text/ascii.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kBegin = "~{";
constexpr std::string_view kEnd = "~}";
constexpr std::size_t kLeastPairs = 4;   ///< nothing else has so many by chance
constexpr std::size_t kPairsPerOdd = 8;  ///< for each tilde or run that is not of HZ
constexpr std::size_t kJudged = 400;     ///< characters

char32_t read_pair(std::string_view bytes, std::size_t at) {
  if (at + 1 >= bytes.size()) return 0;
  return read_seven_bit_pair(static_cast<unsigned char>(bytes[at]),
                             static_cast<unsigned char>(bytes[at + 1]));
}

/// How long the tilde at `at` and what it makes of a line end is; 0 where it means nothing.
std::size_t length_of_sign(std::string_view bytes, std::size_t at) {
  const std::string_view rest = bytes.substr(at);
  if (rest.starts_with("~~") || rest.starts_with("~\n")) return 2;
  return rest.starts_with("~\r\n") ? 3 : 0;
}

/// What the tildes of a text are.
struct Tildes {
  std::size_t pairs = 0;      ///< in runs that are nothing else
  std::size_t odd = 0;        ///< tildes and runs that are not of HZ
  std::u32string characters;  ///< what the first of those runs say
};

struct Run {
  std::size_t end = 0;        ///< behind `~}`, or where the line ends
  std::u32string characters;  ///< empty: it is broken
};

Run read_run(std::string_view bytes, std::size_t at) {
  std::size_t end = at + kBegin.size();
  std::u32string characters;
  for (char32_t cp = read_pair(bytes, end); cp != 0; cp = read_pair(bytes, end)) {
    characters.push_back(cp);
    end += 2;
  }
  if (bytes.substr(end).starts_with(kEnd)) return {end + kEnd.size(), std::move(characters)};
  const std::size_t line_end = std::min(bytes.find('\n', end), bytes.size());
  const std::size_t close = bytes.substr(0, line_end).find(kEnd, at);
  return {close == std::string_view::npos ? line_end : close + kEnd.size(), {}};
}

Tildes count_tildes(std::string_view bytes) {
  Tildes tildes;
  for (std::size_t at = bytes.find('~'); at != std::string_view::npos; at = bytes.find('~', at)) {
    if (!bytes.substr(at).starts_with(kBegin)) {
      const std::size_t length = length_of_sign(bytes, at);
      tildes.odd += length == 0 ? 1 : 0;
      at += std::max<std::size_t>(length, 1);
      continue;
    }
    const Run run = read_run(bytes, at);
    tildes.pairs += run.characters.size();
    tildes.odd += run.characters.empty() ? 1 : 0;
    if (tildes.characters.size() < kJudged) tildes.characters += run.characters;
    at = run.end;
  }
  return tildes;
}

bool makes_sense(std::u32string_view text) {
  return -LanguageModel::embedded().score_text(text) <
         kPlausibleCost * static_cast<double>(text.size());
}

}  // namespace

bool looks_like_hz(std::string_view bytes) {
  if (bytes.find(kBegin) == std::string_view::npos || !is_ascii(bytes)) return false;
  const Tildes tildes = count_tildes(bytes);
  if (tildes.odd == 0 && tildes.pairs >= kLeastPairs) return true;
  return tildes.pairs > 0 && tildes.odd * kPairsPerOdd <= tildes.pairs &&
         makes_sense(tildes.characters);
}

std::string decode_hz(std::string_view bytes) {
  std::string out;
  bool is_in_run = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view rest = bytes.substr(at);
    const std::size_t sign = is_in_run ? 0 : length_of_sign(bytes, at);
    if (rest.starts_with(is_in_run ? kEnd : kBegin)) {
      is_in_run = !is_in_run;
      at += kBegin.size();
    } else if (sign != 0) {
      if (rest[1] == '~') out.push_back('~');
      at += sign;
    } else if (is_in_run && rest.size() > 1 && rest[0] > ' ' && rest[1] > ' ') {
      const char32_t cp = read_pair(bytes, at);
      append_utf8(cp == 0 ? kReplacement : cp, out);
      at += 2;
    } else {
      is_in_run = is_in_run && rest[0] != '\n';
      out.push_back(rest[0]);
      ++at;
    }
  }
  return out;
}

}  // namespace fuyuan
