#pragma once

#include <cstddef>
#include <vector>

#include "channel/reading.hpp"
#include "charset/charset.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// The signs of a typewriter, blanks among them, that editors, mail and the web write for what a
/// charset of single bytes has beside them: no-break spaces, curled quotation marks, dashes, an
/// ellipsis. That they are just what they seem is no concern of this class.
class TypewriterSigns {
 public:
  /// `charset`: of single bytes.
  explicit TypewriterSigns(const Charset& charset);

  /// Appends what the sign at `observed.symbols[at]` may have been: nothing where it is none, or
  /// the charset has no other for it.
  void read(const Observed& observed, std::size_t at, std::vector<Reading>& out) const;

 private:
  void read_blank(const Observed& observed, std::size_t at, std::vector<Reading>& out) const;
  /// Quotation marks and dashes.
  void read_uncurled(const Observed& observed, std::size_t at, std::vector<Reading>& out) const;

  // The bytes of what stands for each; 0: the charset has none.
  ByteCode blank_ = 0;  ///< no-break
  ByteCode single_quote_;
  ByteCode double_quote_;
  ByteCode dash_;
  bool is_latin1_;
};

}  // namespace fuyuan
