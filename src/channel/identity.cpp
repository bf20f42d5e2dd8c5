#include "channel/identity.hpp"

namespace fuyuan {
namespace {

constexpr float kUnexplainedByte = -25.0F;

}  // namespace

void Identity::explain(const Observed& observed, std::size_t at, std::uint64_t state,
                       ArcBuffer& out) const {
  static_cast<void>(state);
  const Symbol symbol = observed.symbols[at];
  const bool unexplained = is_raw(symbol);
  out.open(1, unexplained ? kUnexplainedByte : 0);
  out.emit(unexplained ? kReplacement : symbol);
  out.close(kRest);
}

std::string Identity::damage(std::string_view text, std::string_view habit,
                             std::mt19937_64& random) const {
  static_cast<void>(habit);
  static_cast<void>(random);
  return std::string(text);
}

}  // namespace fuyuan
