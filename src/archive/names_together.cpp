#include "archive/names_together.hpp"

#include "archive/joined_strings.hpp"
#include "restore/restorer.hpp"

namespace fuyuan {

std::optional<std::vector<std::string>> restore_together(const std::vector<std::string>& names) {
  JoinedStrings joined;
  for (const std::string& name : names) joined.add(name);
  Options options;
  options.to = Script::keep;
  options.strict = true;  // a name that is half guessed would name something else
  return joined.split(Restorer(options).restore(joined.text()).text);
}

}  // namespace fuyuan
