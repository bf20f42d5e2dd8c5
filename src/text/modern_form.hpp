#pragma once

namespace fuyuan {

// Characters that Unicode has twice. PDF files are full of radicals (⽂ for 文), Korean and
// Taiwanese charsets brought compatibility ideographs (U+F9D0 for 類), and old GB 18030 and GBK
// tables have private code points for what got one of its own later.

/// Which kind of duplicate a code point is.
enum class Duplicate {
  none,
  radical,        ///< U+2E80–U+2FDF
  compatibility,  ///< U+F900–U+FAFF
  private_use,    ///< what GB 18030 and WHATWG's gbk had in the private use area
};

Duplicate duplicate_kind(char32_t code_point) noexcept;

/// The code point to write today; `code_point` itself where there is no other. Thread-safe.
char32_t modern_form(char32_t code_point) noexcept;

/// The duplicate of that kind of a modern code point; itself where there is none.
char32_t duplicate_of(char32_t code_point, Duplicate kind) noexcept;

/// What converters of the nineties wrote for 麼, which is 么 in Simplified Chinese: 什幺.
inline constexpr char32_t kParticleOfConverters = U'幺';

}  // namespace fuyuan
