#include "restore/repair/misread_entities.hpp"

#include <algorithm>
#include <array>

#include "channel/entities.hpp"
#include "restore/repair/escape_context.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// Three bytes in a row are UTF-8 by chance now and then, pairs of any two are GBK.
constexpr std::size_t kLeastInUtf8 = 3;  ///< characters
constexpr std::size_t kLeastInPairs = 6;
constexpr std::size_t kCharactersPerFailure = 12;
constexpr double kPlainCost = 7;           ///< nats a character
constexpr std::size_t kMostJudged = 4000;  ///< characters
constexpr std::size_t kLinesTried = 200;   ///< to tell the misread by
constexpr int kNoByte = -1;

bool is_east_asian(char32_t cp) {
  const CharClass kind = char_class(cp);
  return is_chinese_text(cp) || kind == CharClass::han_ext || kind == CharClass::kana ||
         kind == CharClass::hangul;
}

/// What single bytes are read as, other than blanks.
bool is_of_bytes(char32_t cp) { return cp >= 0x80 && cp != kNoBreakSpace && !is_east_asian(cp); }

/// The byte that a single-byte decoder read as this character.
int byte_of(const Charset& wrong, char32_t cp) {
  const EncodedChar encoded = wrong.encode(cp);
  if (encoded.length == 1) return encoded.bytes[0];
  // Latin-1 and its kin have a control where Windows has a character or nothing.
  return cp >= 0x80 && cp < 0xA0 ? static_cast<int>(cp) : kNoByte;
}

}  // namespace

MisreadEntities::Group MisreadEntities::read_group(const Misread& misread,
                                                   const std::vector<Token>& tokens,
                                                   std::size_t at) {
  const Charset& original = misread.original();
  std::array<unsigned char, 4> bytes{};
  std::size_t count = 0;
  while (count < original.max_length() && at + count < tokens.size()) {
    const int byte = byte_of(*misread.wrong(), tokens[at + count].code_point);
    if (byte == kNoByte) break;
    bytes[count++] = static_cast<unsigned char>(byte);
  }
  const DecodedChar decoded = original.decode({bytes.data(), count});
  return {at, decoded.length, decoded.code_point};
}

bool MisreadEntities::is_whole(const Misread& misread, const std::vector<Token>& tokens,
                               std::size_t at) {
  while (at < tokens.size() && !tokens[at].is_entity && tokens[at].code_point >= 0x80 &&
         byte_of(*misread.wrong(), tokens[at].code_point) != kNoByte) {
    const Group group = read_group(misread, tokens, at);
    if (group.size == 0 || !is_text_character(group.code_point)) return false;
    at += group.size;
  }
  return true;
}

std::vector<MisreadEntities::Token> MisreadEntities::read_tokens(std::string_view line,
                                                                 std::size_t begin) {
  static const Entities entities;
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '&') {
      const EscapeMatch match = entities.match(line, at, {});
      if (match.length != 0) {
        tokens.push_back({begin + at, begin + at + match.length, match.text[0], true});
        at += match.length;
        continue;
      }
    }
    const Utf8Char read = read_utf8(line.substr(at));
    const std::size_t length = std::max<std::size_t>(read.length, 1);
    tokens.push_back({begin + at, begin + at + length,
                      read.length == 0 ? kReplacement : read.code_point, false});
    at += length;
  }
  return tokens;
}

bool MisreadEntities::are_listed(std::span<const Line> lines) {
  constexpr char32_t kStep = 3;
  std::size_t pairs = 0;
  std::size_t in_order = 0;
  for (const Line& line : lines) {
    for (std::size_t i = 1; i < line.tokens.size(); ++i) {
      const Token& last = line.tokens[i - 1];
      const Token& token = line.tokens[i];
      if (!last.is_entity || !token.is_entity) continue;
      ++pairs;
      in_order +=
          token.code_point > last.code_point && token.code_point <= last.code_point + kStep ? 1 : 0;
    }
  }
  return in_order * 2 > pairs;
}

bool MisreadEntities::may_stand_for_bytes(const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is_entity || is_east_asian(tokens[i].code_point)) continue;
    if ((i > 0 && is_of_bytes(tokens[i - 1].code_point)) ||
        (i + 1 < tokens.size() && is_of_bytes(tokens[i + 1].code_point))) {
      return true;
    }
  }
  return false;
}

std::size_t MisreadEntities::count_entities(std::span<const Line> lines) {
  std::size_t count = 0;
  for (const Line& line : lines) {
    count +=
        static_cast<std::size_t>(std::count_if(line.tokens.begin(), line.tokens.end(),
                                               [](const Token& token) { return token.is_entity; }));
  }
  return count;
}

bool MisreadEntities::complete_pairs(std::span<const Line> lines) {
  constexpr std::size_t kSignsPerSecond = 8;
  std::size_t signs = 0;
  std::size_t seconds = 0;
  for (const Line& line : lines) {
    std::size_t before = 0;  // bytes in a row that stand as characters
    for (const Token& token : line.tokens) {
      if (token.is_entity && is_sign_of_markup(token.code_point) &&
          token.code_point != kNoBreakSpace) {
        ++signs;
        seconds += before % 2;
      }
      before = !token.is_entity && is_of_bytes(token.code_point) ? before + 1 : 0;
    }
  }
  return seconds * kSignsPerSecond > signs;
}

std::vector<MisreadEntities::Line> MisreadEntities::list_lines(std::string_view text) {
  std::vector<Line> lines;
  for (const Lines::Line& line : Lines(text)) {
    if (line.bytes.find('&') == std::string_view::npos) continue;
    std::vector<Token> tokens = read_tokens(line.bytes, line.begin);
    if (may_stand_for_bytes(tokens)) lines.push_back({line.number, std::move(tokens)});
  }
  return lines;
}

bool MisreadEntities::may_begin(const Misread& misread, const std::vector<Token>& tokens,
                                std::size_t at, bool are_signs) {
  const Token& token = tokens[at];
  const int first = byte_of(*misread.wrong(), token.code_point);
  if (first < 0x80) return false;
  if (!token.is_entity || misread.was_utf8()) return true;
  // Hanzi that begin with A0 are rare, no-break spaces between others are not.
  if (first == 0xA0) return false;
  // Nobody sees soft hyphens, so nobody writes them.
  const bool may_be_meant =
      are_signs && is_sign_of_markup(token.code_point) && token.code_point != 0xAD;
  return !may_be_meant || !is_whole(misread, tokens, at + 1);
}

MisreadEntities::Reading MisreadEntities::undo(const Misread& misread, std::span<const Line> lines,
                                               bool are_signs) {
  const bool is_utf8 = misread.was_utf8();
  Reading reading;
  for (const Line& line : lines) {
    const std::vector<Token>& tokens = line.tokens;
    std::vector<Group>& groups = reading.groups.emplace_back();
    for (std::size_t at = 0; at < tokens.size();) {
      const Token& token = tokens[at];
      if (may_begin(misread, tokens, at, are_signs)) {
        const Group group = read_group(misread, tokens, at);
        if (group.size > 1 && is_text_character(group.code_point)) {
          groups.push_back(group);
          if (!is_utf8 || group.size > 2) reading.text.push_back(group.code_point);
          at += group.size;
          continue;
        }
      }
      const bool is_meant = token.is_entity && is_sign_of_markup(token.code_point);
      if (token.code_point >= 0x80 && !is_east_asian(token.code_point) && !is_meant)
        ++reading.failures;
      ++at;
    }
  }
  return reading;
}

bool MisreadEntities::is_sure(const Misread& misread, const Reading& reading) const {
  const std::size_t least = misread.was_utf8() ? kLeastInUtf8 : kLeastInPairs;
  if (reading.text.size() < least ||
      reading.failures * kCharactersPerFailure > reading.text.size()) {
    return false;
  }
  const std::u32string_view sample = std::u32string_view(reading.text).substr(0, kMostJudged);
  const auto east_asian = std::count_if(sample.begin(), sample.end(), is_east_asian);
  if (static_cast<std::size_t>(east_asian) * 2 < sample.size()) return false;
  return misread.was_utf8() ||
         -model_.score_text(sample) < kPlainCost * static_cast<double>(sample.size() + 1);
}

std::vector<Span> MisreadEntities::to_spans(std::string_view text, std::span<const Line> lines,
                                            const Reading& reading) {
  static const Entities entities;
  std::vector<Span> spans;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<Group>& groups = reading.groups[i];
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const Group& group = groups[g];
      const bool follows = g > 0 && groups[g - 1].first + groups[g - 1].size == group.first;
      const bool is_followed =
          g + 1 < groups.size() && group.first + group.size == groups[g + 1].first;
      // Two signs side by side, `&copy;&reg;`.
      if (group.size < 3 && !is_han(group.code_point) && !follows && !is_followed) continue;
      for (std::size_t at = group.first; at < group.first + group.size; ++at) {
        const Token& token = lines[i].tokens[at];
        if (!token.is_entity) continue;
        if (spans.empty() || spans.back().end != token.begin) {
          spans.push_back({token.begin,
                           token.begin,
                           lines[i].number,
                           std::string(entities.name()),
                           {},
                           {},
                           1,
                           {}});
        }
        Span& span = spans.back();
        span.end = token.end;
        append_utf8(token.code_point, span.after);
        span.before = text.substr(span.begin, span.end - span.begin);
      }
    }
  }
  return spans;
}

const Misread* MisreadEntities::find_misread(std::span<const Line> lines, bool are_signs) const {
  const Misread* best = nullptr;
  double most = 0;
  for (const Misread* misread : registry_.misreads()) {
    if (!misread->reads_single_bytes()) continue;
    const Reading reading = undo(*misread, lines, are_signs);
    if (!is_sure(*misread, reading)) continue;
    const double gain = static_cast<double>(reading.text.size()) -
                        static_cast<double>(reading.failures * kCharactersPerFailure);
    // What is UTF-8 is nothing else by chance.
    const bool is_other = best != nullptr && best->was_utf8() && !misread->was_utf8();
    const bool is_first_utf8 = best != nullptr && !best->was_utf8() && misread->was_utf8();
    if (is_other || (!is_first_utf8 && gain <= most)) continue;
    best = misread;
    most = gain;
  }
  return best;
}

std::vector<Span> MisreadEntities::find(std::string_view text, bool was_escaped) const {
  if (text.find('&') == std::string_view::npos) return {};
  const std::vector<Line> all = list_lines(text);
  const std::span<const Line> lines = all;
  if (lines.empty() || are_listed(lines) || speaks_of_mojibake(text)) return {};
  const bool are_signs = !was_escaped && !complete_pairs(lines) &&
                         stand_as_characters(count_unescaped(text), count_entities(lines));
  const Misread* misread =
      find_misread(lines.first(std::min(lines.size(), kLinesTried)), are_signs);
  return misread == nullptr ? std::vector<Span>()
                            : to_spans(text, lines, undo(*misread, lines, are_signs));
}

}  // namespace fuyuan
