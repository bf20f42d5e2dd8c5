#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

// Lists and tables of single characters, and what is drawn: rare as their characters are, they are
// healthy, and any other reading of them is as likely as the next.

/// Whether no two characters of words stand side by side, as in a list with commas: then each may
/// be read as another pair, and none speaks for its neighbour. Numbers between them do not part
/// them: 2009年3月4日.
bool stand_apart(std::u32string_view text);

/// Whether the Han in it, four or more, follow each other as in a charset table or in a dictionary:
/// nearly all are in the same row of GBK as the one before, or a few places behind it in Unicode.
bool are_in_table_order(std::u32string_view text);

/// The same in one direction and for eight or more: pairs that share their first byte may have been
/// letters of UTF-8, but not in the order of the alphabet.
bool are_in_ascending_order(std::u32string_view text);

/// Whether it is nothing but signs, ASCII aside: marks, box drawing, arrows, stars.
bool are_signs(std::u32string_view text);

/// Whether it is a frame or the rule of a table, ASCII aside: nothing but box drawing, and at least
/// half of it lines from left to right. No pairs come to that by chance.
bool is_frame(std::u32string_view text);

/// Whether a frame may have become the text: one symbol is a fourth of all that are no ASCII. For
/// who would have to undo a misread to see.
bool may_be_frame(std::u32string_view text);

/// Whether it has fewer different characters, ASCII aside, than can tell anything, or nothing but
/// signs: rules, frames, blanks to be filled in. `symbols_each`: how many a character takes.
bool is_drawn(std::u32string_view text, std::size_t symbols_each = 1);

}  // namespace fuyuan
