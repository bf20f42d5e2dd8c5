#include "restore/repair/utf8_fields.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "channel/registry.hpp"
#include "restore/decode/quick_decode.hpp"
#include "restore/measure/letter_bytes.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::string_view kChannel = "utf8-as-windows-1252";
constexpr std::size_t kLeastHanzi = 2;
constexpr std::size_t kBytesOfHanzi = 3;
constexpr Symbol kFirstOfChinese =
    0x2E80;  ///< radicals, and all that Chinese has alone behind them

/// How many bytes of a character of three or four the text begins with; 0 if it does not begin with
/// one, or with its first byte alone.
std::size_t length_of_beginning(std::string_view bytes) {
  constexpr unsigned char kFirstOfThree = 0xE0;
  constexpr unsigned char kFirstOfFour = 0xF0;
  constexpr unsigned char kLastOfFour = 0xF4;
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first < kFirstOfThree || first > kLastOfFour) return 0;
  const std::size_t most = std::min<std::size_t>(first >= kFirstOfFour ? 4 : 3, bytes.size());
  std::size_t length = 1;
  while (length < most && is_continuation(static_cast<unsigned char>(bytes[length]))) ++length;
  return length > 1 ? length : 0;
}

/// Whether half of the run are hanzi of UTF-8, and the rest is what is left of some.
bool is_rest_of_utf8(std::u32string_view run) {
  std::string bytes;
  for (const Symbol symbol : run) bytes.push_back(static_cast<char>(letter_byte(symbol)));
  std::size_t of_hanzi = 0;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const Utf8Char next = read_utf8(rest);
    const std::size_t length = next.length > 0 ? next.length : length_of_beginning(rest);
    of_hanzi += next.length == kBytesOfHanzi || next.length == 0 ? length : 0;
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return of_hanzi * 2 >= bytes.size();
}

/// Whether letters, signs or marks stand beside the run that are not Chinese: it is part of another
/// misread.
bool goes_on(std::u32string_view line, std::size_t begin, std::size_t end) {
  const auto is_other = [&](std::size_t at) {
    return (line[at] >= 0x80 && line[at] < kFirstOfChinese) || line[at] == kReplacement;
  };
  return (begin > 0 && is_other(begin - 1)) || (end < line.size() && is_other(end));
}

}  // namespace

std::vector<LineSpan> find_utf8_fields(std::u32string_view line, const LanguageModel& model) {
  const Misread& channel = *Registry::instance().find_misread(kChannel);
  std::vector<LineSpan> spans;
  std::u32string others(line);
  const bool is_whole = for_each_letter_run(line, [&](std::size_t begin, std::size_t end) {
    const std::u32string_view run = line.substr(begin, end - begin);
    if (end - begin < kBytesOfHanzi * kLeastHanzi) return !is_rest_of_utf8(run);
    std::optional<std::u32string> text = decode_exactly(channel, run);
    // What comes to bytes again was read so twice: its line is of one kind as well.
    if (text && letter_byte(text->front()) != 0) return false;
    if (!text || !is_everyday_chinese(*text, model)) return !is_rest_of_utf8(run);
    if (goes_on(line, begin, end)) return true;
    spans.push_back({begin, end, std::string(kChannel), std::move(*text), 1, {}});
    std::fill(others.begin() + static_cast<std::ptrdiff_t>(begin),
              others.begin() + static_cast<std::ptrdiff_t>(end), U' ');
    return true;
  });
  // Where all else is healthy, or lost bytes of the same kind, the line is looked at as a whole.
  if (!is_whole || spans.empty() || !scan_line(others, model).is_suspicious()) return {};
  return spans;
}

}  // namespace fuyuan
