// The notes of a converted page, in their various states.

#include "channel/converted_page.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

constexpr float kNote = -0.2F;
/// A mark for a whole character, of another misread.
constexpr float kLostBeforeNote = -4.0F;
constexpr float kUnconverted = -5.0F;     ///< a note on what has one form only
constexpr float kUnusualReading = -2.0F;  ///< a note that says another reading than the usual one
constexpr unsigned char kWideParenthesis = 0xA3;  ///< the first byte of a fullwidth one

bool is_meant_note(const Observed& observed, std::size_t at) {
  return at < observed.meant_notes.size() && observed.meant_notes[at] != 0;
}

/// The character of two bytes, or 0.
char32_t decode_pair(const Charset& gbk, unsigned first, unsigned second) {
  const std::array<unsigned char, 2> pair = {static_cast<unsigned char>(first & 0xFF),
                                             static_cast<unsigned char>(second & 0xFF)};
  const DecodedChar decoded = gbk.decode(pair);
  return decoded.length == 2 ? decoded.code_point : 0;
}

/// The same if it is read so.
char32_t find_annotated(const Charset& gbk, unsigned first, unsigned second,
                        std::u32string_view syllable) {
  const char32_t annotated = decode_pair(gbk, first, second);
  return annotated != 0 && has_reading(annotated, syllable) ? annotated : 0;
}

bool is_read(const Charset& gbk, unsigned first, unsigned second, std::u32string_view syllable) {
  return find_annotated(gbk, first, second, syllable) != 0;
}

/// What it costs that a lost byte makes just this character, of those with the reading. Converters
/// annotate what they convert, and know one reading of it.
float price_annotated(char32_t annotated, std::u32string_view syllable) {
  return (is_unconverted(annotated) ? kUnconverted : 0) +
         (is_usual_reading(annotated, syllable) ? 0 : kUnusualReading);
}

}  // namespace

void ConvertedPage::remove_note(const Observed& observed, std::size_t at, const State& state,
                                ArcBuffer& out) const {
  const auto note = match_note(observed.symbols, at);
  if (!note || is_meant_note(observed, at)) return;
  if (!is_read(gbk_, state.last_bytes >> 8, state.last_bytes, note->syllable)) return;
  // Said twice, the second one may be an author's.
  std::size_t length = 1;
  while (length < note->length && !is_meant_note(observed, at + length)) ++length;
  out.open(length, kNote);
  out.close(state.pack());
}

void ConvertedPage::mend_torn_note(const Observed& observed, std::size_t at, const State& state,
                                   ArcBuffer& out) const {
  // The mark is the byte alone where that byte is no lead byte; else it took the parenthesis along.
  const auto whole = match_note(observed.symbols, at + 1);
  const auto note = whole ? whole : match_torn_note(observed.symbols, at);
  if (!note) return;
  if (whole && state.pending.size == 0) mend_annotated(*whole, out);
  for (unsigned second = 0x80; second < 0xFF; ++second) {
    const auto byte = static_cast<unsigned char>(second);
    const char32_t annotated = find_annotated(gbk_, state.last_bytes, byte, note->syllable);
    if (annotated == 0) continue;
    State next = state;
    out.open(whole ? 1 : note->length, kNote + price_annotated(annotated, note->syllable));
    const bool fits = feed(next, {&byte, 1}, out);
    out.close_if(fits, next.pack());
  }
}

void ConvertedPage::remove_cut_note(const Observed& observed, std::size_t at, const State& state,
                                    ArcBuffer& out) const {
  constexpr std::size_t kTelling = 2;  // letters that tell which character a torn note was of
  const std::u32string_view letters = find_cut_syllable(observed.symbols, at);
  if (letters.empty()) return;
  const std::size_t length = 1 + letters.size();
  if (!is_mark(observed.symbols[at])) {
    const char32_t annotated = decode_pair(gbk_, state.last_bytes >> 8, state.last_bytes);
    if (annotated == 0 || !has_reading_from(annotated, letters)) return;
    out.open(length, kNote);
    out.close(state.pack());
    return;
  }
  if (letters.size() < kTelling) return;
  for (unsigned second = 0x80; second < 0xFF; ++second) {
    const auto byte = static_cast<unsigned char>(second);
    const char32_t annotated = decode_pair(gbk_, state.last_bytes, byte);
    if (annotated == 0 || is_unconverted(annotated) || !has_reading_from(annotated, letters))
      continue;
    State next = state;
    out.open(length, kNote);
    const bool fits = feed(next, {&byte, 1}, out);
    out.close_if(fits, next.pack());
  }
}

void ConvertedPage::mend_annotated(const Note& note, ArcBuffer& out) const {
  BytePattern lost;
  lost.push(assembler_.any_lead());
  lost.push(assembler_.any_continuation());
  std::vector<Candidate> choice = assembler_.candidates(lost, note.syllable);
  std::erase_if(choice, [](const Candidate& one) { return !is_traditional_only(one.code_point); });
  if (choice.empty()) return;
  out.open(1 + note.length, kLostBeforeNote);
  out.emit_choice(choice);
  out.close(kRest);
}

void ConvertedPage::close_wide_note(const Observed& observed, std::size_t at, const WideNote& note,
                                    State state, ArcBuffer& out) const {
  const bool fits =
      feed(state, note.rest, out) && (!note.swallows_ascii || state.pending.size == 0);
  if (fits && note.swallows_ascii) swallowed_.emit(observed, at, out);
  out.close_if(fits, state.pack());
}

void ConvertedPage::mend_wide_note(const Observed& observed, std::size_t at, const State& state,
                                   ArcBuffer& out) const {
  const auto symbols = observed.symbols;
  // Behind a whole character the note's inside may be torn.
  if (symbols[at] == U'（' && !match_note(symbols, at)) {
    const auto note = match_wide_note(symbols, at, 0);
    if (!note || !is_read(gbk_, state.last_bytes >> 8, state.last_bytes, note->syllable)) return;
    out.open(note->length, kNote);
    close_wide_note(observed, at + note->length, *note, state, out);
    return;
  }
  // A torn byte made a character with the first byte of the parenthesis.
  const EncodedChar torn = gbk_.encode(symbols[at]);
  if (torn.length != 2 || torn.bytes[1] != kWideParenthesis) return;
  const auto note = match_wide_note(symbols, at, 1);
  if (!note || !is_read(gbk_, state.last_bytes, torn.bytes[0], note->syllable)) return;
  State next = state;
  out.open(note->length, kNote);
  if (feed(next, torn.view().first(1), out)) {
    close_wide_note(observed, at + note->length, *note, next, out);
  } else {
    out.cancel();
  }
}

void ConvertedPage::mend_note_behind_stop(const Observed& observed, std::size_t at,
                                          const State& state, ArcBuffer& out) const {
  // Where a character ends in A1, that and the parenthesis make a full stop.
  constexpr unsigned char kSecond = 0xA1;
  if (at + 1 >= observed.symbols.size() || observed.symbols[at + 1] != U'。') return;
  const auto note = match_wide_note(observed.symbols, at + 1, 1);
  if (!note) return;
  for (unsigned first = 0x81; first < 0xFF; ++first) {
    const auto byte = static_cast<unsigned char>(first);
    const char32_t annotated = find_annotated(gbk_, byte, kSecond, note->syllable);
    if (annotated == 0) continue;
    State next = state;
    out.open(1 + note->length, kNote + price_annotated(annotated, note->syllable));
    if (feed(next, std::array{byte, kSecond}, out)) {
      close_wide_note(observed, at + 1 + note->length, *note, next, out);
    } else {
      out.cancel();
    }
  }
}

}  // namespace fuyuan
