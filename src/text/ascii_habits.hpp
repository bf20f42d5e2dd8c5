#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "text/ascii_syntax.hpp"
#include "text/field_ends.hpp"
#include "text/item_count.hpp"
#include "text/line_beginnings.hpp"
#include "text/row_shape.hpp"
#include "text/symbols.hpp"
#include "text/word_spacing.hpp"

namespace fuyuan {

/// How often each ASCII character that some decoders swallow (tab, and space to `?`) stands behind
/// a character outside ASCII in a document: what is frequent on the page is likely where a mark
/// hides one, above all where it stands before the same characters again and again, as in tables
/// and code. Question marks may be marks themselves: they are counted once the text is restored.
/// Digits count as one.
class AsciiHabits {
 public:
  /// Tab, U+0020 to U+002F, any digit, U+003A to U+003F. Line ends are told apart, as most decoders
  /// spare them.
  static constexpr std::size_t kKinds = 24;

  /// Which of the kinds a character is; kKinds for all others.
  static std::size_t kind(char32_t cp) noexcept;

  /// Two ideographic spaces, as such or as UTF-8 read as GBK: paragraphs begin with them, and
  /// nothing else does.
  static bool opens_paragraph(std::u32string_view symbols) noexcept;

  AsciiHabits();

  /// UTF-8 or raw bytes.
  void learn(std::string_view text);

  /// UTF-8 whose Chinese marks are what they were, as in converted pages.
  void learn_narrow_marks(std::string_view text);

  /// The question marks of restored text, with U+FFFD for what is not known of it.
  void learn_question_marks(std::u32string_view text);

  /// The numbers of items that line ends stand before, where those were swallowed.
  void set_items(ItemCount items) { items_ = std::move(items); }
  bool is_item(std::u32string_view behind) const { return items_.is_item(behind); }

  /// log P of a kind, given that there is one.
  float log_probability(std::size_t kind) const noexcept { return log_probability_[kind]; }

  /// The same, given the symbols that it stands before. `or_line_end`: it may be a line end
  /// instead.
  float log_probability(std::size_t kind, std::u32string_view behind, bool or_line_end) const;

  /// The same for a line end, given that there is one of the kinds or a line end.
  float of_line_end(std::u32string_view behind) const;

  /// log of how much likelier such symbols begin a line of the document than stand behind one of
  /// the kinds in it.
  float weigh_line_begin(std::u32string_view symbols) const;

  /// log of how much likelier such symbols stand behind one of the kinds in the document, as if a
  /// mark had taken that along, than right behind a character outside ASCII.
  float weigh_swallowed(std::u32string_view symbols) const;

  /// How much of what stands before these symbols is of the kind: 0 to 1, and less where the
  /// document shows few such places.
  float share(std::size_t kind, std::u32string_view behind) const;

  /// Whether others stand before these symbols again and again, or none, and never one of the kind.
  bool rules_out(std::size_t kind, std::u32string_view behind, bool or_line_end) const;

  /// The Chinese mark that the document writes that one of ASCII for: `汉,汉` and no `汉，汉`. 0
  /// where it does not, or nothing was learned of it.
  char32_t wide_form(char32_t cp) const noexcept;

  /// log P of all marks with such a form together, as log_probability has it of one, and share.
  float log_probability_of_narrow(std::u32string_view behind, bool or_line_end) const;
  float share_of_narrow(std::u32string_view behind) const;

  /// Whether lines end in a comma of full width.
  bool ends_lines_in_commas() const noexcept { return ends_lines_in_commas_; }

  /// Whether U+FFFD that was read as GBK lost its last byte somewhere: `锟?`, which the price sign
  /// comes to as well, but that before digits only.
  bool has_misread_marks() const noexcept { return has_misread_marks_; }

  const AsciiSyntax& syntax() const { return syntax_; }
  const RowShape& rows() const { return rows_; }
  const FieldEnds& field_ends() const { return field_ends_; }
  const WordSpacing& spacing() const { return spacing_; }
  const LineBeginnings& beginnings() const { return beginnings_; }

  /// log P that there is none before these symbols: 0 where the document says nothing of it.
  float of_none(std::u32string_view behind) const;

 private:
  /// What stands before the same two symbols.
  struct Before {
    std::array<std::uint32_t, kKinds> counts{};
    std::uint32_t all = 0;        ///< of the kinds
    std::uint32_t line_ends = 0;  ///< whatever stands before those
    std::uint32_t none = 0;       ///< a character outside ASCII does
  };

  void learn_boundary(std::string_view behind);
  void update();
  const Before* find(std::u32string_view behind) const;
  Before find_or_none(std::u32string_view behind) const;

  std::unordered_map<std::uint32_t, Before> before_;  ///< by the symbols
  std::array<std::size_t, kKinds> counts_{};
  std::size_t line_ends_ = 0;
  std::size_t lines_begun_ = 0;  ///< of those in `before_`
  std::size_t all_before_ = 0;   ///< the same of the kinds
  std::size_t none_before_ = 0;  ///< the same of characters outside ASCII
  bool has_misread_marks_ = false;
  bool ends_lines_in_commas_ = false;
  std::u32string narrow_;  ///< marks of ASCII with a wide form
  std::array<float, kKinds> log_probability_{};
  float of_line_end_ = 0;
  ItemCount items_;
  AsciiSyntax syntax_;
  RowShape rows_;
  FieldEnds field_ends_;
  WordSpacing spacing_;
  LineBeginnings beginnings_;
};

/// Whether a field that was read by itself ends right before `at`, in a line that lacks nothing:
/// see FieldEnds.
bool ends_field(const Observed& observed, std::size_t at);

}  // namespace fuyuan
