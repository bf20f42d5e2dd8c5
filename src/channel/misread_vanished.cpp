#include "channel/misread.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>

// What decoders lose without a mark, and how a misread puts it back.

namespace fuyuan {
namespace {

constexpr float kDoubledBackslash = -3.0F;    ///< by programs that know nothing of double bytes
constexpr float kBackslashTurned = -6.0F;     ///< to a slash, by those that take it for a path's
constexpr float kByteVanished = -7.0F;        ///< a byte lost without a mark
constexpr float kVanished = -4.0F;            ///< one that makes no pair, where others did as well
constexpr float kSlipped = -4.5F;             ///< one of two, where the line tells of it
constexpr float kPairVanished = -3.0F;        ///< both bytes, one after the other
constexpr float kUndefinedVanished = -2.0F;   ///< a byte that the decoder has no character for
constexpr float kUndefinedBlanked = -5.5F;    ///< the same, and a blank stands for it
constexpr float kSoftHyphenVanished = -2.0F;  ///< the byte AD, which few programs show
constexpr float kPrivateDropped = -8.0F;      ///< a pair that had become a private character
constexpr float kAllPrivateDropped = -2.0F;   ///< the same where none is left
constexpr float kDropped = -1.0F;             ///< what the decoder is known to drop
/// The same before a digit, which is the end of a character of four bytes then: those are rare.
constexpr float kDroppedAtDigit = -6.0F;
constexpr float kControlDropped = -0.7F;  ///< one byte in two is a C1 control
constexpr ByteCode kSoftHyphen = 0xAD;
constexpr float kFamiliarSign = 8;  ///< nats over what the model says of signs
constexpr ByteCode kLeadOfSigns = 0xE2;
constexpr ByteCode kLeadOfFour = 0xF0;

/// The reading with these bytes before its own; what there is no room for goes.
Reading prepend(std::initializer_list<ByteCode> codes, const Reading& reading) {
  Reading longer = reading;
  longer.size = 0;
  for (const ByteCode code : codes) longer.codes[longer.size++] = code;
  for (int i = 0; i < reading.size && longer.size < longer.codes.size(); ++i) {
    longer.codes[longer.size++] = reading.codes[i];
  }
  return longer;
}

/// Whether the text around `at` is set in columns: a tab, or two gaps of several blanks.
bool is_in_columns(std::u32string_view symbols, std::size_t at) {
  constexpr std::size_t kReach = 60;
  const std::size_t begin = at - std::min(at, kReach);
  const std::u32string_view around = symbols.substr(begin, 2 * kReach);
  if (around.find(U'\t') != std::u32string_view::npos) return true;
  constexpr std::u32string_view kGap = U"  ";
  const std::size_t first = around.find(kGap);
  if (first == std::u32string_view::npos) return false;
  const std::size_t next = around.find_first_not_of(U' ', first);
  return next != std::u32string_view::npos && around.find(kGap, next) != std::u32string_view::npos;
}

/// Whether a character before `at` would stand between ASCII and a blank of a table or a form:
/// numbers stand there without any, while sentences seldom end so.
bool stands_alone(const Observed& observed, std::size_t at) {
  const Symbol symbol = observed.symbols[at];
  const bool is_blank = symbol == U' ' || symbol == U'\t';
  return is_blank && (at == 0 || observed.symbols[at - 1] < 0x80) &&
         is_in_columns(observed.symbols, at);
}

}  // namespace

ByteCode Misread::find_undefined() const {
  if (!reads_single_bytes() || original().framing() != Framing::utf8) return 0;
  const ByteSet undefined = wrong()->filled() & byte_range(0x80, 0xBF);
  return undefined.any() ? intern(undefined) : ByteCode{0};
}

bool Misread::may_lack_undefined(const Observed& observed) const {
  // Who shows one of these bytes as a control shows them all.
  return undefined_ != 0 && std::none_of(observed.symbols.begin(), observed.symbols.end(),
                                         [](Symbol s) { return s >= 0x80 && s < 0xA0; });
}

void Misread::read_blank(const Place& place, ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (!loses_controls_ || pending.size == 0 || observed.symbols[at] != U' ' ||
      observed.controls != Controls::shown || !may_lack_undefined(observed)) {
    return;
  }
  Reading reading;
  reading.codes[0] = undefined_;
  reading.size = 1;
  follow(place, reading, kUndefinedBlanked, out);
}

bool Misread::may_lack_soft_hyphen(const Observed& observed) const {
  return loses_controls_ && observed.symbols.find(kSoftHyphen) == std::u32string_view::npos;
}

void Misread::insert_lost(const Place& place, const Reading& reading, ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  const auto with_inserted = [&](std::initializer_list<ByteCode> codes,
                                 float log_probability = kByteVanished) {
    follow(place, prepend(codes, reading), log_probability * static_cast<float>(codes.size()), out);
  };
  // A no-break space that became a blank is that blank, and has not vanished beside it.
  static const ByteCode but_blank = intern(byte_range(0x80, 0x9F) | byte_range(0xA1, 0xBF));
  const bool is_blank = loses_controls_ && observed.symbols[at] == U' ';
  const ByteCode any = is_blank ? but_blank : assembler_.any_continuation();
  if (pending.size == 0) {
    with_inserted({assembler_.any_lead()});
    if (assembler_.charset().framing() == Framing::utf8)
      with_inserted({assembler_.any_lead(), any});
    return;
  }
  const int missing = assembler_.missing(pending);
  if (missing == 1) with_inserted({any});
  if (missing == 1 && may_lack_undefined(observed)) with_inserted({undefined_}, kUndefinedVanished);
  if (missing == 1 && may_lack_soft_hyphen(observed))
    with_inserted({kSoftHyphen}, kSoftHyphenVanished);
  if (missing != 2) return;
  with_inserted({any, any});
  if (may_lack_undefined(observed))
    offer_sign(pending, prepend({undefined_, undefined_}, reading), 2 * kUndefinedVanished, out);
}

void Misread::offer_sign(const BytePattern& pending, const Reading& reading, float log_probability,
                         ArcBuffer& out) const {
  const bool may_be_sign =
      pending.size > 0 && (pending.codes[0] == kLeadOfSigns || pending.codes[0] == kLeadOfFour);
  if (!may_be_sign || !was_utf8() || !reads_single_bytes()) return;
  const int missing = assembler_.missing(pending);
  if (missing == 0 || missing > reading.size) return;
  BytePattern whole = pending;
  for (int i = 0; i < missing; ++i) whole.push(reading.codes[i]);
  // Of bytes that are not known to have been lost any may have been.
  const auto codes = std::span(whole.codes).first(whole.size);
  if (whole.is_known() ||
      std::find(codes.begin(), codes.end(), assembler_.any_continuation()) != codes.end()) {
    return;
  }
  const std::vector<Candidate> choice = signs_.matching(whole);
  if (choice.empty()) return;
  out.open(reading.consumed, log_probability + reading.log_probability + kFamiliarSign);
  out.emit_choice(choice);
  BytePattern next;
  const bool fits = assembler_.feed(next, reading.view().subspan(missing), out);
  out.close_if(fits, next.pack());
}

void Misread::insert_second(const Place& place, const Reading& reading, ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (assembler_.charset().framing() != Framing::utf8 || pending.size == 0 || reading.size != 1 ||
      assembler_.missing(pending) != 2) {
    return;
  }
  const int next = decoder_->peek(observed, at + reading.consumed);
  const bool is_last = at + reading.consumed == observed.symbols.size();
  if (!is_last && (next < 0 || (next >= 0x80 && next < 0xC0))) return;
  Reading longer = prepend({assembler_.any_continuation()}, reading);
  follow(place, longer, kByteVanished, out);
  if (may_lack_undefined(observed)) {
    longer.codes[0] = undefined_;
    follow(place, longer, kUndefinedVanished, out);
  }
  if (may_lack_soft_hyphen(observed)) {
    longer.codes[0] = kSoftHyphen;
    follow(place, longer, kSoftHyphenVanished, out);
  }
}

void Misread::insert_private(const Place& place, const Reading& reading, ArcBuffer& out) const {
  const Observed& observed = place.observed;
  const BytePattern& pending = place.pending;
  // GBK's user-defined area, as far as UTF-8 has such pairs: AA–AF before A1–FE, A1–A7 before
  // 40–A0.
  static const ByteCode last = intern(byte_range(0xAA, 0xAF));
  static const ByteCode middle = intern(byte_range(0xA1, 0xA7) | byte_range(0xAA, 0xAF));
  if (pending.size == 0 || reading.size > reading.codes.size() - 2) return;
  const int missing = assembler_.missing(pending);
  const ByteCode first = missing == 1 ? last : middle;
  const ByteCode second = missing == 1 ? assembler_.any_lead() : assembler_.any_continuation();
  const float dropped = observed.lacks_private ? kAllPrivateDropped : kPrivateDropped;
  follow(place, prepend({first, second}, reading), dropped, out);
  if (missing != 1 || reading.size > reading.codes.size() - 4) return;
  // Two of them, one after the other: 确认.
  const ByteCode fourth = assembler_.any_continuation();
  follow(place, prepend({first, second, middle, fourth}, reading), 1.5F * dropped, out);
}

void Misread::insert_controls(const Place& place, std::span<const Reading> readings,
                              ArcBuffer& out) const {
  const BytePattern& pending = place.pending;
  static const ByteCode control = intern(byte_range(0x80, 0x9F));
  const int missing = assembler_.missing(pending);
  for (const Reading& reading : readings) {
    for (int dropped = 1; dropped <= missing; ++dropped) {
      if (reading.size + dropped > static_cast<int>(reading.codes.size())) break;
      Reading longer = reading;
      longer.codes.fill(0);
      std::fill_n(longer.codes.begin(), dropped, control);
      std::copy_n(reading.codes.begin(), reading.size, longer.codes.begin() + dropped);
      longer.size = static_cast<std::uint8_t>(reading.size + dropped);
      follow(place, longer, kControlDropped * static_cast<float>(dropped), out);
    }
  }
}

void Misread::insert_dropped(const DecoderMarks& marks, const Place& place, const Reading& reading,
                             ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (reading.size == 0 || is_set(reading.codes[0]) ||
      (pending.size == 0 && stands_alone(observed, at))) {
    return;
  }
  const bool is_digit = reading.codes[0] >= U'0' && reading.codes[0] <= U'9';
  const float alone_price = is_digit ? kDroppedAtDigit : kDropped;
  const auto with_dropped = [&](float price, std::initializer_list<ByteCode> codes) {
    if (std::any_of(codes.begin(), codes.end(), [](ByteCode c) { return byte_set(c).none(); }))
      return;
    Reading longer = prepend(codes, reading);
    longer.is_mark = true;  // as if one stood there
    follow(place, longer, price, out);
  };
  const ByteCode alone = marks.alone_before(reading.codes[0]);
  with_dropped(alone_price, {alone});
  with_dropped(kDropped, {marks.alone(), alone});
  with_dropped(kDropped, {marks.pair_first(), marks.pair_second()});
  if (original().framing() != Framing::utf8) return;  // more would be characters without a trace
  with_dropped(kDropped, {marks.alone(), marks.alone(), alone});
  with_dropped(kDropped,
               {marks.pair_first(), marks.pair_second(), marks.pair_first(), marks.pair_second()});
}

const VanishedBytes& Misread::vanished() const {
  std::call_once(made_, [this] {
    vanished_ = std::make_unique<VanishedBytes>(*wrong(), original(), LanguageModel::embedded());
  });
  return *vanished_;
}

void Misread::insert_vanished(const Place& place, const Reading& reading, ArcBuffer& out) const {
  const BytePattern& pending = place.pending;
  if (!wrong()->is_ascii_superset() || reading.is_mark || reading.size == 0 ||
      reading.size == reading.codes.size() || is_set(reading.codes[0]) || pending.size > 1) {
    return;
  }
  const ByteCode next = reading.codes[0];
  if (pending.size == 0 && next < 0x80) return;
  const ByteCode lost = vanished().before(static_cast<unsigned char>(next));
  if (lost == 0) return;
  follow(place, prepend({lost}, reading), kVanished, out);
}

void Misread::insert_vanished_pair(const Place& place, const Reading& reading,
                                   ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (reads_single_bytes() || stands_alone(observed, at) || reading.is_mark || reading.size == 0 ||
      is_set(reading.codes[0]) || pending.size > 0) {
    return;
  }
  const auto& characters =
      vanished().characters_before(static_cast<unsigned char>(reading.codes[0]));
  if (characters.empty()) return;
  BytePattern next = pending;
  out.open(reading.consumed, kPairVanished + reading.log_probability);
  out.emit_choice(characters);
  const bool fits = assembler_.feed(next, reading.view(), out);
  out.close_if(fits, next.pack());
}

void Misread::insert_slipped(const Place& place, const Reading& reading, ArcBuffer& out) const {
  const BytePattern& pending = place.pending;
  if (reading.is_mark || reading.size != 1 || pending.size > 1) return;
  if (is_set(reading.codes[0]) || reading.codes[0] < 0x80) return;
  const ByteCode lost = pending.size == 0 ? assembler_.any_lead() : assembler_.any_continuation();
  follow(place, prepend({lost}, reading), kSlipped, out);
}

void Misread::mend_backslash(const Place& place, ArcBuffer& out) const {
  const auto& [observed, at, pending] = place;
  if (!is_raw() || pending.size != 1 || original().framing() == Framing::utf8) return;
  Reading backslash;
  backslash.codes[0] = U'\\';
  backslash.size = 1;
  if (observed.symbols.substr(at).starts_with(U"\\\\")) {
    backslash.consumed = 2;
    follow(place, backslash, kDoubledBackslash, out);
  } else if (observed.symbols[at] == U'/') {
    follow(place, backslash, kBackslashTurned, out);
  }
}

}  // namespace fuyuan
