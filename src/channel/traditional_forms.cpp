#include "channel/traditional_forms.hpp"

#include "charset/charset.hpp"
#include "text/han_facts.hpp"

namespace fuyuan {
namespace {

char32_t usual_form(char32_t cp) {
  static const Charset& big5 = *find_charset("big5");
  const std::u32string_view forms = traditional_candidates(cp);
  if (!forms.empty() && forms[0] == cp) return cp;
  for (const char32_t form : forms) {
    if (big5.encode(form).length == 2) return form;
  }
  return forms.empty() ? cp : forms[0];
}

/// Characters with a rarer twin that only dictionaries use: 群 羣, 吃 喫.
bool is_kept(char32_t cp) {
  return std::u32string_view(U"群吃峰床秘").find(cp) != std::u32string_view::npos;
}

}  // namespace

std::u32string convert_by_character(std::u32string_view simplified) {
  std::u32string out;
  out.reserve(simplified.size());
  for (const char32_t cp : simplified) out.push_back(is_kept(cp) ? cp : usual_form(cp));
  return out;
}

}  // namespace fuyuan
