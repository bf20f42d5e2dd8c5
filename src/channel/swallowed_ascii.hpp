#pragma once

#include <cstddef>
#include <string_view>

#include "channel/arc_buffer.hpp"
#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// What lost its last byte to the mark that swallowed something.
enum class SwallowedBehind : unsigned char {
  other,
  sign,     ///< a Chinese sign, and no hanzi
  opening,  ///< a sign that begins the line or a string, before text: it has no line of its own
  bullet,   ///< the same, and no quotation mark
};

/// What an ASCII character may have been that a decoder swallowed together with the lead byte in
/// front of it. Digits are one to the model: where one is likelier than anything else, U+FFFD
/// stands for it.
class SwallowedAscii {
 public:
  explicit SwallowedAscii(const LanguageModel& model)
      : model_(model), digit_(model.token(U'0')), blank_(model.token(U' ')) {}

  /// log P that a mark at the end of a line took something along, where line ends are not known to
  /// be taken: most decoders spare them.
  static constexpr float kAtLineEnd = -1.5F;

  /// Emits the choice of characters. `next`: where the symbols go on behind it.
  void emit(const Observed& observed, std::size_t next, ArcBuffer& out,
            SwallowedBehind behind = SwallowedBehind::other) const;

  /// What certainly stood before `next`, as the syntax asks for it; 0 where nothing is certain.
  static char32_t called_for(const Observed& observed, std::size_t next);

  /// log P that a mark before `next`, where ASCII stands, swallowed none.
  static float of_none(const Observed& observed, std::size_t next);

  /// log P that a number which `behind` may begin with is whole; 0 where nothing speaks against it.
  static float of_whole(std::u32string_view behind);

 private:
  const LanguageModel& model_;
  Token digit_;
  Token blank_;  ///< for controls, which the model does not know
};

}  // namespace fuyuan
