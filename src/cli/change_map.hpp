#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// A stretch of the text as it was found, and what all steps of a plan together make of it.
struct Change {
  std::size_t begin = 0;  ///< byte offsets into the text as it was found
  std::size_t end = 0;
  std::string after;
  std::vector<std::string> channels;  ///< that took part, each once, in the order undone
  double confidence = 1;              ///< of the least sure of them
  std::size_t inferred = 0;           ///< characters of `after` that were supplied from context
};

/// A plan whose steps are put together. A step's spans count in the text that the step before it
/// made; a reader wants to know the place in the file, once for damage done in several rounds.
class ChangeMap {
 public:
  /// Throws std::runtime_error where the plan does not fit.
  ChangeMap(const Plan& plan, std::string_view observed);

  /// What the changes count in: the observed text, or that decoded from `container`.
  const std::string& text() const { return text_; }
  /// The whole-document encoding that was undone first ("utf-16le", …), or empty.
  const std::string& container() const { return container_; }
  /// In order, not overlapping. What several steps changed and changed back is left out.
  const std::vector<Change>& changes() const { return changes_; }

 private:
  void add_step(const Step& step, const std::string& current);

  std::string text_;
  std::string container_;
  std::vector<Change> changes_;
};

}  // namespace fuyuan::cli
