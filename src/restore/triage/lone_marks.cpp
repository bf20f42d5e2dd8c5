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

/// The bytes that the symbol stands for in UTF-8: for U+FFFD, the first two of a character.
std::string bytes_of(Symbol symbol) {
  constexpr std::string_view kFirstTwo = "\xE5\xBC";
  if (is_raw(symbol)) return {static_cast<char>(raw_byte(symbol))};
  return symbol == kReplacement ? std::string(kFirstTwo) : to_utf8(std::u32string(1, symbol));
}

/// Cuts bytes into pairs as GBK does, from the last ASCII character on.
class PairCutter {
 public:
  void add(unsigned char byte) { is_open_ = byte >= 0x80 && !is_open_ && byte != kSingle; }
  /// Whether the byte before began a pair.
  bool is_open() const { return is_open_; }

 private:
  static constexpr unsigned char kSingle = 0x80;  ///< a character of its own in Windows' GBK

  bool is_open_ = false;
};

/// The marks of UTF-8 read as GBK, if it is that.
std::optional<std::vector<LoneMark>> find_misread(std::u32string_view symbols) {
  static const Charset& gbk = *find_charset("cp936");
  std::vector<LoneMark> marks;
  Walk walk;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] == kReplacement || symbols[at] < 0x80) {
      const bool is_mark = symbols[at] == kReplacement || symbols[at] == U'?';
      if (is_mark && walk.lacks_last()) marks.push_back({at, walk.last()});
      walk.stop();
      continue;
    }
    const EncodedChar encoded = gbk.encode(symbols[at]);
    if (encoded.length == 0) return std::nullopt;
    for (const unsigned char byte : encoded.view()) walk.add(byte);
  }
  if (!walk.is_utf8()) return std::nullopt;
  return marks;
}

LoneMarks find_resaved(std::u32string_view symbols) {
  LoneMarks found;
  PairCutter pairs;
  for (std::size_t at = 0; at < symbols.size(); ++at) {
    if (symbols[at] == U'?') {
      const std::u32string_view before = symbols.substr(0, at);
      const bool is_last = at + 1 == symbols.size() || symbols[at + 1] != kReplacement;
      const auto known = find_known(before);
      const bool is_mark = known || (before.ends_with(kReplacement) && is_last);
      if (is_mark && !pairs.is_open()) found.marks.push_back({at, known.value_or(Known{})});
      found.out_of_step += is_mark && pairs.is_open() ? 1 : 0;
    }
    for (const char byte : bytes_of(symbols[at])) pairs.add(static_cast<unsigned char>(byte));
  }
  return found;
}

}  // namespace

LoneMarks find_lone_marks(std::u32string_view symbols) {
  auto marks = find_misread(symbols);
  if (!marks) return find_resaved(symbols);
  return {std::move(*marks), true, 0};
}

}  // namespace fuyuan
