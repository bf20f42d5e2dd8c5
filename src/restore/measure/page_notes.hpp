#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/symbols.hpp"

namespace fuyuan {

/// What the readings in parentheses behind a page's characters say of who put them there. A
/// converter has one reading a character and one style of notes, annotates what it converted, and
/// puts its note right behind the character, before anything that stood there. What differs from
/// that is an author's.
class PageNotes {
 public:
  void add(std::u32string_view line);

  /// Whether the page has notes behind a converter's, which nobody writes: a reading twice where
  /// others stand once, or another one behind the one that the character has elsewhere.
  bool are_surely_converted() const;

  /// How many notes stand behind characters that have different ones: teachers know that those have
  /// two readings, converters do not.
  std::size_t count_of_two_readings() const;

  /// 1 for each symbol of the line that is a parenthesis of a note that an author wrote; empty
  /// where there is none.
  std::vector<char> find_meant(std::u32string_view line) const;

 private:
  enum class Style : std::uint8_t { unknown, marks, numbers, letters, capitals };

  /// A character, and the readings behind it.
  struct Chain {
    char32_t annotated = 0;
    std::vector<std::size_t> opening;  ///< where the parentheses stand
    std::vector<std::u32string_view> notes;
  };

  struct Character {
    std::map<std::u32string, std::size_t> first;  ///< notes right behind it, and how often
    std::size_t annotated = 0;                    ///< times
    std::size_t all = 0;                          ///< times that it is there
    std::size_t doubled = 0;                      ///< times that the same note is there twice
    std::size_t followed = 0;                     ///< times that another is behind its note
  };

  static std::vector<Chain> find_chains(std::u32string_view line);
  static Style style_of(char32_t annotated, std::u32string_view note);
  /// Whether enough of the page's notes are in that style, or too few in another one to tell.
  bool may_be_in_style(Style style) const;
  /// The same of their parentheses, of which a converter has one form, unless all of that form are
  /// behind what a converter touches.
  bool may_be_in(char32_t parenthesis) const;
  bool is_of_converter(char32_t annotated, std::u32string_view note) const;
  /// Whether each note is there twice: throughout the page, or behind that character.
  bool are_doubled() const;
  bool is_doubled(char32_t annotated) const;

  std::map<char32_t, Character> characters_;
  std::map<Style, std::size_t> styles_;
  std::map<char32_t, std::size_t> parentheses_;  ///< those that open notes on converted characters
  std::set<char32_t> parentheses_of_others_;     ///< the same on others
  std::size_t chains_ = 0;
  std::size_t doubled_ = 0;  ///< those with the same note twice
  std::size_t on_converted_ = 0;
  std::size_t on_others_ = 0;  ///< behind characters that no converter touches
};

}  // namespace fuyuan
