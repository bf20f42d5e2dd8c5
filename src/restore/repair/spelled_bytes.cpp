#include "restore/repair/spelled_bytes.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "channel/escape.hpp"
#include "charset/decode_all.hpp"
#include "charset/decoder_habit.hpp"
#include "text/char_class.hpp"
#include "text/topic.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kSpelled = 4;  ///< the length of `\x80`
// UTF-8 is hardly ever valid by chance, pairs of GBK are often.
constexpr std::size_t kLeastInUtf8 = 2;  ///< characters
constexpr std::size_t kLeastInPairs = 6;
constexpr double kPlainCostInUtf8 = 12;  ///< nats a character
constexpr double kPlainCost = 7;
constexpr double kPlainCostInGb2312 =
    9;  ///< of poems and recipes: chance gives the rest of GBK, too
constexpr std::size_t kEnoughInGb2312 = 12;
constexpr double kNever = 1e9;
constexpr std::size_t kLinesTried = 200;  ///< to tell the misread by

/// The byte of 80–FF that is spelled out at `text[at]`, or -1.
long read_spelled(std::string_view text, std::size_t at) {
  // The backslash of a path may stand before it: who spells bytes out doubles none.
  if (!text.substr(at).starts_with("\\x")) return -1;
  const long value = read_hex(text, at + 2, 2);
  return value < 0x80 ? -1 : value;
}

/// The bytes that were read as `symbols`, or nothing.
bool append_bytes(const Charset& wrong, const std::vector<Symbol>& symbols, std::string& bytes) {
  constexpr char32_t kEuro = 0x20AC;
  const bool is_gbk =
      wrong.framing() == Framing::gb18030 || wrong.name() == "gbk" || wrong.name() == "cp936";
  for (const Symbol symbol : symbols) {
    if (is_raw(symbol)) {
      bytes.push_back(static_cast<char>(raw_byte(symbol)));
      continue;
    }
    // In misread text the byte 80 is everywhere, the true Euro sign nowhere.
    if (symbol == kEuro && is_gbk) {
      bytes.push_back('\x80');
      continue;
    }
    const EncodedChar encoded = wrong.encode(symbol);
    const bool is_control =
        encoded.length == 0 && wrong.framing() == Framing::single_byte && symbol < 0xA0;
    if (encoded.length == 0 && !is_control) return false;
    if (is_control) bytes.push_back(static_cast<char>(symbol));
    bytes.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
  }
  return true;
}

/// Whether none of it needs GBK, which has twice as many hanzi, most of them unused today.
bool is_of_gb2312(std::u32string_view text) {
  static const Charset& gb2312 = *find_charset("gb2312");
  return text.size() >= kEnoughInGb2312 && std::all_of(text.begin(), text.end(), [](char32_t cp) {
           return cp < 0x80 || gb2312.encode(cp).length == 2;
         });
}

/// Whether it is of the script of text that the channel misreads. Chance makes letters of any out
/// of pairs, and of UTF-8 none; those of Latin are mostly a program's.
bool is_of_script(const Misread& misread, char32_t cp) {
  if (is_chinese_text(cp)) return true;
  if (!misread.was_utf8() && !misread.was_japanese_or_korean()) return false;
  const CharClass kind = char_class(cp);
  if (kind == CharClass::kana || kind == CharClass::hangul) return true;
  return misread.was_utf8() && (kind == CharClass::cyrillic || kind == CharClass::other_letter);
}

/// The tables that those decoders have for a charset of misreads.
std::vector<const Charset*> list_tables(const Charset& wrong) {
  const Charset& of_python = table_of(wrong, Habit::python);
  const Charset& of_windows = table_of(wrong, Habit::windows);
  std::vector<const Charset*> tables = {&wrong};
  if (&of_python != &wrong) tables.push_back(&of_python);
  if (&of_windows != &wrong && &of_windows != &of_python) tables.push_back(&of_windows);
  return tables;
}

/// Whether what was readable stays as it is.
bool keeps_clear_text(const std::vector<Symbol>& symbols, std::u32string_view text) {
  std::size_t clear = 0;
  std::size_t kept = 0;
  for (const Symbol symbol : symbols) {
    if (is_raw(symbol) || symbol < 0x80) continue;
    ++clear;
    kept += text.find(symbol) != std::u32string_view::npos ? 1 : 0;
  }
  return kept * 2 > clear;
}

}  // namespace

std::vector<SpelledBytes::Line> SpelledBytes::list_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', begin), text.size());
    ++number;
    Line line{begin, begin, number, {}, false, false};
    const std::string_view row = text.substr(0, line_end);
    std::size_t plain = 0;  // at the end
    for (std::size_t at = begin; at < line_end;) {
      const long byte = read_spelled(row, at);
      const Utf8Char read = read_utf8(row.substr(at));
      const bool is_plain = byte < 0 && read.length == 1;
      if (is_plain && line.symbols.empty()) {
        line.begin = ++at;
        continue;
      }
      line.is_spelled = line.is_spelled || byte >= 0;
      line.has_clear = line.has_clear || (byte < 0 && !is_plain);
      line.symbols.push_back(byte >= 0          ? raw_symbol(static_cast<unsigned char>(byte))
                             : read.length == 0 ? kReplacement
                                                : read.code_point);
      plain = is_plain ? plain + 1 : 0;
      at += byte >= 0 ? kSpelled : std::max<std::size_t>(read.length, 1);
    }
    line.symbols.resize(line.symbols.size() - plain);
    line.end = line_end - plain;
    if (!line.symbols.empty()) lines.push_back(std::move(line));
    begin = line_end + 1;
  }
  return lines;
}

SpelledBytes::Reading SpelledBytes::undo(const Charset& original, const Charset& wrong,
                                         const std::vector<Line>& lines) {
  Reading reading;
  for (const Line& line : lines) {
    std::string bytes;
    std::u32string& text = reading.lines.emplace_back();
    if (!append_bytes(wrong, line.symbols, bytes)) continue;
    text = decode_all(original, byte_view(bytes), is_text_character);
    // Lines of nothing but clear text may be healthy, unless they are UTF-8.
    if (keeps_clear_text(line.symbols, text) ||
        (!line.is_spelled && original.framing() != Framing::utf8)) {
      text.clear();
    }
    // Programs are likely text by their ASCII alone.
    if (line.has_clear && line.is_spelled) {
      std::copy_if(text.begin(), text.end(), std::back_inserter(reading.evidence),
                   [](char32_t cp) { return cp >= 0x80; });
    }
  }
  return reading;
}

double SpelledBytes::judge(const Misread& misread, const Reading& reading) const {
  const bool is_utf8 = misread.was_utf8();
  const std::u32string& text = reading.evidence;
  const auto of_script = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [&](char32_t cp) { return is_of_script(misread, cp); }));
  // A test of decoders has the same few characters over and over.
  const std::size_t distinct = std::set<char32_t>(text.begin(), text.end()).size();
  const double cost = -model_.score_text(text) / static_cast<double>(text.size() + 1);
  const double most = is_utf8              ? kPlainCostInUtf8
                      : is_of_gb2312(text) ? kPlainCostInGb2312
                                           : kPlainCost;
  const bool is_sure = of_script >= (is_utf8 ? kLeastInUtf8 : kLeastInPairs) &&
                       distinct >= (is_utf8 ? kLeastInUtf8 : kLeastInPairs) &&
                       of_script * 2 >= count_non_ascii(text) && cost < most;
  return is_sure ? cost : kNever;
}

SpelledBytes::Choice SpelledBytes::choose(const std::vector<Line>& lines) const {
  Choice best;
  std::size_t most = 0;
  double least = kNever;
  for (const Misread* misread : registry_.misreads()) {
    if (misread->wrong() == nullptr || misread->is_guessing() || misread->reads_units() ||
        misread->keeps_most()) {
      continue;
    }
    for (const Charset* table : list_tables(*misread->wrong())) {
      const Reading reading = undo(misread->original(), *table, lines);
      const double cost = judge(*misread, reading);
      // More text that comes back is better than likelier text.
      const std::size_t size = reading.evidence.size();
      if (cost >= kNever || size < most || (size == most && cost >= least)) continue;
      best = {misread, table};
      most = size;
      least = cost;
    }
  }
  return best;
}

std::vector<Span> SpelledBytes::find(std::string_view text) const {
  if (text.find("\\x") == std::string_view::npos) return {};
  const std::vector<Line> lines = list_lines(text);
  std::vector<Line> telling;
  for (const Line& line : lines) {
    if (line.has_clear && line.is_spelled && telling.size() < kLinesTried) telling.push_back(line);
  }
  if (telling.empty() || speaks_of_mojibake(text)) return {};
  const Choice best = choose(telling);
  if (best.misread == nullptr) return {};
  const Reading found = undo(best.misread->original(), *best.table, lines);
  std::vector<Span> spans;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (found.lines[i].empty()) continue;
    spans.push_back({lines[i].begin,
                     lines[i].end,
                     lines[i].number,
                     std::string(best.misread->name()),
                     std::string(text.substr(lines[i].begin, lines[i].end - lines[i].begin)),
                     to_utf8(found.lines[i]),
                     1,
                     {}});
  }
  return spans;
}

}  // namespace fuyuan
