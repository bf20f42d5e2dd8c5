#pragma once

#include "channel/byte_escape.hpp"

namespace fuyuan {

/// Bytes in angle brackets, `<e7><ae><a1>`, as R, less and vim show what their charset lacks. ASCII
/// stays as it is. Pages have tags that look like one such byte, `<dd>`: there are two at least.
class AngleBytes : public ByteEscape {
 public:
  using ByteEscape::ByteEscape;

  std::string_view name() const override { return "angle-bytes"; }
  std::string_view summary() const override {
    return "bytes in angle brackets (<e4><bd><a0>), as R, less and vim show them";
  }
  std::string_view first_bytes() const override { return "<"; }
  std::vector<std::string_view> habits() const override { return {"utf8", "gbk"}; }
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 protected:
  Unit read_byte(std::string_view text, std::size_t at) const override;
  bool escapes_ascii(std::string_view text) const override;
};

}  // namespace fuyuan
