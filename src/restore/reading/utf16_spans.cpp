#include "restore/reading/utf16_spans.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "channel/spoiled_utf16.hpp"
#include "restore/reading/utf16_shift.hpp"
#include "text/char_class.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr char32_t kMark = 0xFEFF;
constexpr std::size_t kPlaceSide = 2;  ///< characters to each side of a lone byte
constexpr std::size_t kContext = 3;    ///< characters

using Characters = std::vector<ReadCharacter>;

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
        const bool has_mark = first.character == kMark && starts_line(at);
        add({at, next}, name_run(*first.charset), text_of({at + (has_mark ? 1 : 0), next}));
      } else if (shares_line({at, next})) {
        decode_narrow({at, next});
      }
      at = next;
    }
  }

  std::string_view name_run(const Charset& charset) const {
    if (is_text_mode_) return SpoiledUtf16::kTextMode;
    return charset.framing() == Framing::utf16le ? SpoiledUtf16::kLittleEndian
                                                 : SpoiledUtf16::kBigEndian;
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
      add(place, SpoiledUtf16::kFrameShift, text);
      return;
    }
    const Utf16Shift::Mended mended = shift_.mend(
        all, utf16, text_of({place.begin - std::min(place.begin, kPlaceSide * 2), place.begin}),
        text_of({place.end, std::min(characters_.size(), place.end + kPlaceSide * 2)}));
    add(place, SpoiledUtf16::kFrameShift, mended.text);
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
      span.channel = SpoiledUtf16::kLostZeros;
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

std::vector<Span> write_utf16_runs(std::string_view bytes, const Characters& characters,
                                   bool is_text_mode, const Options& options) {
  return RunWriter(bytes, characters, is_text_mode, options).write();
}

std::vector<Span> write_utf16_lines(std::string_view bytes, const Characters& characters,
                                    Utf16Change change, const Options& options) {
  return LineWriter(bytes, options, change).write(characters);
}

}  // namespace fuyuan
