#pragma once

#include "channel/byte_escape.hpp"

namespace fuyuan {

/// The quoted-printable of mail: `=E4=BD=A0`, of UTF-8 or GBK, with soft line breaks.
class QuotedPrintable : public ByteEscape {
 public:
  using ByteEscape::ByteEscape;

  std::string_view name() const override { return "quoted-printable"; }
  std::string_view summary() const override { return "quoted-printable of mail (=E4=BD=A0)"; }
  std::string_view first_bytes() const override { return "="; }
  bool is_of_mail_bodies() const override { return true; }
  std::vector<std::string_view> habits() const override { return {"utf8", "gbk"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 protected:
  Unit read_byte(std::string_view text, std::size_t at) const override;
  bool escapes_ascii(std::string_view text) const override;
  std::size_t read_nothing(std::string_view text, std::size_t at) const override;
};

}  // namespace fuyuan
