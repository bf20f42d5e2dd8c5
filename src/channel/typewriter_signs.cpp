#include "channel/typewriter_signs.hpp"

#include <algorithm>

#include "text/char_class.hpp"

namespace fuyuan {
namespace {

constexpr float kSpaceWasNbsp = -4.5F;
constexpr float kTwoSpaces = -2.0F;        ///< of which one is left
constexpr float kUncurled = -4.0F;         ///< ' for one of ‘ and ’, and the like
constexpr float kClosesQuotation = -4.0F;  ///< and stands where one is closed
constexpr float kNever = -1e9F;
constexpr float kSpaceWasControl = -0.7F;  ///< where others are known to have become spaces

/// Whether it is one of Windows' quotation marks, or of its dashes.
bool is_curled(Symbol symbol, bool is_dash) {
  return is_dash ? symbol == U'–' || symbol == U'—'
                 : symbol == U'‘' || symbol == U'’' || symbol == U'“' || symbol == U'”';
}

/// log of how likely a typewriter sign was one of Windows' quotation marks or dashes. Where such a
/// one is around none was changed, and what closes a quotation is mostly what it is.
float weigh_uncurled(std::u32string_view symbols, std::size_t at) {
  constexpr std::size_t kReach = 60;
  const bool is_dash = symbols[at] == U'-';
  const bool is_before_ascii = at + 1 == symbols.size() || symbols[at + 1] < 0x80;
  if (is_before_ascii && (at == 0 || symbols[at - 1] < 0x80)) return kUncurled;
  const std::size_t first = at - std::min(at, kReach);
  const std::u32string_view around = symbols.substr(first, 2 * kReach);
  if (std::any_of(around.begin(), around.end(), [&](Symbol s) { return is_curled(s, is_dash); }))
    return kNever;
  const std::u32string_view before = symbols.substr(first, at - first);
  const bool closes =
      !is_dash && is_before_ascii && std::count(before.begin(), before.end(), symbols[at]) % 2 != 0;
  return closes ? kUncurled + kClosesQuotation : kUncurled;
}

/// Whether controls C1 are near, but not that for a new line: then blanks may stand for it.
bool is_among_controls(std::u32string_view symbols, std::size_t at) {
  constexpr std::size_t kNear = 16;
  constexpr Symbol kNextLine = 0x85;
  const std::size_t begin = at - std::min(at, kNear);
  const std::u32string_view near = symbols.substr(begin, 2 * kNear);
  return near.find(kNextLine) == std::u32string_view::npos &&
         std::any_of(near.begin(), near.end(), [](Symbol s) { return s >= 0x80 && s < 0xA0; });
}

/// The code of the bytes that stand for the signs; 0: there are none.
ByteCode bytes_of(const Charset& charset, std::u32string_view signs) {
  ByteSet bytes;
  for (const char32_t sign : signs) {
    if (const EncodedChar code = charset.encode(sign); code.length == 1) bytes.set(code.bytes[0]);
  }
  return bytes.none() ? ByteCode{0} : intern(bytes);
}

}  // namespace

TypewriterSigns::TypewriterSigns(const Charset& charset)
    : single_quote_(bytes_of(charset, U"‘’")),
      double_quote_(bytes_of(charset, U"“”")),
      dash_(bytes_of(charset, U"–—")),
      is_latin1_(charset.name() == "windows-1252") {
  const EncodedChar blank = charset.encode(kNoBreakSpace);
  if (blank.length == 1) blank_ = blank.bytes[0];
}

void TypewriterSigns::read(const Observed& observed, std::size_t at,
                           std::vector<Reading>& out) const {
  if (observed.symbols[at] == U' ') read_blank(observed, at, out);
  read_uncurled(observed, at, out);
  const bool is_ellipsis = is_latin1_ && at > 0 && observed.symbols[at - 1] >= 0x80 &&
                           observed.symbols.substr(at).starts_with(U"...");
  if (!is_ellipsis) return;
  out.push_back(Reading::of_byte(0x85, kUncurled));
  out.back().consumed = 3;
}

void TypewriterSigns::read_blank(const Observed& observed, std::size_t at,
                                 std::vector<Reading>& out) const {
  if (is_latin1_ && is_among_controls(observed.symbols, at)) {
    // What takes the no-break space for a blank takes the control U+0085 for one as well.
    static const ByteCode blanks = intern(byte_range(0x85, 0x85) | byte_range(0xA0, 0xA0));
    out.push_back(Reading::of_lost({blanks}, kSpaceWasNbsp));
  } else if (blank_ != 0) {
    out.push_back(Reading::of_byte(blank_, kSpaceWasNbsp));
  }
  if (observed.controls != Controls::spaces || !is_latin1_) return;
  static const ByteCode controls = intern(byte_range(0x80, 0xA0));
  // Two in a row may have become one.
  out.push_back(Reading::of_lost({controls, controls}, kTwoSpaces));
  out.push_back(Reading::of_lost({controls}, kSpaceWasControl));
}

void TypewriterSigns::read_uncurled(const Observed& observed, std::size_t at,
                                    std::vector<Reading>& out) const {
  const Symbol symbol = observed.symbols[at];
  const ByteCode bytes = symbol == U'\''  ? single_quote_
                         : symbol == U'"' ? double_quote_
                         : symbol == U'-' ? dash_
                                          : ByteCode{0};
  if (bytes == 0) return;
  const float weight = weigh_uncurled(observed.symbols, at);
  if (weight > kNever) out.push_back(Reading::of_lost({bytes}, weight));
}

}  // namespace fuyuan
