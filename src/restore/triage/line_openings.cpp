#include "restore/triage/line_openings.hpp"

#include <algorithm>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::u32string_view kSigns = U"【★☆※●○◎■□◆◇▲△▶①②③④⑤⑥⑦⑧⑨⑩✅❌✓⚠";
/// So many places tell, one of them a line that begins so in any case.
constexpr std::size_t kFewest = 3;
/// Two symbols have all of such a sign, and a byte of what follows it.
constexpr std::size_t kForm = 2;

std::string encode(std::u32string_view symbols) {
  static const Charset& gbk = *find_charset("cp936");
  std::string bytes;
  for (const Symbol symbol : symbols) {
    const EncodedChar encoded = gbk.encode(symbol);
    for (const unsigned char byte : encoded.view()) bytes.push_back(static_cast<char>(byte));
  }
  return bytes;
}

std::size_t count(std::string_view text, std::string_view sign) {
  std::size_t times = 0;
  for (std::size_t at = text.find(sign); at != text.npos; at = text.find(sign, at + sign.size()))
    times += at >= sign.size() && text.substr(0, at).ends_with(sign) ? 0 : 1;
  return times;
}

}  // namespace

char32_t LineOpenings::read(std::u32string_view symbols) {
  const std::string bytes = encode(symbols.substr(0, kForm));
  const Utf8Char first = read_utf8(bytes);
  if (first.length < 3 || kSigns.find(first.code_point) == kSigns.npos) return 0;
  return first.code_point;
}

void LineOpenings::add(std::u32string_view symbols) {
  std::map<char32_t, std::size_t> places;
  if (const char32_t sign = read(symbols); sign != 0) {
    ++seen_[sign].begins;
    ++places[sign];
  }
  for (std::size_t at = 1; at < symbols.size(); ++at) {
    if (!is_mark(symbols[at]) || symbols[at - 1] < 0x80) continue;
    const std::u32string_view behind = symbols.substr(at + 1);
    const char32_t sign = read(behind);
    if (sign == 0) continue;
    ++seen_[sign].behind;
    ++places[sign];
    seen_[sign].forms.emplace(behind.substr(0, kForm));
  }
  const std::string bytes = encode(symbols);
  for (const char32_t sign : kSigns) {
    const std::size_t all = count(bytes, to_utf8(std::u32string(1, sign)));
    if (const std::size_t openings = places[sign]; all > openings)
      seen_[sign].within += all - openings;
  }
}

bool LineOpenings::is_opening(char32_t sign) const {
  const auto at = seen_.find(sign);
  return at != seen_.end() && at->second.begins > 0 && at->second.within == 0 &&
         at->second.begins + at->second.behind >= kFewest;
}

std::set<std::u32string> LineOpenings::list() const {
  std::set<std::u32string> forms;
  for (const auto& [sign, seen] : seen_) {
    if (is_opening(sign)) forms.insert(seen.forms.begin(), seen.forms.end());
  }
  return forms;
}

}  // namespace fuyuan
