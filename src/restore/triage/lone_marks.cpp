#include "restore/triage/lone_marks.hpp"

#include "charset/charset.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kHan = 3;  ///< bytes
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

}  // namespace

std::optional<std::vector<LoneMark>> find_lone_marks(std::u32string_view symbols) {
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

}  // namespace fuyuan
