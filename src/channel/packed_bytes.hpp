#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "channel/escape.hpp"

namespace fuyuan {

/// Text in Base64, or in hexadecimal digits, that nobody unpacked: whole lines of it, a whole
/// document, or a document of texts that were packed one by one and are lines again. The bytes are
/// UTF-8, UTF-16 or GBK, whichever makes sense.
class PackedBytes : public Escape {
 public:
  enum class Notation : std::uint8_t { base64, hexadecimal };

  PackedBytes(Notation notation, const LanguageModel& model) : notation_(notation), model_(model) {}

  std::string_view name() const override;
  std::string_view summary() const override;
  std::string_view first_bytes() const override { return {}; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  std::optional<std::string> unpack(std::string_view text, std::size_t least_digits) const;
  std::u32string decode(const std::string& bytes) const;
  /// Texts that were packed one by one, in one charset. Empty where they are no text.
  std::vector<std::u32string> decode_list(std::span<const std::string> list) const;
  /// A whole document that is a list of texts, each packed by itself. `ends_line`: a line end
  /// follows.
  EscapeMatch match_items(std::string_view text, bool ends_line) const;

  Notation notation_;
  const LanguageModel& model_;
};

}  // namespace fuyuan
