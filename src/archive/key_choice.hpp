#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/json_record.hpp"

namespace fuyuan {

/// What the keys of a JSON text are called once they are restored: never so that two of one object
/// become equal.
class KeyChoice {
 public:
  /// `fields` stays in use.
  explicit KeyChoice(const std::vector<JsonStringField>& fields) : fields_(fields) {}

  /// `restored`, or, where another key of the object is called so, what the key is called now.
  std::string choose(const JsonStringField& key, const std::string& restored);

 private:
  using Name = std::pair<std::size_t, std::string>;  ///< of an object

  const std::vector<JsonStringField>& fields_;
  std::set<Name> taken_;
  std::map<Name, std::string> chosen_;  ///< for those that were to change
};

}  // namespace fuyuan
