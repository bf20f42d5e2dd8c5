#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// The dot between the parts of a foreign name, which became one to three question marks: GBK and
/// Big5 have one such dot, and Unicode several (`唐纳德?特朗普`). Only the name tells it from a
/// question.
class LostInterpunct : public Channel {
 public:
  explicit LostInterpunct(const LanguageModel& model) : model_(model) {}

  static constexpr std::string_view kName = "lost-interpunct";

  /// Whether question marks of the line are meant: text ends in one.
  static bool asks(std::u32string_view line);

  /// How much likelier the line becomes with a dot for the question marks at the best place for
  /// one, in nats; at least 0, as where it has no question marks between Han characters. Cheap.
  double best_gain(std::u32string_view line) const;

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "the dot in a foreign name became a question mark";
  }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  /// How many question marks: of a character, or of its bytes.
  std::vector<std::string_view> habits() const override { return {"one", "bytes"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  const LanguageModel& model_;
};

}  // namespace fuyuan
