#include "restore/utf16_zeros.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "restore/utf16_search.hpp"
#include "restore/utf16_shift.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 2048;       ///< bytes that are searched first
constexpr std::size_t kBytesPerSign = 100;  ///< for each byte that other charsets do not have
constexpr std::size_t kLeastHan = 16;
constexpr std::size_t kTextPerForeign = 100;  ///< characters
constexpr double kPlainCost = 7;              ///< nats a character: every other one is a guess
constexpr std::size_t kContext = 3;           ///< characters

/// Halves of fullwidth signs (FF) and of others (01, 02, 1C): in neither GBK, Big5 nor UTF-8.
bool has_signs(std::string_view sample) {
  const auto signs = static_cast<std::size_t>(std::count_if(
      sample.begin(), sample.end(), [](char c) { return c == '\xFF' || is_odd_control(c); }));
  return signs > 1 && signs * kBytesPerSign >= sample.size();
}

bool is_text(const Utf16Search::Result& read) {
  std::size_t han = 0;
  std::size_t foreign = 0;
  for (const ReadCharacter& each : read.characters) {
    han += is_han(each.character) ? 1 : 0;
    foreign += each.is_text() ? 0 : 1;
  }
  const std::size_t all = read.characters.size();
  return han >= kLeastHan && foreign * kTextPerForeign <= all &&
         read.cost <= kPlainCost * static_cast<double>(all);
}

/// What the bytes of a character may be as well.
std::vector<std::u32string> other_readings(const ReadCharacter& read, Utf16Change change) {
  const char32_t low = read.character & 0xFFU;
  const char32_t high = read.character >> 8U;
  std::vector<std::u32string> out{std::u32string(1, read.character)};
  const auto add = [&](char32_t cp) {
    if (cp != read.character && !is_never_healthy(cp)) out.emplace_back(1, cp);
  };
  if (change == Utf16Change::zeros_removed && read.end - read.begin == 1) {
    const char32_t byte = low | high;
    add(byte);
    add(byte << 8U);
  }
  if (change == Utf16Change::zeros_to_spaces && read.end - read.begin == 2) {
    const auto is_open = [](char32_t byte) { return byte == 0 || byte == U' '; };
    for (const char32_t other : {char32_t{0}, char32_t{U' '}}) {
      if (is_open(low)) add(high << 8U | other);
      if (is_open(high)) add(other << 8U | low);
    }
  }
  return out;
}

/// Makes spans of the lines.
class LineWriter {
 public:
  LineWriter(std::string_view bytes, const Options& options, Utf16Change change)
      : bytes_(bytes), change_(change), shift_(LanguageModel::embedded(), options) {}

  std::vector<Span> write(const std::vector<ReadCharacter>& characters) const {
    std::u32string text;
    for (const ReadCharacter& each : characters) text.push_back(each.character);
    std::vector<Span> spans;
    std::size_t at = 0;
    while (at < characters.size()) {
      const std::size_t end = std::min(text.find(U'\n', at), text.size() - 1) + 1;
      Span span;
      span.begin = characters[at].begin;
      span.end = characters[end - 1].end;
      span.line = spans.size() + 1;
      span.channel = kUtf16LostZeros;
      span.before = bytes_.substr(span.begin, span.end - span.begin);
      std::u32string after;
      for (; at < end; ++at) {
        if (at == 0 && text[0] == kMark) continue;
        after.push_back(text[at]);
        settle(characters[at], text, at, after, span);
      }
      span.after = to_utf8(after);
      spans.push_back(std::move(span));
    }
    return spans;
  }

 private:
  static constexpr char32_t kMark = 0xFEFF;

  /// Says of the last character of `after` how sure it is.
  void settle(const ReadCharacter& read, std::u32string_view text, std::size_t at,
              std::u32string& after, Span& span) const {
    const std::vector<std::u32string> readings = other_readings(read, change_);
    if (readings.size() < 2) return;
    const std::size_t begin = at - std::min(at, kContext);
    const Utf16Shift::Mended chosen =
        shift_.choose(readings, text.substr(begin, at - begin), text.substr(at + 1, kContext));
    after.back() = chosen.text[0];
    for (InferredCharacter one : chosen.inferred) {
      one.offset = after.size() - 1;
      span.inferred.push_back(one);
    }
  }

  std::string_view bytes_;
  Utf16Change change_;
  Utf16Shift shift_;
};

}  // namespace

std::optional<Utf16Runs> find_lost_zeros(std::string_view bytes, const Options& options) {
  const std::string_view sample = bytes.substr(0, kSample);
  if (!has_signs(sample) || is_valid_utf8(bytes)) return std::nullopt;
  const Utf16Search search(LanguageModel::embedded());
  Utf16Search::Result best = search.search(sample, Utf16Change::none);
  Utf16Change found = Utf16Change::none;
  for (const Utf16Change change : {Utf16Change::zeros_removed, Utf16Change::zeros_to_spaces}) {
    Utf16Search::Result other = search.search(sample, change);
    if (other.characters.empty() || other.cost >= best.cost) continue;
    best = std::move(other);
    found = change;
  }
  if (found == Utf16Change::none || !is_text(best)) return std::nullopt;
  if (sample.size() < bytes.size()) best = search.search(bytes, found);
  if (!is_text(best)) return std::nullopt;
  return Utf16Runs{best.characters.front().charset->name(),
                   LineWriter(bytes, options, found).write(best.characters)};
}

}  // namespace fuyuan
