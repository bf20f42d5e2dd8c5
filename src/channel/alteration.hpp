#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "channel/misread.hpp"
#include "text/normalization.hpp"

namespace fuyuan {

/// Misread text that went through a program which replaces single characters, as if it were text: a
/// normalizer of Unicode, a converter to Traditional characters, or one that shows no soft hyphens.
/// What it made may come of several characters, each of other bytes; it is undone by itself, and
/// the misread after it. Safe to share between threads.
class Alteration : public Channel {
 public:
  enum class Kind : std::uint8_t {
    compatibility,  ///< NFKC: ASCII for full-width letters
    canonical,      ///< NFC: one hanja for those that KS X 1001 has at several places
    traditional,    ///< Simplified characters converted
    soft_hyphens,   ///< U+00AD taken out, which browsers and editors do not show
  };

  /// What may have stood for symbols before.
  struct Source {
    std::u32string text;
    std::size_t consumed = 1;  ///< symbols that it was made
    float cost = 0;            ///< nats
  };

  /// `name` and `summary` as Channel has them. `misread`: by a charset of pairs, or for soft
  /// hyphens by one of single bytes; it must outlive this.
  Alteration(std::string name, std::string summary, Kind kind, const Misread& misread)
      : name_(std::move(name)), summary_(std::move(summary)), kind_(kind), misread_(misread) {}

  /// What happened before.
  const Misread& misread() const { return misread_; }

  /// Appends what the symbols from `at` on may have been other than themselves.
  void find_sources(std::u32string_view symbols, std::size_t at, std::vector<Source>& out) const;

  /// Whether something is there that every such program would have changed.
  bool would_change(std::u32string_view symbols) const;

  /// Whether nothing stands for what it took out, so that a line without it may be whole.
  bool leaves_nothing() const { return kind_ == Kind::soft_hyphens; }

  std::string_view name() const override { return name_; }
  std::string_view summary() const override { return summary_; }
  Family family() const override { return Family::accident; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  struct Made {
    std::u32string text;
    char32_t source = 0;
  };

  struct Table {
    std::unordered_multimap<char32_t, Made> made;  ///< by its first symbol
    std::unordered_set<char32_t> certain;          ///< to be changed
  };

  /// Of a normalizer.
  NormalForm normal_form() const {
    return kind_ == Kind::compatibility ? NormalForm::nfkc : NormalForm::nfc;
  }
  const Table& table() const;
  static void find_hyphens(std::u32string_view symbols, std::size_t at, std::vector<Source>& out);
  /// All that the program may make of the character, but itself.
  std::vector<std::u32string> results(char32_t source) const;

  std::string name_;
  std::string summary_;
  Kind kind_;
  const Misread& misread_;
  mutable std::once_flag made_;
  mutable Table table_;
};

}  // namespace fuyuan
