#pragma once

#include <mutex>
#include <vector>

#include "channel/channel.hpp"

namespace fuyuan {

/// Whole characters lost from text that is healthy otherwise: UTF-8 cut at the boundary of a buffer
/// or of a database column and put together again leaves one to three U+FFFD (`中华人��共和国`).
/// Nothing is known of what stood there but how much it was.
class LostCharacter : public Channel {
 public:
  explicit LostCharacter(const LanguageModel& model) : model_(model) {}

  static constexpr std::string_view kName = "lost-characters";

  /// Whether there are such marks in the line, few enough for the rest to tell what is lost.
  static bool is_in(std::u32string_view line);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "single characters lost, one to three U+FFFD in the place of each";
  }
  Family family() const override { return Family::accident; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  /// How many marks a character leaves: those of a cut between its first and its second byte, or
  /// its second and its third, or one where it was cut and both pieces were dropped. By "byte" one
  /// of its bytes became a question mark, and what was left of it U+FFFD.
  std::vector<std::string_view> habits() const override { return {"cut", "one", "byte"}; }
  /// Loses one character in fifty or so.
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  /// What Chinese text is written with, ASCII included, in ascending order of the tokens.
  const std::vector<Candidate>& candidates() const;

  const LanguageModel& model_;
  mutable std::once_flag made_;
  mutable std::vector<Candidate> candidates_;
};

}  // namespace fuyuan
