#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "channel/channel.hpp"
#include "channel/swallowed_ascii.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// UTF-8 that an editor or a compiler took for GBK, saved as such, and that was read as UTF-8 in
/// the end: all pairs of bytes that GBK has are back, and where it had none, a question mark stands
/// for a byte: `请输入密码` becomes `请输入密�?`. Windows' takes the ASCII character behind it
/// along: see MarkHabit. Pairs are counted from the last ASCII character on, so that it is known
/// which byte of which character is lost, and next to what.
class SavedAsGbk : public Channel {
 public:
  explicit SavedAsGbk(const LanguageModel& model);

  static constexpr std::string_view kName = "utf8-saved-as-gbk";

  /// Which of a character's three bytes are lost. `behind_euro`: the third, as its second is 80,
  /// which Windows has for a Euro sign, and no first byte of a pair. `unexplained`: pairs of bytes
  /// leave none over there, as they do by chance in one place of two. `euro` and `euro_and_third`:
  /// the second is 80 and became the bytes of a Euro sign. `none`: the third did.
  enum class Lost : std::uint8_t {
    third,
    behind_euro,
    second,
    both,
    unexplained,
    euro,
    euro_and_third,
    none
  };
  /// What is left of it: `�?`, `�?�` and `�??`.
  struct Remnant {
    std::size_t length = 0;  ///< symbols
    Lost lost = Lost::third;
    char32_t seen = 0;       ///< the character that its first two bytes are still seen in
    bool is_marked = false;  ///< by U+FFFD's bytes
  };

  /// The remnant that U+FFFD at `at` and what follows have the form of, if any.
  static std::optional<Remnant> match(std::u32string_view line, std::size_t at);

  /// The same where the program had U+FFFD for bytes it could not read, 84 31 A4 37 in GB 18030, or
  /// the Euro sign for 80, A2 E3. Their first bytes complete a character that was cut short, and
  /// are seen in what stands at `at`: `排庄1�7` was `排序`, and `丢�个` was `一个`. Else `�1�7�`,
  /// `�1�7�1�7`, `��` and `��?`.
  static std::optional<Remnant> match_sign(std::u32string_view line, std::size_t at);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "UTF-8 saved as GBK and read as UTF-8 again: 请输入密�?";
  }
  Family family() const override { return Family::accident; }
  bool spares_others() const override { return true; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  /// Which characters lose that before `next`, the first byte of what stands behind it (0:
  /// ASCII, or nothing), in ascending order of the tokens.
  const std::vector<Candidate>& candidates(Lost lost, unsigned char next) const;
  bool may_lose(const EncodedChar& bytes, Lost lost, unsigned char next) const;
  /// Those of them that begin with the first two bytes of `seen`.
  std::vector<Candidate> candidates_like(char32_t seen, Lost lost, unsigned char next) const;
  void explain_remnant(const Observed& observed, std::size_t at, const Remnant& remnant,
                       ArcBuffer& out) const;

  const LanguageModel& model_;
  SwallowedAscii swallowed_;
  const Charset& gbk_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<Lost, unsigned char>, std::unique_ptr<const std::vector<Candidate>>>
      known_;
};

}  // namespace fuyuan
