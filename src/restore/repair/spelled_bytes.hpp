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

/// Finds lines of misread text in which the decoder spelled out the bytes that it could not decode:
/// `\x80` of Python's `backslashreplace` and Perl's `FB_PERLQQ`. Nothing is lost then, so that only
/// lines count that come back to the last byte; others, and program text, are left alone.
class SpelledBytes {
 public:
  SpelledBytes(const LanguageModel& model, const Registry& registry)
      : model_(model), registry_(registry) {}

  std::vector<Span> find(std::string_view text) const;

 private:
  /// From the first symbol that is not plain ASCII to the last.
  struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t number = 0;
    std::vector<Symbol> symbols;  ///< raw symbols for bytes spelled out
    bool is_spelled = false;
    bool has_clear = false;  ///< something was decoded that is not ASCII
  };
  struct Reading {
    std::vector<std::u32string> lines;  ///< empty where a line does not come back
    std::u32string evidence;            ///< of lines that have more than bytes
  };

  struct Choice {
    const Misread* misread = nullptr;
    const Charset* table = nullptr;  ///< of those that decoders have for its wrong charset
  };

  static std::vector<Line> list_lines(std::string_view text);
  static Reading undo(const Charset& original, const Charset& wrong,
                      const std::vector<Line>& lines);
  Choice choose(const std::vector<Line>& lines) const;
  /// Nats a character, or more than any text has.
  double judge(const Misread& misread, const Reading& reading) const;

  const LanguageModel& model_;
  const Registry& registry_;
};

}  // namespace fuyuan
