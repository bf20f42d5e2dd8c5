#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/language_model.hpp"
#include "text/symbols.hpp"

namespace fuyuan {

/// A word of UTF-8 that was read as GBK; offsets in symbols of its line.
struct MisreadWord {
  std::size_t begin = 0;
  std::size_t end = 0;
  /// What is beside it is ASCII, a sign of Chinese text or nothing: it was misread by itself, and
  /// its marks took nothing along that stood behind it.
  bool stands_apart = false;
  bool is_sure = false;  ///< it has two hanzi of which no byte is lost
};

/// The stretches of the line that are UTF-8 of common characters from end to end where they are
/// encoded as GBK, but for the bytes that marks stand for: 购物车中 in `璐墿杞︿腑`, 不及格 in
/// `涓嶅強鏍�`. As many bytes as two hanzi have are left at the least. Of healthy hanzi every other
/// one would have to be among the six rare rows that hold E4 to E9, with the others in step: no
/// text has two by chance.
std::vector<MisreadWord> find_misread_words(std::u32string_view line, const LanguageModel& model);

/// Whether beside those words, behind ASCII or at the beginning, stands what is too short to be a
/// word or has no hanzi, and ends in a character that lost its last byte: 度 in `12搴?`, —— in
/// `鈥斺€?`. It was misread with them.
bool has_misread_remnant(std::u32string_view line, const std::vector<MisreadWord>& words);

/// Whether there is one beyond doubt: its hanzi are not to be cut in other places.
bool has_misread_word(std::u32string_view line, const LanguageModel& model);

}  // namespace fuyuan
