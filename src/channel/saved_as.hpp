#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"
#include "charset/charset.hpp"
#include "model/language_model.hpp"

namespace fuyuan {

/// Text that was saved in a charset which lacks some of its characters: `?` stands for each of
/// those (`我?在中?`: Simplified text saved as Big5; `朱?基`: as GB 2312). What is left is whole,
/// and tells which charset it was: nothing in it is missing there.
class SavedAs : public Channel {
 public:
  enum class Written : std::uint8_t { simplified, traditional };

  /// `name` and `summary` as Channel has them. `charset`: nullptr where it is not known.
  /// Traditional text is explained as what it is in Simplified characters, which the model knows
  /// better: see `form_of`.
  SavedAs(std::string name, std::string summary, const Charset* charset, Written written,
          const LanguageModel& model)
      : name_(std::move(name)),
        summary_(std::move(summary)),
        charset_(charset),
        written_(written),
        model_(model) {}

  /// Whether a question mark in the line may stand for a character: Chinese text is next to it, or
  /// next to a few of them in a row.
  static bool is_in(std::u32string_view line);
  /// Whether Chinese text is on both sides of [begin, end), or of the marks around it: nobody asks
  /// there, nor is it code.
  static bool is_within_text(std::u32string_view line, std::size_t begin, std::size_t end);

  bool is_of_known_charset() const { return charset_ != nullptr; }
  /// Whether all of the text is in the channel's script, and the charset has it.
  bool may_have_kept(std::u32string_view text) const;

  bool is_traditional() const { return written_ == Written::traditional; }
  /// The character that was lost where `explain` found this one.
  char32_t form_of(char32_t found) const;

  std::string_view name() const override { return name_; }
  std::string_view summary() const override { return summary_; }
  Family family() const override { return Family::accident; }
  bool spares_others() const override { return true; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  bool keeps(char32_t cp) const;
  /// Characters of Chinese text that the charset lacks, in ascending order of the tokens.
  const std::vector<Candidate>& candidates() const;

  std::string name_;
  std::string summary_;
  const Charset* charset_;
  Written written_;
  const LanguageModel& model_;
  mutable std::once_flag made_;
  mutable std::vector<Candidate> candidates_;
};

}  // namespace fuyuan
