#include "restore/repair/bare_escapes.hpp"

#include "restore/steps/apart_from_talk.hpp"
#include "restore/steps/steps.hpp"

namespace fuyuan {

Step undo_bare_escapes(const DocumentText& document) {
  if (!may_have_bare_escapes(document.text())) return {};
  return find_apart_from_talk(document, may_have_bare_escapes, [](std::u32string_view line) {
    return find_bare_escapes(line, LanguageModel::embedded());
  });
}

}  // namespace fuyuan
