#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// The head of a WARC record or of an HTTP message: a first line and `Name: value` lines, each kept
/// as it was written until it is set.
class HeaderBlock {
 public:
  /// `text`: with the empty line at its end, which may be missing.
  explicit HeaderBlock(std::string_view text);

  /// The first line, without its end.
  std::string_view first_line() const;
  /// How the first line ends.
  std::string_view line_end() const;
  /// The value of the first field of that name (upper and lower case are the same).
  std::optional<std::string> find(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  /// Replaces the value of the first field of that name, or adds one at the end.
  void set(std::string_view name, std::string_view value);
  void erase(std::string_view name);

  std::string text() const;

 private:
  struct Field {
    std::string written;  ///< with its line end, continuation lines too
    std::string name;     ///< empty: the first line, the empty line, or no field at all

    bool is_called(std::string_view other) const;
  };

  std::vector<Field>::iterator find_field(std::string_view name);
  std::vector<Field>::const_iterator find_field(std::string_view name) const;

  std::vector<Field> fields_;
};

/// Whether two names or tokens are the same but for the case of ASCII letters.
bool is_same_token(std::string_view a, std::string_view b);

}  // namespace fuyuan
