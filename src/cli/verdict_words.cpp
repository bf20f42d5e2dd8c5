#include "cli/verdict_words.hpp"

namespace fuyuan::cli {

std::string_view verdict_meaning(Verdict verdict) {
  switch (verdict) {
    case Verdict::clean:
      return "nothing to do";
    case Verdict::decoded:
      return "only the charset or the script changed";
    case Verdict::restored:
      return "damage undone, nothing lost";
    case Verdict::inferred:
      return "damage undone, some characters supplied from context";
    case Verdict::partial:
      return "some characters are lost for good";
    case Verdict::unrepaired:
      return "looks broken, no explanation is good enough: left as found";
    case Verdict::binary:
      return "not text: left as found";
  }
  return {};
}

}  // namespace fuyuan::cli
