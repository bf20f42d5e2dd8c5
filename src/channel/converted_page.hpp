#pragma once

#include <memory>
#include <string>
#include <vector>

#include "channel/assembler.hpp"
#include "channel/channel.hpp"
#include "channel/note.hpp"
#include "channel/swallowed_ascii.hpp"
#include "channel/wide_note.hpp"
#include "charset/charset.hpp"

namespace fuyuan {

/// A page that went through a byte-wise Simplified→Traditional converter: characters replaced one
/// by one, then `(pinyin)` put in after every occurrence of certain byte pairs of the GBK text,
/// also those that straddle two characters, then decoded. The inverse works on the GBK bytes: notes
/// go, a mark is the lead byte that it swallowed, and a sentence mark that tore a character apart
/// is put back together. Emits Traditional characters; run it in a lattice with `to_simplified`.
class ConvertedPage : public Channel {
 public:
  static constexpr std::string_view kName = "converted-page";

  explicit ConvertedPage(const LanguageModel& model);

  std::string_view name() const override { return kName; }
  std::string_view summary() const override {
    return "byte-wise conversion to Traditional with pinyin notes: 當(dāng)前";
  }
  Family family() const override { return Family::converted_page; }
  bool spares_others() const override { return true; }
  void explain(const Observed& observed, std::size_t at, std::uint64_t state,
               ArcBuffer& out) const override;
  void finish(std::uint64_t state, ArcBuffer& out) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  /// What a state holds: pending bytes, and the last two bytes of the GBK stream, notes left out.
  struct State {
    BytePattern pending;
    std::uint16_t last_bytes = 0;

    static State unpack(std::uint64_t packed);
    std::uint64_t pack() const;
    void see(unsigned char byte) {
      last_bytes = static_cast<std::uint16_t>(last_bytes << 8 | byte);
    }
  };

  /// The next bytes of the stream. Returns whether they fit.
  bool feed(State& state, ByteView bytes, ArcBuffer& out) const;
  void remove_note(const Observed& observed, std::size_t at, const State& state,
                   ArcBuffer& out) const;
  /// The note that its line was cut off in, behind its character or in the middle of it.
  void remove_cut_note(const Observed& observed, std::size_t at, const State& state,
                       ArcBuffer& out) const;
  void mend_torn_note(const Observed& observed, std::size_t at, const State& state,
                      ArcBuffer& out) const;
  /// A mark that is all that is left of the character before a note.
  void mend_annotated(const Note& note, ArcBuffer& out) const;
  void mend_wide_note(const Observed& observed, std::size_t at, const State& state,
                      ArcBuffer& out) const;
  /// The note behind a character whose second byte made a full stop with the parenthesis.
  void mend_note_behind_stop(const Observed& observed, std::size_t at, const State& state,
                             ArcBuffer& out) const;
  /// Ends the arc of a note that `at` follows: what of its last symbol is not the note's goes on.
  void close_wide_note(const Observed& observed, std::size_t at, const WideNote& note, State state,
                       ArcBuffer& out) const;
  ByteCode trail_after(const BytePattern& pending, const Observed& observed, std::size_t at) const;
  /// Takes a mark for one byte, of which `byte` tells what it may be.
  void feed_lone(State state, ByteCode byte, float log_probability, ArcBuffer& out) const;
  /// The same, and for an ASCII character behind it.
  void take_along(const Observed& observed, std::size_t at, State state, ByteCode byte,
                  float log_probability, ArcBuffer& out) const;
  void explain_mark(const Observed& observed, std::size_t at, const State& state,
                    ArcBuffer& out) const;
  /// A pair that GBK leaves to its users, which became a mark or is gone.
  void mend_private_pair(const Observed& observed, std::size_t at, const State& state,
                         ArcBuffer& out) const;
  void feed_fullwidth(const Observed& observed, std::size_t at, const State& state,
                      ArcBuffer& out) const;
  void feed_bytes(ByteView bytes, const State& state, float log_probability, ArcBuffer& out) const;
  /// Takes a symbol for its bytes in the tables that pages are decoded by.
  void feed_symbol(Symbol symbol, const State& state, float log_probability, ArcBuffer& out) const;

  const Charset& gbk_;
  const Charset& windows_gbk_;  ///< has private characters where GB 18030 has new ones
  const LanguageModel& model_;
  Assembler assembler_;
  SwallowedAscii swallowed_;
  /// The second bytes that may be lost: not those that make a sentence mark, which the decoder
  /// looks for before anything else.
  ByteCode any_trail_;
  ByteCode trail_after_a1_;
  ByteCode trail_after_a3_;
  /// What those are, behind A3: where the converter did not look for sentence marks first.
  ByteCode trail_of_mark_;
  /// The bytes of the pairs that are left to users, in two of the three areas.
  ByteCode private_lead_;
  ByteCode private_trail_;
  /// The lead bytes that may stand before a sentence mark's bytes: not that of a sentence mark, the
  /// converter would have found that first.
  ByteCode lead_before_full_stop_;
  ByteCode lead_before_other_mark_;
  std::vector<Candidate> unmappable_;  ///< characters that GBK does not have, most frequent first
};

}  // namespace fuyuan
