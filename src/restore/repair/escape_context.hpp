#pragma once

#include <cstddef>
#include <string_view>

namespace fuyuan {

// Whether escapes are meant, by what stands around them.

/// Stands for each run of escapes in the text that `looks_like_code` is given.
inline constexpr char kEscapedHere = '\x1A';

/// Whether the text around the escapes is program text, JSON, markup, settings or mail rather than
/// prose. `gained`: how many characters the escapes stand for. `in_literals`: the notation is that
/// of string literals.
bool looks_like_code(std::string_view clear, std::size_t gained, bool in_literals);

/// Whether the text is a mail with its header, which says how its body is encoded.
bool is_mail(std::string_view text);

/// Whether `text[at]` is part of a web address or of a form's fields.
bool is_in_address(std::string_view text, std::size_t at);

/// Whether the escape from `begin` to `end` is one end of a range: `[\u4e00-\u9fa5]`.
bool is_range(std::string_view text, std::size_t begin, std::size_t end);

/// A sign, not a letter: markup has entities for those.
constexpr bool is_sign_of_markup(char32_t cp) {
  return cp < 0xC0 || cp == U'\u00D7' || cp == U'\u00F7' || cp >= 0x2010;
}

/// How many of the characters that markup names from `begin` to `end`, in a text of which the
/// others are bytes, are meant: no-break spaces before those bytes, and a sign by itself.
std::size_t count_meant(std::string_view text, std::size_t begin, std::size_t end,
                        std::u32string_view named);

/// Characters of Chinese, Japanese and Korean text.
std::size_t count_east_asian(std::u32string_view text);

/// Whether it is Chinese, however unlikely the words, if these are the characters: formulas have
/// more signs than hanzi.
bool is_chinese_for_certain(std::u32string_view text);

/// The bytes of C1 controls, which have no names.
constexpr bool is_control_byte(char c) { return (static_cast<unsigned char>(c) & 0xE0) == 0x80; }

/// Characters that are no remains of a misread text of which the rest was escaped by name. Stops
/// counting past `most`.
std::size_t count_clear(std::string_view text, std::size_t most);

/// Letters beyond ASCII that stand as they are in lines without anything East Asian: a program that
/// escaped each byte of a misread text would have escaped them, unless they have no names.
std::size_t count_unescaped(std::string_view text);

/// Whether so many of them say that what is escaped, `entities` of markup, is no byte of them.
constexpr bool stand_as_characters(std::size_t unescaped, std::size_t entities) {
  constexpr std::size_t kEntitiesPerUnescaped = 8;  // the page has other text than the misread
  return unescaped * kEntitiesPerUnescaped > entities;
}

/// Whether there is something to be seen in the text: not only spaces, controls and marks of
/// direction.
bool has_visible_character(std::u32string_view text);

/// `{NAME}`, which forms and programs replace.
bool is_placeholder(std::string_view written);

}  // namespace fuyuan
