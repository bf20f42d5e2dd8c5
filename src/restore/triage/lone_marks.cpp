#include "restore/triage/lone_marks.hpp"

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

std::vector<LoneMark> find_lone_marks(std::u32string_view symbols) {
  static const Charset& gbk = *find_charset("cp936");
  constexpr std::size_t kHan = 3;  // bytes
  std::vector<LoneMark> marks;
  std::array<unsigned char, 2> last{};
  std::size_t pending = 0;  // bytes of a Chinese character that has begun
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] == kReplacement || symbols[at] == U'?') {
      if (pending == kHan - 1) marks.push_back({at, last});
      pending = 0;
      continue;
    }
    const EncodedChar encoded = gbk.encode(symbols[at]);
    for (const unsigned char byte : encoded.view()) {
      pending = byte < 0x80 ? 0 : is_continuation(byte) ? (pending + 1) % kHan : 1;
      last = {last[1], byte};
    }
  }
  return marks;
}

}  // namespace fuyuan
