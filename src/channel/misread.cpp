#include "channel/misread.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "channel/guessing_decoder.hpp"
#include "channel/mark_rate.hpp"
#include "channel/raw_utf8.hpp"
#include "charset/decoder_habit.hpp"
#include "text/ascii_habits.hpp"
#include "text/char_class.hpp"
#include "text/han_facts.hpp"
#include "text/line_beginning.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr float kFourBytesOfMark = -8.0F;    ///< those are rare, and prices are not
constexpr float kGoesOnBehindAscii = -8.0F;  ///< but for healthy text, a character begins there
constexpr float kWindowsEuro = -1.0F;        ///< the byte 80 of code page 936, and of browsers
constexpr float kPendingDropped = -9.0F;     ///< what was begun is given up: its rest never came
constexpr float kCutAtEnd = -2.5F;           ///< the last character lost its end
constexpr float kMarkIsReplacement = -8.0F;  ///< U+FFFD that stood in the original already
/// The same where two of its three bytes came through, beside the price sign, which begins like it.
constexpr float kBeginsReplacement = 5.0F;
/// What a letter of a note, one with a tone, or a mark for the parenthesis is worth: the model has
/// met hardly any such in Chinese text.
constexpr float kLetterOfNote = 3.0F;
constexpr float kToneOfNote = 15.0F;

/// Whether two bytes of UTF-8 begin nothing but Chinese signs.
bool is_of_sign(const BytePattern& bytes) {
  const auto [first, second] = std::pair(bytes.codes[0], bytes.codes[1]);
  return bytes.size == 2 &&
         ((first == 0xE3 && second == 0x80) || (first == 0xEF && second == 0xBC) ||
          (first == 0xE2 && second == 0x80));
}

/// What `bytes`, which lack their last, are of; the mark stands at `at`.
SwallowedBehind find_behind(const Observed& observed, std::size_t at, const BytePattern& bytes) {
  constexpr unsigned kLeadOfSymbols = 0xE2;
  constexpr unsigned kOfPunctuation = 0x80;  // `…` and quotation marks, which may end lines
  const bool is_symbol = bytes.size == 2 && bytes.codes[0] == kLeadOfSymbols;
  const bool is_punctuation = bytes.codes[1] == kOfPunctuation;
  const bool is_behind_mark =
      at >= 2 && at + 1 < observed.symbols.size() &&
      (observed.symbols[at - 2] == U'?' || observed.symbols[at - 2] == kReplacement);
  const bool is_first = is_behind_bullet(observed.symbols, at);
  if (is_symbol && !is_punctuation && (is_behind_mark || is_first)) return SwallowedBehind::bullet;
  if (is_symbol && is_first) return SwallowedBehind::opening;
  return is_of_sign(bytes) ? SwallowedBehind::sign : SwallowedBehind::other;
}

/// Who writes in GBK writes Simplified characters, though it has the others. What GB 2312 lacks of
/// it are those.
Assembler::Written written_in(const Charset& original, const Charset* wrong) {
  const bool is_gbk = original.framing() == Framing::gb18030;
  const bool lacks_traditional = wrong != nullptr && wrong->name() == "gb2312";
  return is_gbk && !lacks_traditional ? Assembler::Written::simplified : Assembler::Written::either;
}

/// Whether the byte ends a byte-order mark that a text begins with: that is no character of it.
bool ends_first_mark(const BytePattern& pending, ByteCode code, std::size_t at) {
  constexpr std::size_t kSymbols = 3;  // at the most, that the mark came to
  return at < kSymbols && pending.size == 2 && pending.codes[0] == 0xEF &&
         pending.codes[1] == 0xBB && code == 0xBF;
}

bool is_ascii(const Reading& reading) {
  return reading.size == 1 && !is_set(reading.codes[0]) && reading.codes[0] < 0x80;
}

/// Whether a digit would go on what a mark has begun: GB 18030 has such characters.
bool begins_four_bytes(const BytePattern& pending, const Reading& reading) {
  return pending.size == 1 && is_set(pending.codes[0]) && is_ascii(reading) &&
         is_digit(reading.codes[0]);
}

/// Whether the symbol there, which is no mark, begins within a character of UTF-8.
bool goes_on(const WrongDecoder& decoder, const Observed& observed, std::size_t at) {
  const int next = decoder.peek(observed, at);
  return next >= 0x80 && is_continuation(static_cast<unsigned char>(next));
}

}  // namespace

Misread::Misread(Facts facts, const Charset& original, const Charset* wrong, bool guessing,
                 const LanguageModel& model, std::vector<const Charset*> variants)
    : CharsetPair(original, wrong, guessing),
      facts_(std::move(facts)),
      assembler_(original, model, written_in(original, wrong)),
      swallowed_(model),
      familiar_(model),
      signs_(model),
      loses_controls_(was_utf8() && reads_latin1()),
      undefined_(find_undefined()) {
  const auto limit_pairs = [this](const CharsetDecoder& decoder) {
    if (decoder.pair_second() == 0) return;
    assembler_.limit_pairs(
        decoder.pair_first(), decoder.pair_second(),
        [&decoder](ByteCode first, ByteCode second, unsigned char lead, unsigned char trail) {
          return decoder.may_be_lost(first, second, lead, trail);
        });
  };
  if (guessing) {
    decoder_ = std::make_unique<GuessingDecoder>(wrong);
  } else if (wrong == nullptr && original.framing() == Framing::utf8) {
    auto decoder = std::make_unique<RawUtf8>();
    limit_pairs(decoder->resaved_as());
    decoder_ = std::move(decoder);
  } else if (wrong == nullptr) {
    decoder_ = std::make_unique<RawBytes>();
  } else {
    auto decoder = std::make_unique<CharsetDecoder>(*wrong, std::move(variants),
                                                    find_mark_rate(original, *wrong, model));
    limit_pairs(*decoder);
    pairs_ = decoder.get();
    decoder_ = std::move(decoder);
  }
}

void Misread::follow(const Place& place, const Reading& reading, float log_probability,
                     ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (reading.is_mark && lacks_end_of_replacement(pending)) {
    mend_replacement(observed, at, reading, log_probability, out);
    const bool is_known = observed.ascii != nullptr && observed.ascii->has_misread_marks();
    if (is_known || count_digits(observed.symbols.substr(at + reading.consumed)) == 0) return;
  }
  if (was_utf8()) {
    familiar_.offer(observed, at, pending, reading, log_probability + reading.log_probability, out);
  }
  offer_sign(pending, reading, log_probability, out);
  BytePattern next = pending;
  const bool may_have_swallowed = reading.is_mark && !reading.swallows_ascii &&
                                  assembler_.missing(pending) == reading.size &&
                                  !ends_field(observed, at + reading.consumed);
  if (may_have_swallowed)
    log_probability += SwallowedAscii::of_none(observed, at + reading.consumed);
  if (begins_four_bytes(pending, reading)) log_probability += kFourBytesOfMark;
  if (reading.is_mark && reading.swallows_ascii && pairs_ != nullptr && was_utf8() &&
      goes_on(*decoder_, observed, at + reading.consumed)) {
    log_probability += kGoesOnBehindAscii;
  }
  out.open(reading.consumed, log_probability + reading.log_probability);
  // A pair that the decoder lacks is cut by the characters' boundary: few last bytes make such
  // pairs.
  const bool straddles = reading.size == 2 && reading.is_mark && is_set(reading.codes[0]) &&
                         original().framing() == Framing::utf8 && assembler_.missing(pending) == 1;
  const auto emit_swallowed = [&] {
    if (next.size == 0)
      swallowed_.emit(observed, at + reading.consumed, out,
                      was_utf8() ? find_behind(observed, at, pending) : SwallowedBehind::other);
    return next.size == 0;
  };
  const std::u32string note =
      reading.is_mark ? read_note(observed.symbols, at + reading.consumed, reading.swallows_ascii)
                      : std::u32string();
  bool fits = !reading.ascii_before || emit_swallowed();
  out.set_reading(note);
  for (int i = 0; i < reading.size && fits; ++i) {
    const ByteCode code = straddles && i == 0 ? narrow_last(reading.codes[i]) : reading.codes[i];
    if (was_utf8() && ends_first_mark(next, code, at)) {
      next.size = 0;
    } else {
      fits = assembler_.feed(next, code, out);
    }
  }
  out.set_reading({});
  out.close_if(fits && (!reading.swallows_ascii || emit_swallowed()), next.pack());
}

bool Misread::lacks_end_of_replacement(const BytePattern& pending) const {
  return was_utf8() && pending.size == 2 && pending.codes[0] == 0xEF && pending.codes[1] == 0xBF;
}

void Misread::mend_replacement(const Observed& observed, std::size_t at, const Reading& reading,
                               float log_probability, ArcBuffer& out) const {
  constexpr unsigned char kLast = 0xBD;
  if (reading.size != 1 || reading.ascii_before || !admits(reading.codes[0], kLast)) return;
  const std::u32string_view behind = observed.symbols.substr(at + reading.consumed);
  out.open(reading.consumed, log_probability + reading.log_probability + kBeginsReplacement);
  out.emit(kReplacement);
  // Of a character whose last byte a question mark replaced, U+FFFD and the question mark is left:
  // no other ASCII stands behind U+FFFD so often, and nothing tells whether a line ended with it.
  if (reading.swallows_ascii || behind.empty() || behind[0] == U'\r') out.emit(U'?');
  out.close(kRest);
}

ByteCode Misread::narrow_last(ByteCode first) const {
  if (first == assembler_.pair_first()) return assembler_.last_before_lead();
  return pairs_ != nullptr ? pairs_->narrow_last(first) : first;
}

void Misread::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                      ArcBuffer& out) const {
  const Place place{observed, at, BytePattern::unpack(state)};
  const BytePattern& pending = place.pending;
  thread_local std::vector<Reading> readings;  // what was allocated once serves all positions
  readings.clear();
  decoder_->read(observed, at, readings);
  const std::size_t before = out.arcs().size();
  const bool is_plain = observed.symbols[at] < 0x80 && observed.symbols[at] != U'?';
  const bool is_noted = pending.size == 0 && is_in_note(observed.symbols, at);
  const float of_note = !is_noted ? 0 : is_plain ? kLetterOfNote : kToneOfNote;
  for (const Reading& reading : readings)
    follow(place, reading, reading.is_mark ? 0 : of_note, out);
  mend_backslash(place, out);
  read_blank(place, out);
  if (observed.controls == Controls::dropped && pending.size != 0 && loses_controls_) {
    insert_controls(place, readings, out);
  }
  if (observed.symbols[at] == kReplacement && pending.size == 0) {
    out.open(1, kMarkIsReplacement);
    out.emit(kReplacement);
    out.close(kRest);
  }
  if (is_windows_euro(observed.symbols[at]) && pending.size == 0) {
    out.open(1, kWindowsEuro);
    out.emit(U'€');
    out.close(kRest);
  }
  if (readings.empty()) return;
  if (pairs_ != nullptr && observed.decoder && observed.decoder->mark == 0) {
    insert_dropped(pairs_->marks_of(observed.decoder->habit), place, readings[0], out);
    return;
  }
  if (observed.pairs_vanish && observed.is_doubtful(at) && may_tear()) {
    insert_vanished(place, readings[0], out);
    insert_vanished_pair(place, readings[0], out);
  }
  if (observed.pairs_vanish && observed.is_doubtful(at) && may_slip())
    insert_slipped(place, readings[0], out);
  if (observed.bytes_vanish && reads_utf8_as_gbk()) insert_private(place, readings[0], out);
  if (!observed.bytes_vanish || (observed.controls == Controls::dropped && loses_controls_)) {
    // Nothing to put in.
  } else if (out.arcs().size() == before || (pending.size > 0 && is_ascii(readings[0]))) {
    // What fits ASCII may be wrong: a blank or a quotation mark is mostly what it is.
    insert_lost(place, readings[0], out);
  } else {
    insert_second(place, readings[0], out);
  }
  if (out.arcs().size() == before && pending.size != 0) {
    out.open(0, kPendingDropped);
    out.emit(kReplacement);
    out.close(kRest);
  }
}

bool Misread::is_windows_euro(Symbol symbol) const {
  return is_raw() && symbol == raw_symbol(0x80) && original().framing() == Framing::gb18030;
}

void Misread::finish(std::uint64_t state, ArcBuffer& out) const {
  BytePattern pending = BytePattern::unpack(state);
  const auto codes = std::span(pending.codes).first(pending.size);
  // Of a character without a single known byte there is no telling that it was there.
  out.open(0, std::all_of(codes.begin(), codes.end(), is_set) ? kPendingDropped : kCutAtEnd);
  for (int i = assembler_.missing(pending); i > 0; --i) {
    if (!assembler_.feed(pending, assembler_.any_continuation(), out)) {
      out.cancel();
      return;
    }
  }
  out.close(kRest);
}

}  // namespace fuyuan
