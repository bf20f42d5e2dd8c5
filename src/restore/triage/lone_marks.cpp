#include "restore/triage/lone_marks.hpp"

#include <optional>
#include <string>
#include <utility>

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kHan = 3;  ///< bytes
constexpr unsigned char kFirstLead = 0xE0;
constexpr unsigned char kLastLead = 0xEF;
/// So many bytes that stand where UTF-8 has them to each that does not.
constexpr std::size_t kFitPerMisfit = 6;

/// Follows the bytes of UTF-8.
class Walk {
 public:
  void add(unsigned char byte) {
    const bool is_expected = is_continuation(byte) ? pending_ > 0 : pending_ == 0;
    ++(is_expected ? fit_ : misfit_);
    pending_ = is_continuation(byte) ? (pending_ + 1) % kHan : 1;
    last_ = {last_[1], byte};
  }

  /// ASCII or a mark: no character goes on behind it.
  void stop() { pending_ = 0; }

  bool lacks_last() const { return pending_ == kHan - 1; }
  bool lacks_two() const { return pending_ == kHan - 2; }
  std::array<unsigned char, 2> last() const { return last_; }
  bool is_utf8() const { return fit_ >= misfit_ * kFitPerMisfit && fit_ > 0; }

 private:
  std::size_t pending_ = 0;  ///< bytes of a Chinese character that has begun
  std::array<unsigned char, 2> last_{};
  std::size_t fit_ = 0;
  std::size_t misfit_ = 0;
};

using Known = std::array<unsigned char, 2>;

/// The first two of a character's three bytes, where the symbols end in those.
std::optional<Known> find_known(std::u32string_view symbols) {
  if (symbols.size() < 2) return std::nullopt;
  const std::u32string_view last = symbols.substr(symbols.size() - 2);
  if (!is_raw(last[0]) || !is_raw(last[1])) return std::nullopt;
  const Known known = {raw_byte(last[0]), raw_byte(last[1])};
  const bool is_lead = known[0] >= kFirstLead && known[0] <= kLastLead;
  return is_lead && is_continuation(known[1]) ? std::optional(known) : std::nullopt;
}

/// GBK's areas for characters of one's own.
bool is_user_defined(Symbol symbol) { return symbol >= 0xE000 && symbol <= 0xE765; }

/// Cuts a line of UTF-8, broken or not, into pairs of bytes as GBK does, from the last ASCII
/// character on, and counts those of which both bytes are known.
class PairCounter {
 public:
  void add(Symbol symbol) {
    if (symbol == kReplacement) {
      lead_ = kUnknown;  // it stands for the first two bytes of a character
    } else if (is_raw(symbol)) {
      add_byte(raw_byte(symbol));
    } else {
      for (const char byte : to_utf8(std::u32string(1, symbol)))
        add_byte(static_cast<unsigned char>(byte));
    }
  }

  /// Whether the byte before began a pair.
  bool is_open() const { return is_open_; }

  std::size_t pairs() const { return pairs_; }
  std::size_t lenient() const { return lenient_; }

 private:
  static constexpr unsigned char kSingle = 0x80;  ///< a character of its own in Windows' GBK
  static constexpr unsigned char kUnknown = 0;

  void add_byte(unsigned char byte) {
    static const Charset& strict = *find_charset("gbk");
    if (is_open_ && lead_ != kUnknown) count(byte >= 0x80 && !strict.is_pair(lead_, byte));
    if (!is_open_ && byte == kSingle) count(true);
    is_open_ = !is_open_ && byte > kSingle;
    lead_ = byte;
  }
  void count(bool is_lenient) {
    ++pairs_;
    lenient_ += is_lenient ? 1 : 0;
  }

  unsigned char lead_ = kUnknown;  ///< of a pair that has begun
  bool is_open_ = false;
  std::size_t pairs_ = 0;
  std::size_t lenient_ = 0;
};

/// Those of UTF-8 read as GBK, if the line is that.
std::optional<LoneMarks> find_misread(std::u32string_view symbols) {
  static const Charset& gbk = *find_charset("cp936");
  LoneMarks found;
  found.is_misread = true;
  Walk walk;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    const Symbol symbol = symbols[at];
    if (symbol == kReplacement || symbol < 0x80) {
      const bool is_mark = symbol == kReplacement || symbol == U'?';
      if (is_mark && walk.lacks_last()) found.marks.push_back({at, walk.last()});
      const std::u32string_view rest = symbols.substr(at);
      if (walk.lacks_two() && rest.starts_with(U"\?\?") && !rest.starts_with(U"\?\?\?"))
        ++found.doubled;
      walk.stop();
      continue;
    }
    const EncodedChar encoded = gbk.encode(symbol);
    if (encoded.length == 0) return std::nullopt;
    for (const unsigned char byte : encoded.view()) walk.add(byte);
    ++found.pairs;
    found.lenient += symbol == U'€' || is_user_defined(symbol) ? 1 : 0;
  }
  if (!walk.is_utf8()) return std::nullopt;
  return found;
}

LoneMarks find_resaved(std::u32string_view symbols) {
  LoneMarks found;
  PairCounter counter;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] == U'?') {
      const std::u32string_view before = symbols.substr(0, at);
      const bool is_last = at + 1 == symbols.size() || symbols[at + 1] != kReplacement;
      const auto known = find_known(before);
      const bool is_mark = known || (before.ends_with(kReplacement) && is_last);
      if (is_mark && !counter.is_open()) found.marks.push_back({at, known.value_or(Known{})});
      found.out_of_step += is_mark && counter.is_open() ? 1 : 0;
    }
    counter.add(symbols[at]);
  }
  found.pairs = counter.pairs();
  found.lenient = counter.lenient();
  return found;
}

}  // namespace

LoneMarks find_lone_marks(std::u32string_view symbols) {
  auto found = find_misread(symbols);
  return found ? std::move(*found) : find_resaved(symbols);
}

}  // namespace fuyuan
