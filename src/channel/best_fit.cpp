#include "channel/best_fit.hpp"

#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr unsigned char kFirst = 0xA0;
constexpr char32_t kLost = U'?';

/// What becomes of the bytes from A0 on, by Microsoft's table of best fits for code page 936. `_`
/// stands for what it has none for.
constexpr std::u32string_view kWritten =
    U"__￠￡¤￥|§¨_a__-_ˉ"
    U"°±23′μ_·_1o_____"
    U"àá______èéê_ìí__"
    U"D_òó___×_ùú_üYT_"
    U"àáa_____èéê_ìí__"
    U"e_òó___÷_ùú_üyt_";
static_assert(kWritten.size() == 0x60);

/// What is in Windows-1252 and in GBK of that which bytes below them are.
constexpr std::u32string_view kKept = U"€‘’“”–—…‰";

/// log of how likely a character of ASCII is itself among such signs.
constexpr float kIsAscii = -0.7F;
constexpr float kIsByte = -0.7F;

char32_t write(unsigned char byte) {
  if (byte < 0x80) return byte;
  if (byte >= kFirst) {
    const char32_t written = kWritten[byte - kFirst];
    return written == U'_' ? kLost : written;
  }
  static const Charset& windows = *find_charset("windows-1252");
  const char32_t cp = windows.decode(std::array{byte}).code_point;
  return kKept.find(cp) == std::u32string_view::npos ? kLost : cp;
}

/// The bytes of GB 2312 that become each symbol.
const std::unordered_map<Symbol, ByteSet>& sources() {
  static const auto known = [] {
    std::unordered_map<Symbol, ByteSet> bytes;
    for (unsigned byte = kFirst + 1; byte < 0xFF; ++byte)
      bytes[write(static_cast<unsigned char>(byte))].set(byte);
    return bytes;
  }();
  return known;
}

/// The code of those bytes; 0 if there are none.
ByteCode code_of(Symbol symbol) {
  static const auto known = [] {
    std::unordered_map<Symbol, ByteCode> codes;
    for (const auto& [written, bytes] : sources()) {
      unsigned first = 0;
      while (!bytes[first]) ++first;
      codes[written] = bytes.count() == 1 ? static_cast<ByteCode>(first) : intern(bytes);
    }
    return codes;
  }();
  const auto found = known.find(symbol);
  return found == known.end() ? ByteCode{0} : found->second;
}

}  // namespace

BestFit::BestFit(const LanguageModel& model)
    : assembler_(*find_charset("gb18030"), model, Assembler::Written::simplified) {}

bool BestFit::may_write(Symbol symbol) { return sources().contains(symbol); }

std::size_t BestFit::count_choices(Symbol first, Symbol second) {
  static const auto known = [] {
    const Charset& charset = *find_charset("gb2312");
    std::map<std::pair<Symbol, Symbol>, std::size_t> counts;
    for (unsigned lead = kFirst + 1; lead < 0xFF; ++lead) {
      for (unsigned trail = kFirst + 1; trail < 0xFF; ++trail) {
        const auto pair =
            std::pair(static_cast<unsigned char>(lead), static_cast<unsigned char>(trail));
        if (charset.is_pair(pair.first, pair.second))
          ++counts[{write(pair.first), write(pair.second)}];
      }
    }
    return counts;
  }();
  const auto found = known.find({first, second});
  return found == known.end() ? 0 : found->second;
}

void BestFit::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                      ArcBuffer& out) const {
  const Symbol symbol = observed.symbols[at];
  const BytePattern pending = BytePattern::unpack(state);
  const ByteCode code = code_of(symbol);
  const bool is_ascii = symbol < 0x80;
  if (is_ascii && pending.size == 0) {
    out.open(1, code == 0 ? 0 : kIsAscii);
    out.emit(symbol);
    out.close(kRest);
  }
  if (code == 0) return;
  BytePattern next = pending;
  out.open(1, is_ascii ? kIsByte : 0);
  const bool fits = assembler_.feed(next, code, out);
  out.close_if(fits, next.pack());
}

std::string BestFit::damage(std::string_view text, std::string_view habit,
                            std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::string out;
  for (const char32_t cp : to_utf32(text)) {
    const EncodedChar encoded = assembler_.charset().encode(cp);
    if (encoded.length == 0) out.push_back('?');
    for (const unsigned char byte : encoded.view()) append_utf8(write(byte), out);
  }
  return out;
}

}  // namespace fuyuan
