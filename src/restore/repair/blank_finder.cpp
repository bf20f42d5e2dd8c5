#include "restore/repair/blank_finder.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "channel/blanked_bytes.hpp"
#include "restore/triage/broken_utf8.hpp"
#include "text/utf8.hpp"
#include "text/utf8_census.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kContextBytes = 24;  ///< on either side
/// Nats that a character which lost its end, and a space behind it, cost more than a space that was
/// a byte: where other spaces were bytes for certain, and where none is known to have been.
constexpr double kOtherAccident = 6;
constexpr double kUsualAccident = -2;
/// The same of a byte that is no blank in Latin-1.
constexpr double kOtherByte = 5;

struct Guess {
  char32_t character = 0;
  double probability = 0;
};

/// What the character may be if any byte became the only space in it, or went.
std::u32string list_any(std::string_view bytes) {
  std::u32string out;
  if (std::count(bytes.begin(), bytes.end(), ' ') != 1) return out;
  std::string whole(bytes);
  const std::size_t space = whole.find(' ');
  for (unsigned byte = 0x80; byte < 0xC0; ++byte) {
    whole[space] = static_cast<char>(byte);
    const Utf8Char decoded = read_utf8(whole);
    if (decoded.length == whole.size()) out.push_back(decoded.code_point);
  }
  return out;
}

/// `bytes`: of the character. `price`: what another accident costs, in nats.
Guess guess(std::u32string_view before, const BlankedBytes::Place& place, std::string_view bytes,
            std::u32string_view after, const LanguageModel& model, double price) {
  const auto score = [&](std::u32string_view between) {
    return model.score_text(std::u32string(before).append(between).append(after));
  };
  std::vector<std::pair<double, char32_t>> guesses;
  for (const char32_t usual : place.candidates) guesses.emplace_back(score({&usual, 1}), usual);
  const std::u32string others = list_any(bytes);
  for (const char32_t other : others) {
    if (place.candidates.find(other) == std::u32string::npos)
      guesses.emplace_back(score({&other, 1}) - kOtherByte, other);
  }
  const auto best = std::max_element(guesses.begin(), guesses.end());
  double sum = 0;
  for (const auto& [each, character] : guesses) sum += std::exp(each - best->first);
  if (place.ends_in_space) {
    for (const char32_t other : others)
      sum += std::exp(score(std::u32string{other, U' '}) - price - best->first);
  }
  return {best->second, 1 / sum};
}

/// What stands before, in the same line, as restored so far.
std::u32string context_before(std::string_view restored) {
  std::size_t begin = restored.size() - std::min(restored.size(), kContextBytes);
  while (begin > 0 && is_continuation(static_cast<unsigned char>(restored[begin]))) --begin;
  restored.remove_prefix(begin);
  const std::size_t line_end = restored.rfind('\n');
  return to_utf32(restored.substr(line_end == std::string_view::npos ? 0 : line_end + 1));
}

std::u32string context_after(std::string_view rest) {
  constexpr std::size_t kLongest = 4;  // bytes of a character
  rest = rest.substr(0, kContextBytes + kLongest);
  rest = rest.substr(0, rest.find_first_of("\r\n"));
  std::size_t end = std::min(rest.size(), kContextBytes);
  while (end < rest.size() && is_continuation(static_cast<unsigned char>(rest[end]))) ++end;
  return to_utf32(rest.substr(0, end));
}

/// Finds characters that spaces may be in, in lines that are UTF-8 otherwise.
class PlaceFinder {
 public:
  PlaceFinder(std::string_view text, const LanguageModel& model) : text_(text), model_(model) {}

  std::optional<BlankedBytes::Place> find(std::size_t at) {
    auto place = BlankedBytes::match(text_, at);
    if (place && is_in_pairs(at)) place.reset();
    return place;
  }

 private:
  /// Whether the line is GBK, where half of a hanzi may stand before spaces.
  bool is_in_pairs(std::size_t at) {
    if (at < begin_ || at >= end_) {
      const std::size_t feed = text_.rfind('\n', at);
      begin_ = feed == std::string_view::npos ? 0 : feed + 1;
      end_ = std::min(text_.find('\n', at), text_.size());
      are_pairs_ = BrokenUtf8::is_of_pairs(text_.substr(begin_, end_ - begin_), model_);
    }
    return are_pairs_;
  }

  std::string_view text_;
  const LanguageModel& model_;
  std::size_t begin_ = 0;  ///< of the line that was asked about
  std::size_t end_ = 0;
  bool are_pairs_ = false;
};

/// What speaks for it that a text is UTF-8 in which bytes became spaces.
struct Evidence {
  Utf8Census rest;          ///< of all but the characters that a space may be in
  std::size_t certain = 0;  ///< spaces within characters
};

Evidence look_for_evidence(std::string_view text, PlaceFinder& places) {
  Evidence evidence;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = read_utf8(text.substr(at)).length;
    const auto place = length == 0 ? places.find(at) : std::nullopt;
    if (place) {
      evidence.certain += place->ends_in_space ? 0 : 1;
      at = place->end;
      continue;
    }
    evidence.rest.add(text, at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return evidence;
}

}  // namespace

std::vector<Span> find_blanked_bytes(std::string_view text, const LanguageModel& model,
                                     double least) {
  std::vector<Span> spans;
  if (count_utf8(text).has_marks) return spans;
  PlaceFinder places(text, model);
  const Evidence evidence = look_for_evidence(text, places);
  if (!evidence.rest.is_for_the_most_part()) return spans;
  const double price = evidence.certain > 0 ? kOtherAccident : kUsualAccident;
  std::string restored;
  std::size_t line = 1;
  bool is_after_stray = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = read_utf8(text.substr(at)).length;
    const auto place = length == 0 && !is_after_stray ? places.find(at) : std::nullopt;
    is_after_stray = length == 0 && !place;
    line += text[at] == '\n' ? 1 : 0;
    if (!place) {
      restored.append(text.substr(at, std::max<std::size_t>(length, 1)));
      at += std::max<std::size_t>(length, 1);
      continue;
    }
    const std::string_view before = text.substr(at, place->end - at);
    const auto [best, probability] = guess(context_before(restored), *place, before,
                                           context_after(text.substr(place->end)), model, price);
    const bool is_sure = probability >= least;
    const char32_t character = is_sure ? best : kReplacement;
    if (is_sure || !place->ends_in_space) {
      spans.push_back({at,
                       place->end,
                       line,
                       std::string(BlankedBytes::kName),
                       std::string(before),
                       to_utf8({&character, 1}),
                       1,
                       {{0, character, best, probability}}});
      restored += spans.back().after;
    } else {
      restored += before;
    }
    at = place->end;
  }
  return spans;
}

}  // namespace fuyuan
