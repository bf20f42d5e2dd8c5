#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

/// Whether a document sets Latin words and numbers apart from Chinese by blanks, as many writers do
/// all over. Decoders' marks may have swallowed the blank before a word, and never the one behind
/// it, which has ASCII on its other side: so the right side of words tells about their left side,
/// in misread text as well.
class WordSpacing {
 public:
  /// UTF-8 or raw bytes.
  void learn(std::string_view text);

  /// log of how much likelier a blank stands between a hanzi and the word that `behind` begins with
  /// than none; 0 where no word begins there, or nothing tells.
  float weigh(std::u32string_view behind) const;

  /// What that says for a word of one character before `behind`, a blank and Chinese.
  float weigh_end(std::u32string_view behind) const;

  /// log of how much likelier a blank stands behind a Chinese sign than in Chinese text at large.
  float weigh_behind_sign() const;

 private:
  float weigh(std::size_t apart, std::size_t together) const;

  std::size_t apart_ = 0;             ///< sides of words that a blank stands at
  std::size_t together_ = 0;          ///< that a hanzi does
  std::size_t apart_from_signs_ = 0;  ///< Chinese signs that a blank stands behind
  std::size_t beside_signs_ = 0;
};

}  // namespace fuyuan
