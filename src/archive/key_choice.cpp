#include "archive/key_choice.hpp"

#include "text/ascii.hpp"

namespace fuyuan {

std::string KeyChoice::choose(const JsonStringField& key, const std::string& restored) {
  if (restored == key.value) return restored;
  if (taken_.empty()) {
    for (const JsonStringField& field : fields_) {
      if (field.object > 0) taken_.emplace(field.object, field.value);
    }
  }
  const auto [place, is_new] = chosen_.try_emplace({key.object, key.value}, key.value);
  // Keys in ASCII are not among the fields: nobody knows which are taken.
  if (is_new && !is_ascii(restored) && taken_.emplace(key.object, restored).second) {
    place->second = restored;
  }
  return place->second;
}

}  // namespace fuyuan
