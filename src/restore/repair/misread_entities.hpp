#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "model/language_model.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// Finds the entities that stand for one byte each of a misread text: what writes markup puts
/// `&nbsp;` for the byte A0, and older programs a name for every byte. An entity is taken only
/// where it completes a character of the original, so that `&nbsp;` between whole characters stays.
/// What is found becomes the character that the entity names; the misread itself is left to others.
class MisreadEntities {
 public:
  MisreadEntities(const LanguageModel& model, const Registry& registry)
      : model_(model), registry_(registry) {}

  /// The entities in order. None where there is doubt: single letters of another language, lists of
  /// entities, text about broken text.
  std::vector<Span> find(std::string_view text) const;

 private:
  /// A character of the text, or an entity.
  struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    char32_t code_point = 0;
    bool is_entity = false;
  };
  struct Line {
    std::size_t number = 0;
    std::vector<Token> tokens;
  };
  /// Tokens that are the bytes of one character.
  struct Group {
    std::size_t first = 0;
    std::size_t size = 0;
    char32_t code_point = 0;
  };
  /// How lines read when a misread is undone.
  struct Reading {
    std::vector<std::vector<Group>> groups;  ///< by line
    std::u32string text;                     ///< the characters that are hardly there by chance
    std::size_t failures = 0;
  };

  static std::vector<Token> read_tokens(std::string_view line, std::size_t begin);
  /// Whether the entities are a table of entities, in the order of their code points.
  static bool are_listed(std::span<const Line> lines);
  static bool may_stand_for_bytes(const std::vector<Token>& tokens);
  static std::vector<Line> list_lines(std::string_view text);
  static Reading undo(const Misread& misread, std::span<const Line> lines);
  const Misread* find_misread(std::span<const Line> lines) const;
  bool is_sure(const Misread& misread, const Reading& reading) const;
  static std::vector<Span> to_spans(std::string_view text, std::span<const Line> lines,
                                    const Reading& reading);

  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
