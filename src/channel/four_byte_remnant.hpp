#pragma once

#include <mutex>
#include <vector>

#include "channel/channel.hpp"

namespace fuyuan {

/// A character of four bytes of GB 18030, an emoji mostly, read by a decoder that knows GBK only:
/// both lead bytes are lost, and the digits between them are left, `�9�6`. They leave some hundred
/// candidates, of which the model knows a few.
class FourByteRemnant : public Channel {
 public:
  static constexpr std::string_view kName = "gb18030-as-gbk";

  explicit FourByteRemnant(const LanguageModel& model) : model_(model) {}

  /// Whether the line has such a remnant.
  static bool is_in(std::u32string_view line);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "four bytes of GB 18030 read as GBK: digits left behind";
  }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  struct Remnant {
    Candidate candidate;
    unsigned char second = 0;
    unsigned char fourth = 0;
  };
  /// The characters of the vocabulary that take four bytes.
  const std::vector<Remnant>& known() const;

  const LanguageModel& model_;
  mutable std::once_flag made_;
  mutable std::vector<Remnant> known_;
};

}  // namespace fuyuan
