#include "restore/reading/utf16_runs.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "restore/reading/utf16_search.hpp"
#include "restore/reading/utf16_spans.hpp"
#include "restore/triage/health_check.hpp"
#include "restore/triage/line_scan.hpp"
#include "text/char_class.hpp"
#include "text/lines.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 4096;     ///< bytes that are searched first
constexpr std::size_t kBeforeZero = 512;  ///< bytes of them before the first zero
constexpr std::size_t kLeastWide = 4;     ///< characters
constexpr std::size_t kWidePerLone = 16;  ///< characters of UTF-16 for each byte out of step
constexpr std::size_t kWidePerForeign = 50;
constexpr std::size_t kNarrowPerFailure = 4;  ///< bytes
constexpr std::size_t kFeedsPerReturn = 2;    ///< line ends for each that lacks its return
constexpr double kChangeCost = 30;            ///< nats: one place or two are accidents
constexpr double kPlainCost = 9;              ///< nats a character of what is text
constexpr double kSmoothCost = 7;             ///< the same where there are many ways to read it
constexpr std::size_t kBytesPerSign = 100;    ///< for each byte that other charsets do not have
constexpr std::size_t kLeastHan = 16;
constexpr std::size_t kLeastHanInLine = 2;
constexpr std::size_t kTextPerForeign = 100;  ///< characters

using Characters = std::vector<ReadCharacter>;

bool is_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv);
}

/// Halves of fullwidth signs (FF) and of others (01, 02, 1C): in neither GBK, Big5 nor UTF-8.
/// Colours of terminals begin with an escape character in any charset.
bool has_signs(std::string_view sample) {
  const auto signs =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), [](char c) {
        return c == '\xFF' || (is_odd_control(c) && c != kEscapeCharacter);
      }));
  return signs > 1 && signs * kBytesPerSign >= sample.size();
}

bool feeds_follow_returns(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return false;
  }
  return true;
}

/// What may have happened to all of it, as far as single bytes tell.
std::vector<Utf16Change> list_changes(std::string_view bytes) {
  std::vector<Utf16Change> changes = {Utf16Change::none};
  // Without a zero there is no line end of UTF-16 that anything could have happened to.
  const bool has_line_ends = bytes.find('\0') != std::string_view::npos;
  if (!has_line_ends) {
    changes.push_back(Utf16Change::zeros_removed);
    changes.push_back(Utf16Change::zeros_to_spaces);
  } else if (bytes.find('\r') == std::string_view::npos) {
    changes.push_back(Utf16Change::returns_removed);
  } else if (bytes.find('\n') != std::string_view::npos && feeds_follow_returns(bytes)) {
    changes.push_back(Utf16Change::returns_added);
  }
  return changes;
}

/// Whether all of it is text in Chinese, where every other character is a guess.
bool is_text_without_zeros(const Characters& characters, double cost) {
  std::size_t han = 0;
  std::size_t foreign = 0;
  for (const ReadCharacter& each : characters) {
    han += is_han(each.character) ? 1 : 0;
    foreign += each.is_text() ? 0 : 1;
  }
  return han >= kLeastHan && foreign * kTextPerForeign <= characters.size() &&
         cost <= kSmoothCost * static_cast<double>(characters.size());
}

/// Whether all of it is text, and some of it UTF-16.
bool is_text(const Characters& characters, double cost, std::string_view bytes) {
  std::size_t wide = 0;
  std::size_t lone = 0;
  std::size_t foreign = 0;
  std::size_t narrow = 0;
  std::size_t failures = 0;
  for (const ReadCharacter& each : characters) {
    const bool is_odd = !each.is_text();
    if (!each.is_wide()) {
      if (is_odd && bytes[each.begin] == '\0') return false;
      narrow += each.end - each.begin;
      failures += is_odd ? 1 : 0;
    } else if (each.is_lone()) {
      ++lone;
    } else {
      ++wide;
      foreign += is_odd ? 1 : 0;
    }
  }
  return wide >= kLeastWide && lone * kWidePerLone <= wide && foreign * kWidePerForeign <= wide &&
         failures * kNarrowPerFailure <= narrow &&
         cost <= kPlainCost * static_cast<double>(characters.size());
}

/// A line of UTF-8 with hanzi, which no bytes of UTF-16 are by chance.
bool is_utf8_line(std::string_view line) {
  if (line.find('\0') != std::string_view::npos || !is_valid_utf8(line)) return false;
  const std::u32string text = to_utf32(line);
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char32_t cp) {
           return cp >= 0x80 && is_common_hanzi(cp, LanguageModel::embedded());
         })) >= kLeastHanInLine;
}

/// Whether a line that is UTF-8 is read as anything else.
bool takes_utf8(const Characters& characters, std::string_view bytes) {
  std::size_t at = 0;
  for (const Lines::Line& line : Lines(bytes)) {
    bool is_wide = false;
    while (at < characters.size() && characters[at].begin < line.end) {
      is_wide = is_wide || characters[at].is_wide();
      ++at;
    }
    if (is_wide && is_utf8_line(line.bytes)) return true;
  }
  return false;
}

/// Whether most line ends lack their carriage returns, so that these are gone everywhere; where
/// there are no line ends, whether anything else lacks one.
bool lacks_returns(const Characters& characters) {
  std::size_t feeds = 0;
  std::size_t returns = 0;
  std::size_t others = 0;
  for (const ReadCharacter& each : characters) {
    if (!each.is_wide()) continue;
    feeds += each.character == U'\n' ? 1 : 0;
    const bool is_half = each.end - each.begin == 1 && !each.is_lone();
    returns += is_half && each.character == U'\r' ? 1 : 0;
    others += is_half && each.character != U'\r' ? 1 : 0;
  }
  return feeds > 0 ? returns * kFeedsPerReturn >= feeds : others > 0;
}

struct Read {
  Utf16Change change = Utf16Change::none;
  Utf16Search::Result result;
};

/// One byte between characters of UTF-16 is none of another charset, unless it is a line end.
void set_right_lone_bytes(Characters& characters) {
  for (std::size_t at = 1; at + 1 < characters.size(); ++at) {
    ReadCharacter& each = characters[at];
    const Charset* charset = characters[at - 1].charset;
    const bool is_line_end = each.character == U'\n' && characters[at - 1].character != U'\r';
    if (each.is_wide() || each.end - each.begin > 1 || is_line_end ||
        charset->is_ascii_superset() || characters[at + 1].charset != charset) {
      continue;
    }
    each.charset = charset;
    each.character = kReplacement;
  }
}

/// Whether all units of UTF-16 are text: then no byte is lost that would put others out of step,
/// though some may be pairs of bytes in another charset.
bool is_in_step(std::string_view bytes, const Charset& utf16) {
  if (bytes.size() % 2 != 0) return false;
  while (!bytes.empty()) {
    const DecodedChar decoded = utf16.decode(byte_view(bytes));
    if (decoded.length == 0 || !ReadCharacter{0, 0, &utf16, decoded.code_point}.is_text())
      return false;
    bytes.remove_prefix(decoded.length);
  }
  return true;
}

Read read_all(const Utf16Search& search, std::string_view bytes, Utf16Change change) {
  Read read{change, search.search(bytes, change)};
  set_right_lone_bytes(read.result.characters);
  if (change != Utf16Change::none) read.result.cost += kChangeCost;
  return read;
}

bool makes_sense(const Read& read, std::string_view bytes) {
  const auto& [characters, cost] = read.result;
  if (characters.empty()) return false;
  if (loses_zeros(read.change)) return is_text_without_zeros(characters, cost);
  return is_text(characters, cost, bytes) && !takes_utf8(characters, bytes) &&
         (read.change != Utf16Change::returns_removed || lacks_returns(characters));
}

std::string_view name_charset(const Characters& characters) {
  const Charset* first = characters.front().charset;
  const bool is_one = std::all_of(characters.begin(), characters.end(),
                                  [&](const ReadCharacter& each) { return each.charset == first; });
  return is_one && characters.front().is_wide() ? first->name() : "mixed";
}

/// Whether nothing but rows of one sign, such as `▄▄▄`, which come to hanzi either way, is turned
/// around on the way, though no byte is missing there that could have put them out of step, and the
/// byte-order mark says which way all of them go. What is text the other way round was appended.
bool turns_rows_in_step(const Read& read, std::string_view bytes) {
  if (read.change != Utf16Change::none || !is_mark(bytes)) return false;
  const Charset& marked = *find_charset(bytes.starts_with("\xFF\xFE"sv) ? "utf-16le" : "utf-16be");
  const ReadCharacter* turned = nullptr;
  for (const ReadCharacter& each : read.result.characters) {
    if (!each.is_wide() || each.is_lone()) return false;
    const bool is_turned = each.charset != &marked;
    if (is_turned && turned != nullptr && turned->character != each.character) return false;
    turned = is_turned ? &each : nullptr;
  }
  return is_in_step(bytes, marked);
}

/// Whether it is plain UTF-16, which others read.
bool is_whole(const Read& read) {
  const Characters& characters = read.result.characters;
  return read.change == Utf16Change::none && name_charset(characters) != "mixed" &&
         std::none_of(characters.begin(), characters.end(),
                      [](const ReadCharacter& each) { return each.is_lone(); });
}

}  // namespace

bool is_plain_text(std::string_view utf8) {
  while (!utf8.empty()) {
    const std::size_t end = std::min(utf8.find('\n'), utf8.size());
    const std::string_view line = utf8.substr(0, end);
    if (!glance(line).healthy &&
        scan_line(to_utf32(line), LanguageModel::embedded()).is_suspicious()) {
      return false;
    }
    utf8.remove_prefix(std::min(end + 1, utf8.size()));
  }
  return true;
}

std::optional<Utf16Runs> find_utf16_runs(std::string_view bytes, const Options& options) {
  const std::size_t zero = bytes.find('\0');
  const bool has_zero = zero != std::string_view::npos;
  const std::size_t first = !has_zero || is_mark(bytes) ? 0 : zero - std::min(zero, kBeforeZero);
  const std::string_view sample = bytes.substr(first, kSample);
  if (!has_zero && !is_mark(bytes) && (!has_signs(sample) || is_valid_utf8(bytes)))
    return std::nullopt;
  const Utf16Search search(
      LanguageModel::embedded(),
      is_in_step(bytes, *find_charset("utf-16le")) || is_in_step(bytes, *find_charset("utf-16be")));
  std::optional<Read> best;
  for (const Utf16Change change : list_changes(bytes)) {
    Read read = read_all(search, sample, change);
    if ((!best || read.result.cost < best->result.cost) && makes_sense(read, sample))
      best = std::move(read);
  }
  if (!best) return std::nullopt;
  if (sample.size() < bytes.size()) best = read_all(search, bytes, best->change);
  if (!makes_sense(*best, bytes) || is_whole(*best) || turns_rows_in_step(*best, bytes))
    return std::nullopt;
  const Characters& characters = best->result.characters;
  Utf16Runs out;
  out.charset = name_charset(characters);
  out.spans = loses_zeros(best->change)
                  ? write_utf16_lines(bytes, characters, best->change, options)
                  : write_utf16_runs(bytes, characters, best->change != Utf16Change::none, options);
  return out;
}

}  // namespace fuyuan
