#include "channel/script.hpp"

#include "channel/traditional_forms.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

std::string TraditionalScript::damage(std::string_view text, std::string_view habit,
                                      std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  return to_utf8(convert_by_character(to_utf32(text)));
}

}  // namespace fuyuan
