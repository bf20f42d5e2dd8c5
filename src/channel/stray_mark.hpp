#pragma once

#include "channel/channel.hpp"

namespace fuyuan {

/// A byte-order mark that became part of the text: U+FEFF where files were put together, `ï»¿`
/// where it was read as Latin-1, `∩╗┐`, `п»ї` or `Ôªø` where as another single-byte charset, 锘
/// (GBK), 嚜 (Big5) or 癤 (EUC-KR) and what that made of the next character (`锘縣tml`, `锘?xml`).
class StrayMark : public Channel {
 public:
  static constexpr std::string_view kName = "byte-order-mark";

  struct Match {
    std::size_t length = 0;  ///< symbols; 0: there is none
    char32_t character = 0;  ///< what the mark swallowed, or 0
    bool is_half = false;    ///< a decoder's mark stands for its last byte: see FirstSign
  };

  /// Reads the mark at the beginning of `line`.
  static Match match(std::u32string_view line, bool starts_document);

  /// Whether the first line of a document is worth a look, from its bytes.
  static bool may_begin(std::string_view line) noexcept;

  /// Whether a line that begins a document begins with one that was read as GBK, and was not
  /// removed with what it took along: `锘?编号`, or `锘跨紪鍙�` with the hanzi behind it.
  static bool is_left(std::u32string_view line);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override { return "a byte-order mark in the text"; }
  Family family() const override { return Family::duplicate; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override {
    return {"unicode", "latin1", "gbk", "cp437", "windows-1251", "macroman"};
  }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
