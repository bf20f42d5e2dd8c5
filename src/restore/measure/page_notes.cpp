#include "restore/measure/page_notes.hpp"

#include <algorithm>

#include "channel/note.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/letter_case.hpp"
#include "text/pinyin.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kEnough = 6;        ///< notes in one style, to tell that another is not its
constexpr std::size_t kTimesOthers = 4;   ///< so many times what differs from a habit
constexpr std::size_t kFewDifferent = 4;  ///< one note in so many: an author's, on such a page
constexpr std::size_t kSurely = 2;        ///< places that no author writes

}  // namespace

std::vector<PageNotes::Chain> PageNotes::find_chains(std::u32string_view line) {
  std::vector<Chain> chains;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at - 1] < 0x80) continue;
    Chain chain{line[at - 1], {}, {}};
    while (const auto note = match_note(line, at)) {
      if (!has_reading(chain.annotated, note->syllable)) break;
      // What is said twice is one note to match_note.
      const std::size_t once = line.find_first_of(U")）", at) + 1 - at;
      for (std::size_t end = at + note->length; at < end; at += once) {
        chain.opening.push_back(at);
        chain.notes.push_back(note->syllable);
      }
    }
    if (!chain.notes.empty()) chains.push_back(std::move(chain));
  }
  return chains;
}

PageNotes::Style PageNotes::style_of(char32_t annotated, std::u32string_view note) {
  const auto syllable = parse_pinyin(note);
  if (!syllable) return Style::unknown;
  if (is_upper(note.front())) return Style::capitals;
  if (syllable->tone != 0) {
    return is_digit(note.back()) ? Style::numbers : Style::marks;
  }
  // A neutral tone has no mark.
  return has_reading(annotated, Syllable{syllable->letters, 5, 0}) ? Style::unknown
                                                                   : Style::letters;
}

void PageNotes::add(std::u32string_view line) {
  for (const char32_t cp : line) {
    if (is_traditional_only(cp)) ++characters_[cp].all;
  }
  for (const Chain& chain : find_chains(line)) {
    ++chains_;
    const std::u32string_view first = chain.notes.front();
    const bool is_doubled = chain.notes.size() > 1 && chain.notes[1] == first;
    doubled_ += is_doubled ? 1 : 0;
    if (is_unconverted(chain.annotated)) {
      ++on_others_;
      parentheses_of_others_.insert(line[chain.opening.front()]);
    }
    if (is_traditional_only(chain.annotated)) {
      ++on_converted_;
      ++styles_[style_of(chain.annotated, first)];
      ++parentheses_[line[chain.opening.front()]];
    }
    Character& character = characters_[chain.annotated];
    ++character.annotated;
    ++character.first[std::u32string(first)];
    character.doubled += is_doubled ? 1 : 0;
    character.followed += chain.notes.size() > 1 && !is_doubled ? 1 : 0;
  }
}

bool PageNotes::are_doubled() const { return doubled_ * 2 > chains_; }

bool PageNotes::is_doubled(char32_t annotated) const {
  if (are_doubled()) return true;
  const auto found = characters_.find(annotated);
  return found != characters_.end() && found->second.annotated > 1 &&
         found->second.doubled == found->second.annotated;
}

bool PageNotes::are_surely_converted() const {
  if (are_doubled()) return false;
  std::size_t surely = 0;
  std::size_t followed = 0;
  for (const auto& [han, character] : characters_) {
    const bool is_one = character.first.size() == 1;
    followed += character.followed;
    surely += character.doubled;
    if (is_one && character.annotated > 1) surely += character.followed;
  }
  // Who lists characters of two readings has both behind most of them.
  return surely >= kSurely && doubled_ * kFewDifferent <= chains_ && followed * 2 <= chains_;
}

std::size_t PageNotes::count_of_two_readings() const {
  std::size_t count = 0;
  for (const auto& [han, character] : characters_) {
    if (character.first.size() > 1) count += character.annotated;
  }
  return count;
}

bool PageNotes::may_be_in_style(Style style) const {
  if (style == Style::unknown) return true;
  std::size_t of_style = 0;
  std::size_t of_others = 0;
  for (const auto& [other, count] : styles_) {
    if (other != Style::unknown) (other == style ? of_style : of_others) += count;
  }
  return of_others < kEnough || of_others <= of_style * kTimesOthers;
}

bool PageNotes::may_be_in(char32_t parenthesis) const {
  if (!parentheses_of_others_.contains(parenthesis)) return true;
  std::size_t same = 0;
  std::size_t others = 0;
  for (const auto& [other, count] : parentheses_) (other == parenthesis ? same : others) += count;
  return same == 0 ? others == 0 : others < same * kTimesOthers;
}

bool PageNotes::is_of_converter(char32_t annotated, std::u32string_view note) const {
  if (is_unconverted(annotated)) return on_others_ * kFewDifferent > on_converted_;
  const auto found = characters_.find(annotated);
  if (!is_traditional_only(annotated) || found == characters_.end()) return true;
  const Character& character = found->second;
  const auto same = character.first.find(std::u32string(note));
  const std::size_t times = same == character.first.end() ? 0 : same->second;
  const std::size_t others = character.annotated - times;
  if (others > 0 && times <= others * 2) return false;
  // What stands behind each of several is of the converter's table, however odd.
  if (times > 1 && times == character.all) return true;
  if (!may_be_in_style(style_of(annotated, note))) return false;
  // An author explains the reading that nobody expects, and not each time.
  return character.annotated * 2 > character.all || is_usual_reading(annotated, note);
}

std::vector<char> PageNotes::find_meant(std::u32string_view line) const {
  std::vector<char> meant;
  for (const Chain& chain : find_chains(line)) {
    std::size_t converters = 0;
    if (may_be_in(line[chain.opening.front()]) &&
        is_of_converter(chain.annotated, chain.notes.front())) {
      converters = is_doubled(chain.annotated) ? chain.notes.size() : 1;
    }
    for (std::size_t i = converters; i < chain.opening.size(); ++i) {
      meant.resize(line.size());
      meant[chain.opening[i]] = 1;
    }
  }
  return meant;
}

}  // namespace fuyuan
