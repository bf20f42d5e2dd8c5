#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "channel/escape.hpp"
#include "channel/registry.hpp"
#include "restore/plan.hpp"

namespace fuyuan {

/// One layer of escapes that can be undone.
struct EscapeLayer {
  std::vector<Span> spans;  ///< in order, not overlapping
  /// All Chinese of the document was escaped, and all of it by one notation. There may be another
  /// layer below this one.
  bool is_whole = false;
};

/// Finds the escapes of a document, and tells those that are damage from those that are meant. A
/// document that is nothing but escapes is damaged; in code, JSON, web addresses and mail they
/// belong there, and are undone only if the user asks for it, or where entities stand for what
/// UTF-8 was misread as.
class EscapeFinder {
 public:
  /// `is_asked`: the user wants escapes undone wherever they are.
  EscapeFinder(const LanguageModel& model, const Registry& registry, bool is_asked)
      : model_(model), registry_(registry), is_asked_(is_asked) {}

  /// Characters that an example among other text, or in markup, hardly has.
  static constexpr std::size_t kLeastByItself = 12;

  /// A document that is all escapes has fewer characters in the clear: one in so many bytes.
  static constexpr std::size_t kBytesPerClear = 60;

  /// Whether a document with many characters that are not ASCII is none of escapes: it is one where
  /// they are what has no name, among the bytes of a misread text that were escaped by name.
  static bool is_mostly_clear(std::string_view text);

  /// `only_whole`: nothing is undone in a document with Chinese in the clear.
  EscapeLayer find(std::string_view text, bool only_whole) const {
    return find_layer(text, only_whole, 1);
  }

  /// Lines that are nothing but escapes in a text that is not. What mail folded is one line.
  std::vector<Span> find_escaped_lines(std::string_view text) const;

 private:
  struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    const Escape* kind = nullptr;
    std::u32string text;
  };
  struct Undone {
    std::vector<Found> found;
    std::size_t gained = 0;  ///< characters that are not ASCII
    /// What was escaped is known to be these characters: the notation says so, or it is UTF-8.
    bool is_certain = false;
    bool has_ascii = false;  ///< what the notation needs for itself was escaped, too
  };

  EscapeLayer find_layer(std::string_view text, bool only_whole, int depth) const;
  std::vector<Span> find_whole(std::string_view text, std::size_t clear) const;
  /// Takes out the signs and the no-break spaces that markup names for themselves, beside or
  /// between what it names for the bytes of misread characters: none of them completes one.
  static void leave_signs(std::string_view text, std::vector<Found>& found);
  std::vector<Span> find_escaped_escapes(std::string_view text, int depth) const;
  std::vector<Span> find_whole_line(std::string_view line) const;
  Undone undo(const Escape& kind, std::string_view text, bool is_whole) const;
  /// Bytes that have no name were left as they are: in UTF-8 read as Latin-1, half of them.
  static void take_controls(std::string_view text, Undone& undone);
  Undone undo_best(std::string_view text, std::size_t clear) const;
  Undone undo_anything(std::string_view text) const;
  bool is_chinese(std::string_view text, const Undone& undone) const {
    return judge(text, undone) != Content::other;
  }
  /// What was escaped, if it is anything East Asian.
  enum class Content { other, text, misread };
  Content judge(std::string_view text, const Undone& undone) const;
  /// Whether all that is escaped is ranges of characters, as of a regular expression's class.
  static bool are_ranges(std::string_view text, const std::vector<Found>& found);
  bool is_meant(std::string_view text, const Undone& undone) const;
  /// The same where `content` is known: nobody means markup to show what UTF-8 is misread as.
  bool is_damage(std::string_view text, const Undone& undone, Content content) const;
  bool is_believable(const Found& found, bool is_utf8) const;
  std::vector<Span> to_spans(std::string_view text, const std::vector<Found>& found) const;

  const LanguageModel& model_;
  const Registry& registry_;
  bool is_asked_;
};

}  // namespace fuyuan
