#pragma once

#include <cstdint>
#include <vector>

#include "channel/assembler.hpp"
#include "channel/misread.hpp"

namespace fuyuan {

/// Text of a double-byte charset read as UTF-8 (口字码), which leaves one byte in four. What is
/// lost is known all the better: a mark tells that its bytes were no UTF-8 there, and a letter that
/// stands where two characters met keeps half of each.
class PairsAsUtf8 : public Misread {
 public:
  PairsAsUtf8(Facts facts, const Charset& original, const Charset& utf8,
              const LanguageModel& model);

  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  void finish(std::uint64_t state, ArcBuffer& out) const override;

 private:
  /// What one mark may stand for.
  struct Remnant {
    std::vector<ByteCode> codes;
    bool breaks_off = false;    ///< in a sequence that what follows it does not continue
    bool follows_break = true;  ///< whether it may stand behind such a one
  };

  static std::vector<Remnant> list_remnants();
  /// Appends the byte to what is pending; emits the character that it completes. Returns false if
  /// there is none.
  bool feed(BytePattern& pending, ByteCode code, ArcBuffer& out) const;

  Assembler assembler_;
  std::vector<Remnant> remnants_;
};

}  // namespace fuyuan
