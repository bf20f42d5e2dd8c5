#pragma once

#include <string_view>

namespace fuyuan {

/// A word in the form that Simplified text has. The words come from charsets/t2s_words.tsv, which
/// is embedded in the program.
struct HanWord {
  std::u32string_view traditional;
  std::u32string_view simplified;  ///< of as many characters
};

/// The longest known word that `text` begins with; an empty one where there is none. Safe to call
/// from several threads, and views stay valid to the end of the program.
HanWord find_han_word(std::u32string_view text);

}  // namespace fuyuan
