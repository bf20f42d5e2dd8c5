#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/misread.hpp"
#include "restore/decode/line_span.hpp"

namespace fuyuan {

/// Finds punctuation marks and signs of GBK or Big5 that were read as Windows-1252, in a line that
/// is healthy otherwise: `It¡¯s 25¡æ` was `It’s 25℃` in GBK, `It¡¦s` the same in Big5. English that
/// was written on a Chinese computer has nothing but these. A pair of letters is too little for
/// other channels to go by; these are the exact image of a mark that is at home where it stands, as
/// the letters, Spanish ones above all, are not. What stands alone between quotation marks or
/// brackets is shown on purpose.
class MisreadPunctuation {
 public:
  /// `channel`: GBK or Big5 read as Windows-1252. It must outlive this. `is_known`: the document
  /// has others that leave no doubt, so that a line needs none of its own.
  MisreadPunctuation(const Misread& channel, bool is_known)
      : channel_(channel), is_known_(is_known) {}

  std::vector<LineSpan> find(std::u32string_view line) const;

  /// Whether the bytes may hold such marks: a quick look.
  static bool may_be_in(std::string_view bytes);

 private:
  /// `has_others`: the line has such marks without doubt.
  std::vector<LineSpan> find(std::u32string_view line, bool has_others) const;
  /// The sign whose image stands at `at`; 0: none.
  char32_t sign_at(std::u32string_view line, std::size_t at, bool has_others) const;

  const Misread& channel_;
  bool is_known_;
};

}  // namespace fuyuan
