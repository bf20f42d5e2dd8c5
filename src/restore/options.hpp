#pragma once

#include <cstdint>
#include <string>

namespace fuyuan {

enum class Script : std::uint8_t { keep, zh_hans };

struct Options {
  Script to = Script::zh_hans;  ///< Chinese comes out Simplified; other languages are never touched
  std::string from;             ///< a charset the input is said to be in: a hint, not an order
  bool strict = false;          ///< nothing is inferred
  double infer = 0.15;  ///< the least probability for an inferred character, 0–1; below it: U+FFFD
  bool mark = false;    ///< inferred characters stand between ⟦ and ⟧
  /// Undo `&#20320;`, `\u4f60`, `%E4%BD%A0` and so on everywhere. Without it they are undone where
  /// a document is nothing but escapes, and left alone in code, JSON, web addresses and mail.
  bool escapes = false;
  /// Take out readings behind characters that no converter left there: 工(gōng)具, 漢(ㄏㄢˋ), ruby.
  /// Teaching text is full of them.
  bool notes = false;
};

}  // namespace fuyuan
