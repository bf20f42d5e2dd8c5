#include "cli/totals.hpp"

#include <fmt/format.h>

namespace fuyuan::cli {

std::string Totals::describe() const {
  std::string out;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i] == 0) continue;
    out += fmt::format(", {} {}", verdicts[i], verdict_name(static_cast<Verdict>(i)));
  }
  if (failed > 0) out += fmt::format(", {} failed", failed);
  return out;
}

}  // namespace fuyuan::cli
