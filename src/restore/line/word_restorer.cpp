#include "restore/line/word_restorer.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "restore/hypotheses/column_finder.hpp"
#include "restore/triage/misread_words.hpp"
#include "restore/verdict/code_strings.hpp"
#include "restore/verdict/quoted_text.hpp"
#include "restore/verdict/span_evidence.hpp"
#include "restore/verdict/verdict.hpp"
#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-gbk";
constexpr std::string_view kChannelOfLetters = "utf8-as-windows-1252";
constexpr std::size_t kMostPerGuess = 3;  ///< characters, one of which may be inferred
constexpr std::size_t kContext = 8;       ///< symbols before a word that help to guess
constexpr std::size_t kShort = 10;        ///< symbols
constexpr double kSureTogether = 0.5;     ///< probability of more guesses than that
/// Probability of one guess. A short word, or one that is part of healthy text, has little around
/// it: below that, guesses are wrong as often as right.
constexpr double kSureOfOne = 0.55;

/// Whether so much of it may be lost that nothing is certain of it.
bool may_lack_characters(std::u32string_view symbols) {
  return symbols.find(U"??") != std::u32string_view::npos;
}

/// Whether all of the word became text, ASCII aside, and little of that was guessed.
bool is_certain(const LineSpan& span) {
  const bool is_known = span.inferred.size() * kMostPerGuess <= span.after.size() ||
                        probability_of_all(span) >= kSureTogether;
  return is_known && span.channel == kChannel &&
         std::all_of(span.after.begin(), span.after.end(), is_chinese_text);
}

/// Whether nothing can be known of the word without what stands behind it, where the line was
/// misread as a whole: a question mark may have taken that along.
bool takes_more_along(std::u32string_view line, const MisreadWord& word) {
  const std::u32string_view symbols = line.substr(word.begin, word.end - word.begin);
  const bool may_lack_sign =
      symbols.ends_with(U'?') && word.end < line.size() && line[word.end] != U' ';
  return may_lack_sign || may_lack_characters(symbols);
}

/// Nothing is said of what nothing tells.
void doubt(LineSpan& span) {
  for (InferredCharacter& one : span.inferred) {
    if (one.probability >= kSureOfOne) continue;
    one.character = kReplacement;
    span.after[one.offset] = kReplacement;
  }
}

/// Whether bytes were lost elsewhere in the line: then it was misread as a whole.
bool has_mark_beside(std::u32string_view line, const std::vector<MisreadWord>& words) {
  std::size_t end = 0;  // of the word before
  for (const MisreadWord& word : words) {
    if (line.substr(end, word.begin - end).find(kReplacement) != std::u32string_view::npos)
      return true;
    end = word.end;
  }
  return line.substr(end).find(kReplacement) != std::u32string_view::npos;
}

}  // namespace

std::optional<LineSpan> WordRestorer::decode_word(std::u32string_view before,
                                                  std::u32string_view symbols) const {
  if (may_lack_characters(symbols)) return std::nullopt;
  ChannelChoice choice;
  choice.add(registry_.find(kChannel), ChannelChoice::kFavouriteCost);
  before = before.substr(before.size() - std::min(before.size(), kContext));
  const std::u32string text = std::u32string(before) + std::u32string(symbols);
  std::vector<LineSpan> spans =
      search_.search({.symbols = text, .ascii = &habits_.ascii}, choice, false, nullptr);
  const bool is_one =
      spans.size() == 1 && spans[0].begin == before.size() && spans[0].end == text.size();
  if (!is_one || !is_certain(spans[0])) return std::nullopt;
  move_by(spans[0], -static_cast<std::ptrdiff_t>(before.size()));
  return std::move(spans[0]);
}

std::vector<LineSpan> WordRestorer::restore_letters(std::u32string_view line) const {
  const Misread* channel = registry_.find_misread(kChannelOfLetters);
  if (is_favourite(channel)) return {};
  std::vector<LineSpan> spans;
  for (MisreadLetters& found : find_misread_letters(line, model_)) {
    spans.push_back(
        {found.begin, found.end, std::string(kChannelOfLetters), std::move(found.text), 1, {}});
  }
  // A line that was misread as a whole tells more as a whole.
  std::size_t symbols = 0;
  for (const LineSpan& span : spans) symbols += span.end - span.begin;
  if (spans.empty() || !is_healthy_beside(line, symbols) || habits_.is_about_mojibake) return {};
  std::u32string rest(line);
  for (const LineSpan& span : spans) {
    std::fill_n(rest.begin() + static_cast<std::ptrdiff_t>(span.begin), span.end - span.begin,
                U' ');
  }
  if (scan_line(rest, model_).is_suspicious()) return {};
  const ChannelKind kind(kChannelOfLetters);
  std::erase_if(spans, [&](const LineSpan& span) {
    return (is_quoted(line, span) && !is_string_of_code(line, span)) ||
           is_explained_beside(line, span, kind);
  });
  return spans;
}

bool WordRestorer::is_healthy_beside(std::u32string_view line, std::size_t symbols) const {
  return habits_.is_mostly_healthy || count_non_ascii(line) > symbols * 2;
}

bool WordRestorer::is_favourite(const Misread* channel) const {
  return std::find(habits_.favourites.begin(), habits_.favourites.end(), channel) !=
         habits_.favourites.end();
}

std::optional<std::vector<LineSpan>> WordRestorer::restore_words(std::u32string_view line) const {
  const std::vector<MisreadWord> words = find_misread_words(line, model_);
  if (words.empty()) return std::nullopt;
  // Where more is misread like that, marks take along what stands behind them; a quotation
  // mark, bracket or separator that is missing is what one took.
  if (is_favourite(registry_.find_misread(kChannel)) ||
      !find_missing(line, habits_.ascii.rows()).empty())
    return std::nullopt;
  std::size_t symbols_of_words = 0;
  for (const MisreadWord& word : words) symbols_of_words += word.end - word.begin;
  const bool is_beside_healthy = is_healthy_beside(line, symbols_of_words);
  if (!habits_.is_mostly_healthy && has_mark_beside(line, words)) return std::nullopt;
  if (has_misread_remnant(line, words)) return std::nullopt;
  // Where one has to be asked about together with what stands beside it, all of the line has. To
  // decode words takes long, so that is settled before.
  if (std::any_of(words.begin(), words.end(), [&](const MisreadWord& word) {
        return !word.stands_apart || (!is_beside_healthy && takes_more_along(line, word));
      }))
    return std::nullopt;
  const SpanJudge judge(model_, habits_);
  std::vector<LineSpan> found;
  bool is_any = false;
  std::size_t known = 0;  // the end of the word before
  for (const MisreadWord& word : words) {
    const std::u32string_view symbols = line.substr(word.begin, word.end - word.begin);
    std::optional<LineSpan> span = decode_word(line.substr(known, word.begin - known), symbols);
    known = word.end;
    // Beside healthy text nothing else tells what a short one was.
    is_any |= span || (is_beside_healthy && symbols.size() <= kShort);
    if (!span && !is_beside_healthy) return std::nullopt;
    if (!span) continue;
    std::vector<LineSpan> spans = {std::move(*span)};
    // Nobody shows a word in quotation marks who says nothing about it.
    const bool is_alone =
        !habits_.is_about_mojibake && count_non_ascii(line) == count_non_ascii(symbols);
    if (is_alone) judge.weigh(symbols, spans);
    for (LineSpan& one : spans) move_by(one, static_cast<std::ptrdiff_t>(word.begin));
    if (!is_alone) judge.weigh(line, spans);
    if (is_beside_healthy || symbols.size() <= kShort)
      for (LineSpan& one : spans) doubt(one);
    std::move(spans.begin(), spans.end(), std::back_inserter(found));
  }
  return is_any ? std::optional(std::move(found)) : std::nullopt;
}

}  // namespace fuyuan
