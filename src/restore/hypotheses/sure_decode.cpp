#include "restore/hypotheses/sure_decode.hpp"

#include "restore/decode/quick_decode.hpp"
#include "restore/triage/health_check.hpp"
#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kShortLine = 6;  ///< characters: who has fewer may be read in several ways
constexpr double kSureGain = 60;       ///< nats

}  // namespace

std::optional<std::u32string> decode_surely(const Misread& channel, std::u32string_view line,
                                            const LineScan& scan) {
  const double cost = scan.non_ascii_cost * static_cast<double>(scan.non_ascii);
  if (cost < kSureGain + kHealthyNats * kShortLine) return std::nullopt;
  std::optional<std::u32string> text = decode_exactly(channel, line);
  if (!text) return std::nullopt;
  const Glance seen = glance(to_utf8(*text));
  const bool is_chinese = seen.han * 2 > seen.non_ascii;
  if (!seen.healthy || !is_chinese || seen.non_ascii < kShortLine ||
      cost - kHealthyNats * static_cast<double>(seen.non_ascii) < kSureGain) {
    return std::nullopt;
  }
  return text;
}

}  // namespace fuyuan
