#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace fuyuan::cli {

enum class ExitCode : int {
  done = 0,    ///< whatever was or was not repaired
  failed = 1,  ///< some inputs failed; or, with --check, something would change
  usage = 2,   ///< the command line makes no sense
};

/// The command line makes no sense: one line, exit 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `text` made safe to print in a message: control characters become \xNN. Multi-byte characters
/// stay as they are.
std::string printable(std::string_view text);

/// One line on stderr in one write: "fuyuan: WHAT".
void say(std::string_view what);

/// "fuyuan: PATH: WHAT". `path` may hold any bytes.
void say(std::string_view path, std::string_view what);

/// When to colour: "auto", "always" or "never".
bool use_color(std::string_view choice, int descriptor);

/// ANSI colours, or nothing at all.
class Palette {
 public:
  explicit Palette(bool enabled) : enabled_(enabled) {}

  std::string dim(std::string_view text) const { return paint("2", text); }
  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string red(std::string_view text) const { return paint("31", text); }
  std::string green(std::string_view text) const { return paint("32", text); }
  std::string yellow(std::string_view text) const { return paint("33", text); }
  std::string cyan(std::string_view text) const { return paint("36", text); }

 private:
  std::string paint(std::string_view code, std::string_view text) const;

  bool enabled_;
};

}  // namespace fuyuan::cli
