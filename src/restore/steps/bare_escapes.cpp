#include "restore/repair/bare_escapes.hpp"

#include "restore/steps/apart_from_talk.hpp"
#include "restore/steps/steps.hpp"
#include "text/ascii.hpp"
#include "text/has_any.hpp"

namespace fuyuan {
namespace {

bool is_talk_of_escapes(std::string_view line) {
  return is_talk(line) ||
         has_any(to_lower_ascii(line), {"转义", "轉義", "反斜", "backslash", "unicode", "slashes"});
}

}  // namespace

Step undo_bare_escapes(const DocumentText& document) {
  if (!may_have_bare_escapes(document.text())) return {};
  return find_apart_from_talk(
      document, may_have_bare_escapes,
      [](std::u32string_view line) { return find_bare_escapes(line, LanguageModel::embedded()); },
      is_talk_of_escapes);
}

}  // namespace fuyuan
