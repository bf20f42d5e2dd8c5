#pragma once

#include "channel/escape.hpp"

namespace fuyuan {

/// The encoded words of mail headers (RFC 2047): `=?GB2312?B?xOO6ww==?=`. White space between two
/// words is not meant; a character may be split over two words, although it must not; GB2312 says
/// less than is true and is read as GB 18030.
class MimeWords : public Escape {
 public:
  std::string_view name() const override { return "mime-words"; }
  std::string_view summary() const override {
    return "encoded words of a mail header (=?GBK?B?…?=)";
  }
  std::string_view first_bytes() const override { return "="; }
  bool names_charset() const override { return true; }
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  bool can_carry(std::string_view text, std::string_view habit) const override;
  std::vector<std::string_view> habits() const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;
};

}  // namespace fuyuan
