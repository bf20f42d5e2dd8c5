#include "channel/charset_decoder.hpp"

#include <algorithm>
#include <utility>

#include "channel/folded_latin1.hpp"
#include "channel/swallowed_ascii.hpp"
#include "text/ascii_habits.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

// What a mark may stand for, in nats. Decoders that mark byte by byte and decoders that mark pairs
// are about as common; a swallowed ASCII character needs one to have stood in that very place.
struct MarkCosts {
  float one_byte;   ///< one byte that cannot begin a pair with what follows
  float two_bytes;  ///< a pair
  float euro_lead;  ///< a pair after 0x80, taken for a lead byte as Java does
  float swallowed;  ///< a lead byte and the ASCII character behind it
};
/// By MarkHabit.
constexpr MarkCosts kMarkCosts[] = {
    {-0.7F, -0.9F, -2.3F, -1.6F},   // unknown
    {-0.1F, -5.0F, -8.0F, -10.0F},  // byte_by_byte
    {-10.0F, -0.4F, -8.0F, -0.9F},  // swallows
    {-1.6F, -1.6F, -0.9F, -1.2F},   // swallows_pairs
    {-0.7F, -0.7F, -8.0F, -8.0F},   // spares_ascii
};
constexpr float kAtLineEnd = -0.5F;
constexpr float kOneByte = -0.7F;  ///< of a single-byte charset
constexpr float kThreeBytes = -6.0F;
constexpr float kTwoUnits = -2.0F;     ///< of UTF-16, the way Java reads them
constexpr float kHalfIsAscii = -1.5F;  ///< of a unit of UTF-16: one byte in so many
constexpr float kSecondForm = -2.5F;   ///< a byte that stands for a symbol in few tables only
constexpr float kOtherTable = -0.7F;   ///< Big5 has some symbols at two places
constexpr float kControlDropped = -2.0F;
constexpr char32_t kKatakanaMiddleDot = 0x30FB;

/// Between two ASCII characters a question mark is likelier just that: lost bytes have others of
/// their kind around.
constexpr float kMarkAmongAscii = -8.0F;

/// Some are meant even so, where a lost pair comes to many a character.
constexpr float kMeantMark = -0.6F;
/// Behind a mark another one goes on with the same character, where there is one for each byte:
/// how seldom bytes are lost says nothing of it any more.
constexpr float kNextMark = -0.5F;

bool is_among_ascii(std::u32string_view symbols, std::size_t at) {
  return at > 0 && at + 1 < symbols.size() && symbols[at - 1] < 0x80 && symbols[at + 1] < 0x80;
}

/// log of how likely a question mark is to be a mark, where those are `mark_rate` of the text.
float doubt_question_mark(std::u32string_view symbols, std::size_t at, float mark_rate) {
  return mark_rate + (is_among_ascii(symbols, at) ? kMarkAmongAscii : 0);
}

}  // namespace

CharsetDecoder::CharsetDecoder(const Charset& charset, std::vector<const Charset*> variants,
                               float mark_rate)
    : charset_(charset),
      variants_(std::move(variants)),
      is_single_byte_(charset.framing() == Framing::single_byte),
      is_gbk_(charset.name() == "gb18030" || charset.name() == "gbk"),
      is_latin1_(charset.name() == "windows-1252"),
      mark_rate_(mark_rate),
      windows_mark_(charset.name() == "shift_jis" ? kKatakanaMiddleDot : U'?'),
      any_high_(intern(byte_range(0x80, 0xFF))),
      tables_(share_tables()) {
  if (is_single_byte_) signs_.emplace(charset);
}

void CharsetDecoder::read(const Observed& observed, std::size_t at,
                          std::vector<Reading>& out) const {
  const Symbol symbol = observed.symbols[at];
  if (is_raw(symbol)) return;
  if (symbol == windows_mark_ && symbol != U'?' && observed.decoder) {
    read_mark_of(*observed.decoder, observed, at, out);
  } else if (symbol == windows_mark_ && symbol != U'?') {
    out.push_back(Reading::of_lost({tables_.pair_first, tables_.pair_second}, 0));
    out.push_back(Reading::of_lost({any_high_}, kMarkCosts[2].swallowed));
    out.back().swallows_ascii = true;
  }
  // As a code unit of UTF-16 a question mark would have NUL in it.
  const bool is_unit = symbol == U'?' && !charset_.is_ascii_superset();
  if (symbol != kReplacement && !is_unit) read_tables(symbol, out);
  if (is_mark(symbol)) read_mark(observed, at, out);
  if (signs_ && symbol < 0x80) signs_->read(observed, at, out);
  if (observed.is_folded && is_latin1_) read_folded(observed, at, out);
  if (observed.letter_case != LetterCase::mixed && is_latin1_) read_cased(observed, at, out);
  if (symbol == 0x20AC && is_gbk_) {
    // In misread text the byte 80 is everywhere, the true Euro sign nowhere.
    out.insert(out.begin(), Reading::of_byte(0x80, 0));
    out[1].log_probability = kSecondForm;
  }
  if (is_single_byte_ && symbol >= 0x80 && symbol < 0xA0 &&
      (out.empty() || out[0].codes[0] != symbol)) {
    // Latin-1 and its kin have a control where Windows has a character or nothing.
    out.push_back(Reading::of_byte(static_cast<ByteCode>(symbol), out.empty() ? 0 : kSecondForm));
  }
}

void CharsetDecoder::read_tables(Symbol symbol, std::vector<Reading>& out) const {
  const EncodedChar encoded = charset_.encode(symbol);
  if (encoded.length != 0) out.push_back(Reading::of(encoded.view()));
  for (const Charset* variant : variants_) {
    const EncodedChar other = variant->encode(symbol);
    if (other.length == 0) continue;
    Reading reading = Reading::of(other.view());
    // GB 18030 has four bytes for what its predecessors had in their user-defined areas.
    if (encoded.length == 4) {
      out = {reading};
      return;
    }
    const auto is_same = [&](const Reading& r) {
      return r.size == reading.size && r.codes == reading.codes;
    };
    if (std::any_of(out.begin(), out.end(), is_same)) continue;
    if (!out.empty()) reading.log_probability = kOtherTable;
    out.push_back(reading);
  }
  if (!tables_.may_have_duplicate(symbol)) return;
  const auto [first, last] = tables_.duplicates.equal_range(symbol);
  for (auto pair = first; pair != last; ++pair) {
    out.push_back(Reading::of(pair->second));
    out.back().log_probability = kOtherTable;
  }
}

void CharsetDecoder::read_mark(const Observed& observed, std::size_t at,
                               std::vector<Reading>& out) const {
  const std::u32string_view symbols = observed.symbols;
  if (observed.decoder && charset_.is_ascii_superset() && charset_.framing() != Framing::utf8) {
    read_mark_of(*observed.decoder, observed, at, out);
    return;
  }
  const float doubt = symbols[at] == U'?' ? doubt_question_mark(symbols, at, mark_rate_) : 0;
  if (is_single_byte_) {
    static const ByteCode controls = intern(byte_range(0x80, 0x9F));
    if (observed.controls == Controls::marked) {
      // The relatives of Windows-1252 would have shown most of them.
      if (is_latin1_) out.push_back(Reading::of_lost({controls}, kOneByte));
      return;
    }
    const bool is_hole = observed.has_holes && symbols[at] == kReplacement;
    out.push_back(
        Reading::of_lost({is_hole ? any_high_ : tables_.one_before_unknown}, kOneByte + doubt));
    if (symbols[at] == U'?') out.push_back(Reading::of_lost({controls}, kControlDropped + doubt));
    return;
  }
  if (!charset_.is_ascii_superset()) {
    read_utf16_mark(at + 1 == symbols.size(), doubt, out);
    return;
  }
  const MarkCosts& costs = kMarkCosts[static_cast<std::size_t>(observed.marks)];
  // A decoder that swallows whatever follows a lead byte leaves one alone only before a line end.
  const bool is_at_end = ends_field(observed, at + 1);
  const bool alone = at + 1 == symbols.size() || symbols[at + 1] == U'\r' || is_at_end;
  if (!alone || is_at_end || observed.swallowed_end == SwallowedEnd::none) {
    out.push_back(
        Reading::of_lost({read_one_byte(observed, at)},
                         doubt + (alone ? std::max(costs.one_byte, kAtLineEnd) : costs.one_byte)));
  }
  if (charset_.framing() == Framing::utf8) {
    out.push_back(Reading::of_lost({any_high_, any_high_}, kThreeBytes + doubt));
    return;
  }
  out.push_back(
      Reading::of_lost({tables_.pair_first, tables_.pair_second}, costs.two_bytes + doubt));
  out.push_back(Reading::of_lost({0x80, any_high_}, costs.euro_lead + doubt));
  if (charset_.name() != "gb2312")  // which has no longer characters to wait for
    out.push_back(Reading::of_lost({any_high_, any_high_, any_high_}, kThreeBytes + doubt));
  if (is_at_end) return;
  Reading swallowing = Reading::of_lost({any_high_}, costs.swallowed + doubt);
  swallowing.swallows_ascii = true;
  out.push_back(swallowing);
}

const DecoderMarks& CharsetDecoder::marks_of(Habit habit) const {
  auto& known = marks_[static_cast<std::size_t>(habit)];
  const DecoderMarks* marks = known.load(std::memory_order_acquire);
  if (marks == nullptr) {
    marks = &DecoderMarks::of(charset_, habit);
    known.store(marks, std::memory_order_release);
  }
  return *marks;
}

void CharsetDecoder::read_mark_of(const MarkingDecoder& decoder, const Observed& observed,
                                  std::size_t at, std::vector<Reading>& out) const {
  const std::u32string_view symbols = observed.symbols;
  if (symbols[at] != decoder.mark) return;
  const DecoderMarks& marks = marks_of(decoder.habit);
  const bool is_byte_by_byte = !byte_set(marks.pair_first()).any();
  const bool is_next = at > 0 && symbols[at - 1] == U'?' && is_byte_by_byte;
  const float rate = is_single_byte_ ? mark_rate_
                     : is_next       ? std::max(kNextMark, mark_rate_)
                                     : mark_rate_ + kMeantMark;
  const float doubt =
      (symbols[at] == U'?' ? doubt_question_mark(symbols, at, rate) : 0) +
      (marks.swallows_ascii() ? 0 : SwallowedAscii::of_whole(symbols.substr(at + 1)));
  const auto add = [&](std::initializer_list<ByteCode> codes) {
    if (std::all_of(codes.begin(), codes.end(), [](ByteCode c) { return byte_set(c).any(); }))
      out.push_back(Reading::of_lost(codes, doubt));
  };
  const bool is_at_end = ends_field(observed, at + 1);
  const bool is_last = at + 1 == symbols.size() || symbols[at + 1] == U'\r' || is_at_end;
  const bool may_swallow = marks.swallows_ascii() && !is_at_end;
  const bool takes_end = may_swallow && observed.swallowed_end != SwallowedEnd::none;
  if (!is_last)
    add({marks.alone_before(peek(observed, at + 1))});
  else if (!takes_end)
    add({marks.alone_at_end()});
  if (is_single_byte_) return;
  add({marks.pair_first(), marks.pair_second()});
  if (charset_.framing() == Framing::euc_jp || charset_.framing() == Framing::euc_tw)
    out.push_back(Reading::of_lost({any_high_, any_high_, any_high_}, kThreeBytes + doubt));
  if (!may_swallow) return;
  const bool is_unlikely = is_last && !takes_end;
  out.push_back(Reading::of_lost({marks.swallowing()},
                                 doubt + (is_unlikely ? SwallowedAscii::kAtLineEnd : 0)));
  out.back().swallows_ascii = true;
}

bool CharsetDecoder::may_be_lost(ByteCode first, ByteCode second, unsigned char lead,
                                 unsigned char trail) const {
  bool is_known = first == tables_.pair_first && second == tables_.pair_second;
  if (is_known && is_lost_pair(lead, trail)) return true;
  for (const auto& known : marks_) {
    const DecoderMarks* marks = known.load(std::memory_order_acquire);
    if (marks == nullptr) continue;
    // What stands before a question mark may stand before another lost byte.
    if ((first == marks->alone() || first == marks->alone_before('?')) && is_set(second)) {
      if (marks->is_alone_before(lead, trail)) return true;
      is_known = true;
    }
    if (first == marks->pair_first() && second == marks->pair_second()) {
      if (marks->is_pair(lead, trail)) return true;
      is_known = true;
    }
  }
  return !is_known;
}

ByteCode CharsetDecoder::narrow_last(ByteCode first) const {
  for (const auto& known : marks_) {
    const DecoderMarks* marks = known.load(std::memory_order_acquire);
    if (marks != nullptr && first == marks->pair_first()) return marks->last_before_lead();
  }
  return first;
}

ByteCode CharsetDecoder::read_one_byte(const Observed& observed, std::size_t at) const {
  const std::u32string_view symbols = observed.symbols;
  std::size_t marks = 0;
  if (observed.marks == MarkHabit::byte_by_byte) {
    while (at + marks + 1 < symbols.size() && symbols[at + marks + 1] == symbols[at]) ++marks;
  }
  const int next = peek(observed, at + marks + 1);
  if (next < 0) return tables_.one_before_unknown;
  ByteCode code = tables_.one_before[next];
  for (; marks > 0; --marks) {
    // What was no character by itself began with one of these and ended with one of those.
    const auto before = tables_.one_before_lost.find(code);
    if (before == tables_.one_before_lost.end()) return tables_.one_before_unknown;
    code = before->second;
  }
  return code;
}

void CharsetDecoder::read_utf16_mark(bool is_last, float doubt, std::vector<Reading>& out) const {
  if (is_last) {
    // Half a unit at the end of a file: its text ended in a line end, as text does.
    out.push_back(Reading::of_lost({U'\n'}, doubt));
    out.push_back(Reading::of_lost({any_high_}, kAtLineEnd + doubt));
  }
  const auto [first, second] = std::pair(tables_.pair_first, tables_.pair_second);
  out.push_back(Reading::of_lost({first, second}, doubt));
  const bool is_big_endian = charset_.framing() == Framing::utf16be;
  const ByteCode any = is_big_endian ? second : first;
  static const ByteCode high = intern(byte_range(0xD8, 0xDB));
  out.push_back(is_big_endian ? Reading::of_lost({high, any, any, any}, kTwoUnits + doubt)
                              : Reading::of_lost({any, high, any, any}, kTwoUnits + doubt));
  out.push_back(Reading::of_lost({is_big_endian ? first : second}, kHalfIsAscii + doubt));
  out.back().swallows_ascii = is_big_endian;
  out.back().ascii_before = !is_big_endian;
}

}  // namespace fuyuan
