#pragma once

#include <string>
#include <string_view>

#include "charset/charset.hpp"
#include "cli/eval/damage.hpp"

namespace fuyuan::eval {

/// A program that converts between charsets, told what to do. What it cannot convert it leaves out,
/// as `iconv -c` and `uconv -c` do.
class Converter {
 public:
  virtual ~Converter() = default;
  virtual std::string_view name() const = 0;
  /// Nothing is converted and the result is empty where the program does not know the charset.
  virtual std::string from_utf8(const Charset& charset, std::string_view text) const = 0;
  virtual std::string to_utf8(const Charset& charset, std::string_view bytes) const = 0;

 protected:
  Converter() = default;
  Converter(const Converter&) = default;
  Converter& operator=(const Converter&) = default;
};

/// glibc's iconv, what the command `iconv` calls.
class Iconv final : public Converter {
 public:
  std::string_view name() const override { return "iconv -c, told"; }
  std::string from_utf8(const Charset& charset, std::string_view text) const override;
  std::string to_utf8(const Charset& charset, std::string_view bytes) const override;
};

/// ICU's converters, what the command `uconv` calls.
class Uconv final : public Converter {
 public:
  std::string_view name() const override { return "uconv, told"; }
  std::string from_utf8(const Charset& charset, std::string_view text) const override;
  std::string to_utf8(const Charset& charset, std::string_view bytes) const override;
};

/// Whether all steps are misreads, so that a converter can be told the way back.
bool is_told(const Damage& damage);

/// What the converter makes of `broken` when it is told all steps in the right order, and at each
/// that table of the wrong charset (browser's, Windows', …) which undoes the step, if one does.
std::string undo_told(const Converter& converter, const Damage& damage, const Broken& broken);

}  // namespace fuyuan::eval
