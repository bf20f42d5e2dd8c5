#include "channel/frame_shift.hpp"

#include "channel/lone_trail.hpp"
#include "channel/wide_note.hpp"
#include "charset/decoder_habit.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

/// What a lost byte costs, in nats.
struct SlipCosts {
  float unmarked;  ///< nothing tells of it
  float second;    ///< the same, where it puts the frame right again
  float question;  ///< a question mark stands for it, or for the byte that it left alone
};
/// By ByteLoss.
constexpr SlipCosts kSlipCosts[] = {{-4.5F, -4.5F, -2.0F}, {-12.0F, -12.0F, -2.0F}};
/// The byte 5C is lost more often than others: programs take it for a backslash that escapes.
constexpr float kBackslash = 2.5F;
constexpr unsigned char kBackslashByte = 0x5C;
constexpr float kBackslashTurned = -3.0F;  ///< to a slash, by those that take it for a path's
constexpr float kMarkedSlip = -2.0F;       ///< U+FFFD tells of it
constexpr float kShiftEnds = -6.0F;
/// A second accident in the very place where a question mark took ASCII along, as it does wherever
/// a single byte is left over before it.
constexpr float kInsteadOfAscii = -5.0F;

/// Half a character behind which a question mark stands leaves no doubt that it is no true one.
constexpr float kMarkRate = 0;

/// One accident for about so many characters of text.
constexpr unsigned kCharactersPerAccident = 60;

/// The tables that other systems have for the charset.
std::vector<const Charset*> variants_of(const Charset& charset) {
  if (charset.framing() != Framing::gb18030) return {};
  return {find_charset("cp936")};
}

}  // namespace

FrameShift::FrameShift(std::string name, std::string summary, const Charset& charset,
                       const LanguageModel& model)
    : name_(std::move(name)),
      summary_(std::move(summary)),
      charset_(charset),
      assembler_(charset, model),
      swallowed_(model),
      decoder_(charset, variants_of(charset), kMarkRate) {}

void FrameShift::slip(BytePattern pending, std::size_t consumed,
                      std::initializer_list<ByteCode> codes, float log_probability,
                      ArcBuffer& out) const {
  out.open(consumed, log_probability);
  const bool fits = assembler_.feed(pending, std::span(codes.begin(), codes.size()), out);
  out.close_if(fits, pending.pack());
}

bool FrameShift::may_be_lone(const Observed& observed, std::size_t at) const {
  // Nearly all pairs of GBK are characters, so there U+FFFD is a byte that ASCII came after.
  return charset_.framing() != Framing::gb18030 || at + 1 == observed.symbols.size() ||
         observed.symbols[at + 1] < 0x80;
}

bool FrameShift::has_ascii_trails() const {
  // In GBK only characters have them that hardly anybody writes.
  return charset_.framing() == Framing::double_byte;
}

void FrameShift::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                         ArcBuffer& out) const {
  thread_local std::vector<Reading> readings;  // what was allocated once serves all positions
  readings.clear();
  Observed marked = observed;
  // A single pair that cannot be decoded does not turn the marks of a page into another decoder's.
  if (observed.symbols[at] == kReplacement) marked.marks = MarkHabit::byte_by_byte;
  // Who writes question marks is Windows, as a rule, which takes what follows along.
  if (observed.symbols[at] == U'?' && observed.marks == MarkHabit::unknown)
    marked.marks = MarkHabit::swallows;
  decoder_.read(marked, at, readings);
  if (state == kRest) {
    begin(observed, at, readings, out);
  } else {
    go_on(observed, at, BytePattern::unpack(state), readings, out);
  }
}

void FrameShift::begin(const Observed& observed, std::size_t at,
                       const std::vector<Reading>& readings, ArcBuffer& out) const {
  // Aligned text is identity's business: only an accident leads into this channel.
  const Symbol symbol = observed.symbols[at];
  const SlipCosts& costs = kSlipCosts[static_cast<std::size_t>(observed.loss)];
  const ByteCode lead = assembler_.any_lead();
  // Where nothing stands for lost bytes, a question mark is what the decoder left of a lone one.
  if (symbol == U'?' && (observed.loss == ByteLoss::replaced || is_lone_byte(observed.symbols, at)))
    slip({}, 1, {lead}, costs.question, out);
  if (symbol == kReplacement && may_be_lone(observed, at)) slip({}, 1, {lead}, kMarkedSlip, out);
  if (readings.empty() || readings[0].is_mark) return;
  const ByteCode first = readings[0].codes[0];
  const ByteCode second = readings[0].codes[1];
  if (has_ascii_trails() && readings[0].size == 1 && is_lone_trail(observed.symbols, at))
    slip({}, 1, {lead, first}, costs.unmarked, out);
  if (readings[0].size != 2 || !observed.is_doubtful(at)) return;
  slip({}, 1, {lead, first, second}, costs.unmarked, out);
  slip({}, 1, {first, assembler_.any_continuation(), second}, costs.unmarked, out);
  if (has_ascii_trails())
    slip({}, 1, {first, kBackslashByte, second}, costs.unmarked + kBackslash, out);
}

void FrameShift::go_on(const Observed& observed, std::size_t at, const BytePattern& pending,
                       const std::vector<Reading>& readings, ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  const SlipCosts& costs = kSlipCosts[static_cast<std::size_t>(observed.loss)];
  if (!readings.empty() && readings[0].size == 2 && !readings[0].is_mark) {
    const ByteCode first = readings[0].codes[0];
    const ByteCode second = readings[0].codes[1];
    const bool behind_mark = at > 0 && observed.symbols[at - 1] == U'?';
    const float cost = costs.second + (behind_mark ? kInsteadOfAscii : 0);
    slip(pending, 1, {assembler_.any_continuation(), first, second}, cost, out);
    slip(pending, 1, {first, assembler_.any_lead(), second}, cost, out);
    if (has_ascii_trails())
      slip(pending, 1, {kBackslashByte, first, second}, cost + kBackslash, out);
  }
  if (symbol == U'?' && observed.loss == ByteLoss::replaced) {
    const Symbol next = at_or_end(observed.symbols, at + 1);
    const bool may_swallow = next == U' ' || next == U'(' || is_digit(next);
    const float cost = costs.question + (may_swallow ? kInsteadOfAscii : 0);
    slip(pending, 1, {assembler_.any_continuation()}, cost, out);
  }
  if (symbol == U'/' && has_ascii_trails())
    slip(pending, 1, {kBackslashByte}, kBackslashTurned, out);
  for (const Reading& reading : readings) {
    BytePattern next = pending;
    out.open(reading.consumed, reading.log_probability);
    const bool fits = assembler_.feed(next, reading.view(), out) &&
                      (!reading.swallows_ascii || next.size == 0);
    if (fits && reading.swallows_ascii) swallowed_.emit(observed, at + reading.consumed, out);
    out.close_if(fits, next.pack());
  }
  // Half a character left over where the text is aligned again.
  out.open(0, kShiftEnds);
  out.emit(kReplacement);
  out.close(kRest);
}

std::string FrameShift::damage(std::string_view text, std::string_view habit,
                               std::mt19937_64& random) const {
  std::string bytes;
  const std::u32string characters = to_utf32(text);
  // At least one accident, and never in the first character: something healthy stands before.
  const std::size_t first = characters.size() < 2 ? 0 : 1 + random() % (characters.size() - 1);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const EncodedChar encoded = charset_.encode(characters[i]);
    std::string piece(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
    if (encoded.length == 0) piece.assign(1, '?');
    const bool accident = i == first || random() % kCharactersPerAccident == 0;
    if (accident && is_han(characters[i]) && encoded.length == 2) {
      const std::size_t lost = habit == "replace" ? 0 : random() % 2;
      if (habit == "replace") {
        piece[lost] = '?';
      } else {
        piece.erase(lost, 1);
      }
    }
    bytes += piece;
  }
  return decode_with_habit(charset_, byte_view(bytes), Habit::whatwg);
}

}  // namespace fuyuan
