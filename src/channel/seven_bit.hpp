#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// GB 2312 in seven bits: with the braces of HZ whose tildes were lost (`{Dc:C}`), between the
/// shifts of ISO-2022-CN whose escapes were lost, or bare (`Dc:C`), by software that cleared the
/// eighth bit. HZ and ISO-2022-CN as they ought to be are made by `damage`, too. Where nothing
/// marks the Chinese, `explain` offers each pair to the lattice; `match` is for the rest.
class SevenBit : public Escape {
 public:
  static constexpr std::string_view kName = "seven-bit-gb2312";

  std::string_view name() const override { return kName; }
  std::string_view summary() const override { return "GB 2312 in seven bits, its marks lost"; }
  std::string_view first_bytes() const override { return "{~\x0E$"; }
  bool may_be_accident() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

/// The character of GB 2312 that two bytes of seven bits stand for, or 0.
char32_t read_seven_bit_pair(char32_t lead, char32_t trail) noexcept;

}  // namespace fuyuan
