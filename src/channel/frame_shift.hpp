#pragma once

#include <string>

#include "channel/assembler.hpp"
#include "channel/channel.hpp"
#include "channel/charset_decoder.hpp"
#include "channel/swallowed_ascii.hpp"

namespace fuyuan {

/// One byte of double-byte text lost (or replaced by `?`) before it was decoded, so that all pairs
/// after it are cut wrongly until an ASCII byte or a second accident puts them right.
/// Undone by encoding again with one unknown byte put in.
class FrameShift : public Channel {
 public:
  static constexpr std::string_view kOfGbk = "gbk-frame-shift";
  static constexpr std::string_view kOfBig5 = "big5-frame-shift";

  FrameShift(std::string name, std::string summary, const Charset& charset,
             const LanguageModel& model);

  std::string_view name() const override { return name_; }
  std::string_view summary() const override { return summary_; }
  Family family() const override { return Family::frame_shift; }
  double rarity() const override { return 4; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override { return {"drop", "replace"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  /// What an accident in aligned text leads to.
  void begin(const Observed& observed, std::size_t at, const std::vector<Reading>& readings,
             ArcBuffer& out) const;
  /// The same in text that has slipped, until it is aligned again.
  void go_on(const Observed& observed, std::size_t at, const BytePattern& pending,
             const std::vector<Reading>& readings, ArcBuffer& out) const;
  /// Whether U+FFFD at `at` may stand for a byte whose partner was lost.
  bool may_be_lone(const Observed& observed, std::size_t at) const;
  /// Whether a common character may leave an ASCII one, having lost its first byte.
  bool has_ascii_trails() const;
  void slip(BytePattern pending, std::size_t consumed, std::initializer_list<ByteCode> codes,
            float log_probability, ArcBuffer& out) const;

  std::string name_;
  std::string summary_;
  const Charset& charset_;
  Assembler assembler_;
  SwallowedAscii swallowed_;
  CharsetDecoder decoder_;
};

}  // namespace fuyuan
