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
/// where it completes a character of the original, so that `&nbsp;` between whole characters stays,
/// and so do `&mdash;&mdash;` and the like, which are pairs of GBK by chance, where other bytes
/// stand as characters. What is found becomes the character that the entity names; the misread
/// itself is left to others.
class MisreadEntities {
 public:
  MisreadEntities(const LanguageModel& model, const Registry& registry)
      : model_(model), registry_(registry) {}

  /// The entities in order. None where there is doubt: single letters of another language, lists of
  /// entities, text about broken text.
  /// `was_escaped`: bytes that stand as characters were entities before.
  std::vector<Span> find(std::string_view text, bool was_escaped = false) const;

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
  static std::size_t count_entities(std::span<const Line> lines);
  /// Whether many signs stand behind an odd number of bytes, so that they are the second ones of
  /// pairs. Before no-break spaces a byte may be lost.
  static bool complete_pairs(std::span<const Line> lines);
  /// What the bytes are that begin at a token.
  static Group read_group(const Misread& misread, const std::vector<Token>& tokens, std::size_t at);
  /// Whether what stands at the token, up to ASCII or an entity, is whole characters.
  static bool is_whole(const Misread& misread, const std::vector<Token>& tokens, std::size_t at);
  /// Whether a token is the first byte of a character. `are_signs`: entities of signs are signs,
  /// unless what follows is none without them.
  static bool may_begin(const Misread& misread, const std::vector<Token>& tokens, std::size_t at,
                        bool are_signs);
  static Reading undo(const Misread& misread, std::span<const Line> lines, bool are_signs);
  const Misread* find_misread(std::span<const Line> lines, bool are_signs) const;
  bool is_sure(const Misread& misread, const Reading& reading) const;
  static std::vector<Span> to_spans(std::string_view text, std::span<const Line> lines,
                                    const Reading& reading);

  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
