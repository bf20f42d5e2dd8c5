#pragma once

#include <string>

#include "channel/escape.hpp"

namespace fuyuan {

/// UTF-7 (`+T2BZfQ-`), or the form that IMAP has for the names of folders (`&T2BZfQ-`).
class Utf7 : public Escape {
 public:
  struct Form {
    std::string name;
    std::string summary;
    char shift = '+';  ///< begins a run of Base64
    char last = '/';   ///< the digit for 63
  };

  explicit Utf7(Form form) : form_(std::move(form)) {}

  std::string_view name() const override { return form_.name; }
  std::string_view summary() const override { return form_.summary; }
  std::string_view first_bytes() const override { return {&form_.shift, 1}; }
  bool may_be_accident() const override { return true; }
  EscapeHabits learn(std::string_view text, bool is_whole) const override;
  EscapeMatch match(std::string_view text, std::size_t at,
                    const EscapeHabits& habits) const override;
  std::string damage(std::string_view text, std::string_view habit,
                     std::mt19937_64& random) const override;

 private:
  EscapeMatch read_run(std::string_view text, std::size_t at) const;

  Form form_;
};

}  // namespace fuyuan
