#include "channel/script.hpp"

#include "text/han_facts.hpp"
#include "text/utf8.hpp"

namespace fuyuan {

std::string Script::damage(std::string_view text, std::string_view habit,
                           std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  std::u32string out;
  for (const char32_t cp : to_utf32(text)) {
    const std::u32string_view forms = traditional_candidates(cp);
    out.push_back(forms.empty() ? cp : forms[0]);
  }
  return to_utf8(out);
}

}  // namespace fuyuan
