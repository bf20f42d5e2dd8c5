#include "restore/utf16_runs.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "restore/health_check.hpp"
#include "restore/line_scan.hpp"
#include "restore/utf16_search.hpp"
#include "restore/utf16_shift.hpp"
#include "restore/utf16_zeros.hpp"
#include "text/char_class.hpp"
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
constexpr std::size_t kFeedsPerReturn = 2;    ///< line ends that had none, or kept theirs
constexpr double kPlainCost = 9;              ///< nats a character of what is text
constexpr std::size_t kPlaceSide = 2;         ///< characters to each side of a lone byte

using Characters = std::vector<ReadCharacter>;

bool is_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv);
}

/// What has happened to all line ends, if anything has.
Utf16Change guess_change(std::string_view bytes) {
  const bool has_feed = bytes.find('\n') != std::string_view::npos;
  if (!has_feed) return Utf16Change::none;
  if (bytes.find('\r') == std::string_view::npos) return Utf16Change::returns_removed;
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return Utf16Change::none;
  }
  return Utf16Change::returns_added;
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

/// Whether enough line ends lack their carriage change, so that these are gone everywhere.
bool lacks_returns(const Characters& characters) {
  std::size_t feeds = 0;
  std::size_t gone = 0;
  for (const ReadCharacter& each : characters) {
    feeds += each.is_wide() && each.character == U'\n' ? 1 : 0;
    gone += each.is_wide() && each.character == U'\r' && each.end - each.begin == 1 ? 1 : 0;
  }
  return gone * kFeedsPerReturn >= feeds && gone > 0;
}

/// Makes spans of what was read.
class RunWriter {
 public:
  RunWriter(std::string_view bytes, const Characters& characters, bool is_text_mode,
            const Options& options)
      : bytes_(bytes),
        characters_(characters),
        is_text_mode_(is_text_mode),
        shift_(LanguageModel::embedded(), options) {}

  std::vector<Span> write() {
    std::size_t at = 0;
    for (const Range& place : find_places()) {
      write_runs(at, place.begin);
      mend(place);
      at = place.end;
    }
    write_runs(at, characters_.size());
    return std::move(spans_);
  }

 private:
  /// Of characters.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// Bytes out of step, and the characters to both sides.
  std::vector<Range> find_places() const {
    std::vector<Range> places;
    std::size_t free = 0;
    for (std::size_t at = 0; at < characters_.size(); ++at) {
      if (!characters_[at].is_lone()) continue;
      const auto belongs = [&](std::size_t other) {
        return characters_[other].charset == characters_[at].charset &&
               !characters_[other].is_lone();
      };
      Range place{at, at + 1};
      while (place.end < characters_.size() && characters_[place.end].is_lone()) ++place.end;
      const std::size_t last = std::min(characters_.size(), place.end + kPlaceSide);
      while (place.end < last && belongs(place.end)) ++place.end;
      while (place.begin > free && at - place.begin < kPlaceSide && belongs(place.begin - 1))
        --place.begin;
      places.push_back(place);
      free = place.end;
      at = place.end - 1;
    }
    return places;
  }

  void write_runs(std::size_t at, std::size_t end) {
    while (at < end) {
      const ReadCharacter& first = characters_[at];
      std::size_t next = at + 1;
      while (next < end && characters_[next].is_wide() == first.is_wide() &&
             (!first.is_wide() || characters_[next].charset == first.charset)) {
        ++next;
      }
      if (first.is_wide()) {
        const bool has_mark = is_mark(bytes_.substr(first.begin)) && starts_line(at);
        add({at, next}, is_text_mode_ ? kUtf16TextMode : first.charset->name(),
            text_of({at + (has_mark ? 1 : 0), next}));
      } else if (shares_line({at, next})) {
        decode_narrow({at, next});
      }
      at = next;
    }
  }

  bool starts_line(std::size_t at) const {
    return at == 0 || characters_[at - 1].character == U'\n';
  }

  /// Whole lines are read with all others later; part of a line that is UTF-8 from now on cannot
  /// be.
  bool shares_line(const Range& run) const {
    return !starts_line(run.begin) ||
           (run.end < characters_.size() && characters_[run.end - 1].character != U'\n');
  }

  void decode_narrow(const Range& run) {
    for (std::size_t at = run.begin; at < run.end; ++at) {
      if (characters_[at].character == kReplacement) return;
    }
    const auto is_legacy = [&](std::size_t at) {
      return characters_[at].character >= 0x80 &&
             characters_[at].charset->framing() != Framing::utf8;
    };
    for (std::size_t at = run.begin; at < run.end; ++at) {
      if (!is_legacy(at)) continue;
      const Charset* charset = characters_[at].charset;
      std::size_t end = at + 1;
      while (end < run.end && is_legacy(end) && characters_[end].charset == charset) ++end;
      add({at, end}, charset->framing() == Framing::gb18030 ? "gb18030" : "big5",
          text_of({at, end}));
      at = end - 1;
    }
  }

  void mend(const Range& place) {
    std::string all;
    std::size_t lone = 0;
    const Charset& utf16 = *characters_[place.begin].charset;
    for (std::size_t at = place.begin; at < place.end; ++at) {
      const ReadCharacter& each = characters_[at];
      lone += each.is_lone() ? 1 : 0;
      if (each.is_lone()) {
        all += bytes_.substr(each.begin, 1);
      } else {
        const EncodedChar encoded = utf16.encode(each.character);
        all.append(encoded.bytes.begin(), encoded.bytes.begin() + encoded.length);
      }
    }
    if (lone > 1 || all.size() % 2 == 0) {  // nothing is known of how many bytes are lost
      std::u32string text = text_of(place);
      text.erase(std::unique(
                     text.begin(), text.end(),
                     [](char32_t a, char32_t b) { return a == kReplacement && b == kReplacement; }),
                 text.end());
      add(place, kUtf16FrameShift, text);
      return;
    }
    const Utf16Shift::Mended mended = shift_.mend(
        all, utf16, text_of({place.begin - std::min(place.begin, kPlaceSide * 2), place.begin}),
        text_of({place.end, std::min(characters_.size(), place.end + kPlaceSide * 2)}));
    add(place, kUtf16FrameShift, mended.text);
    spans_.back().inferred = mended.inferred;
    spans_.back().confidence = mended.confidence;
  }

  std::u32string text_of(const Range& range) const {
    std::u32string text;
    for (std::size_t at = range.begin; at < range.end; ++at)
      text.push_back(characters_[at].character);
    return text;
  }

  void add(const Range& range, std::string_view channel, std::u32string_view text) {
    Span span;
    span.begin = characters_[range.begin].begin;
    span.end = characters_[range.end - 1].end;
    for (; counted_ < range.begin; ++counted_)
      line_ += characters_[counted_].character == U'\n' ? 1 : 0;
    span.line = line_;
    span.channel = channel;
    span.before = bytes_.substr(span.begin, span.end - span.begin);
    span.after = to_utf8(text);
    spans_.push_back(std::move(span));
  }

  std::string_view bytes_;
  const Characters& characters_;
  bool is_text_mode_;
  Utf16Shift shift_;
  std::vector<Span> spans_;
  std::size_t counted_ = 0;  ///< characters whose line ends are in `line_`
  std::size_t line_ = 1;
};

std::string_view name_charset(const Characters& characters) {
  const Charset* charset = characters.front().charset;
  const bool is_one =
      charset->is_ascii_superset()
          ? false
          : std::all_of(characters.begin(), characters.end(),
                        [&](const ReadCharacter& each) { return each.charset == charset; });
  return is_one ? charset->name() : "mixed";
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
  if (zero == std::string_view::npos) {
    if (auto found = find_lost_zeros(bytes, options)) return found;
    if (!is_mark(bytes)) return std::nullopt;
  }
  const std::size_t first = is_mark(bytes) ? 0 : zero - std::min(zero, kBeforeZero);
  const std::string_view sample = bytes.substr(first, kSample);
  const Utf16Search search(LanguageModel::embedded());
  Utf16Change change = guess_change(bytes);
  Utf16Search::Result read = search.search(sample, Utf16Change::none);
  if (change != Utf16Change::none) {
    Utf16Search::Result other = search.search(sample, change);
    const bool is_so = change == Utf16Change::returns_added || lacks_returns(other.characters);
    if (is_so && other.cost < read.cost) {
      read = std::move(other);
    } else {
      change = Utf16Change::none;
    }
  }
  if (!is_text(read.characters, read.cost, sample)) return std::nullopt;
  if (sample.size() < bytes.size()) {
    read = search.search(bytes, change);
    if (!is_text(read.characters, read.cost, bytes)) return std::nullopt;
  }
  const bool is_text_mode = change != Utf16Change::none;
  const std::string_view charset = name_charset(read.characters);
  if (charset != "mixed" && !is_text_mode &&
      std::none_of(read.characters.begin(), read.characters.end(),
                   [](const ReadCharacter& each) { return each.is_lone(); })) {
    return std::nullopt;
  }
  Utf16Runs out{charset, RunWriter(bytes, read.characters, is_text_mode, options).write()};
  return out;
}

}  // namespace fuyuan
