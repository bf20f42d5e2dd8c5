#pragma once

#include <cstddef>
#include <string_view>

#include "channel/assembler.hpp"
#include "channel/channel.hpp"

namespace fuyuan {

/// GBK that an editor took for Windows-1252 and saved as GBK, as Windows does it: what GBK lacks
/// becomes the letter that looks most like it, capitals become small letters, and the rest question
/// marks. 发送数据 becomes `·￠?íêy?Y`. Of the bytes A1 to FE, which GB 2312 has its characters of,
/// half become a question mark, and the others one of forty signs.
class BestFit : public Channel {
 public:
  static constexpr std::string_view kName = "gbk-as-windows-1252-saved-as-gbk";

  explicit BestFit(const LanguageModel& model);

  /// Whether a byte of GB 2312 becomes it.
  static bool may_write(Symbol symbol);

  /// How many characters of GB 2312 come to these two symbols.
  static std::size_t count_choices(Symbol first, Symbol second);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "GBK read as Windows-1252, saved as GBK by Windows: ·￠?íêy?Y for 发送数据";
  }
  Family family() const override { return Family::accident; }
  bool spares_others() const override { return true; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  Assembler assembler_;
};

}  // namespace fuyuan
