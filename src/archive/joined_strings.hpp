#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan {

/// Several strings as one document, one after another on lines of their own: so each is judged in
/// the light of its neighbours.
class JoinedStrings {
 public:
  void add(std::string_view string);

  const std::string& text() const { return text_; }
  /// The strings again, out of the restored document. Nothing if its lines are not those that went
  /// in.
  std::optional<std::vector<std::string>> split(std::string_view restored) const;

 private:
  std::string text_;
  std::vector<std::size_t> lines_;  ///< of each string, at least one
};

}  // namespace fuyuan
