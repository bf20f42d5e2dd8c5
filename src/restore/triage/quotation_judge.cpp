#include "restore/triage/quotation_judge.hpp"

namespace fuyuan {
namespace {

/// Characters that make no sense between the marks, and nats for each of them.
constexpr std::size_t kEnoughToJudge = 4;
constexpr double kNonsenseCost = 8;

}  // namespace

void QuotationJudge::add(std::u32string_view symbols, std::span<const float> costs) {
  for (std::size_t begin = symbols.find(U'"'); begin != std::u32string_view::npos;) {
    const std::size_t end = symbols.find(U'"', begin + 1);
    if (end == std::u32string_view::npos) return;
    std::size_t characters = 0;
    double cost = 0;
    for (std::size_t at = begin + 1; at < end; ++at) {
      if (symbols[at] < 0x80) continue;
      ++characters;
      cost += costs[at];
    }
    if (characters >= kEnoughToJudge && cost > kNonsenseCost * static_cast<double>(characters)) {
      ++lines_;
      return;
    }
    begin = symbols.find(U'"', end + 1);
  }
}

}  // namespace fuyuan
