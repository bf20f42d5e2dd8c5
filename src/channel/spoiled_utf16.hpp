#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"

namespace fuyuan {

/// UTF-16, and what programs make of it that know nothing of it. It is no matter of lines: a whole
/// document is cut into what is UTF-16 and what is not.
class SpoiledUtf16 : public Channel {
 public:
  static constexpr std::string_view kLittleEndian = "utf16le";
  static constexpr std::string_view kBigEndian = "utf16be";
  static constexpr std::string_view kAppended = "utf16-appended";
  static constexpr std::string_view kFrameShift = "utf16-frame-shift";
  static constexpr std::string_view kTextMode = "utf16-text-mode";
  static constexpr std::string_view kLostZeros = "utf16-lost-zeros";

  /// What happens to text: in all habits the first of which is the default.
  struct Kind {
    std::string_view name;
    std::string_view summary;
    std::vector<std::string_view> habits;
    std::string (*damage)(std::string_view text, std::string_view habit, std::mt19937_64& random);
    Family family = Family::accident;
  };
  static const std::vector<Kind>& kinds();

  explicit SpoiledUtf16(const Kind& kind) : kind_(kind) {}

  std::string_view name() const override { return kind_.name; }
  std::string_view summary() const override { return kind_.summary; }
  Family family() const override { return kind_.family; }
  std::vector<std::string_view> habits() const override { return kind_.habits; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override {
    return text.empty() ? std::string() : kind_.damage(text, habit, random);
  }

 private:
  const Kind& kind_;
};

}  // namespace fuyuan
