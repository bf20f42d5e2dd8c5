#include "restore/repair/closing_sign.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "restore/line/corroboration.hpp"
#include "restore/repair/same_rest.hpp"

namespace fuyuan {
namespace {

/// Nats. Paragraphs of the training texts end in a colon before a list or a table, strings and
/// elements before a field at most.
constexpr double kColonCost = 1.5;

bool is_blank(char32_t cp) { return cp == U' ' || cp == U'\t' || cp == U'\r'; }

/// Whether nothing but closing tags stands there up to the end of the line or another tag.
bool ends_element(std::u32string_view behind) {
  if (!behind.starts_with(U"</")) return false;
  while (behind.starts_with(U"</")) {
    const std::size_t end = behind.find(U'>');
    if (end == std::u32string_view::npos) return false;
    behind.remove_prefix(end + 1);
    while (!behind.empty() && is_blank(behind[0])) behind.remove_prefix(1);
  }
  return behind.empty() || behind[0] == U'<';
}

}  // namespace

std::optional<std::u32string> find_element_text(std::u32string_view line, std::size_t at) {
  if (!ends_element(line.substr(at + 1))) return std::nullopt;
  std::u32string text;
  for (std::size_t rest = at; rest > 0;) {
    const std::size_t end = line.substr(0, rest).rfind(U'>');
    if (end == std::u32string_view::npos) return std::nullopt;
    text.insert(0, line.substr(end + 1, rest - end - 1));
    const std::size_t tag = line.substr(0, end).rfind(U'<');
    const bool is_within =
        tag != std::u32string_view::npos && tag > 0 && line[tag - 1] >= 0x80 && end + 1 < rest;
    if (!is_within) return text;
    rest = tag;
  }
  return std::nullopt;
}

ClosingSign find_closing_sign(std::u32string_view text, char32_t best,
                              std::u32string_view candidates, const SignCounts& known) {
  std::u32string signs(candidates);
  std::erase_if(signs, [&](char32_t sign) { return !leave_same_rest(sign, best); });
  if (signs.empty()) return {};
  std::vector<double> weights =
      weigh(text, signs, {}, LanguageModel::embedded(), MaskedModel::embedded());
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const auto count = known.find(signs[i]);
    // One of each that the document might have as well.
    weights[i] += count == known.end() ? 0 : std::log1p(static_cast<double>(count->second));
    weights[i] -= signs[i] == U'：' ? kColonCost : 0;
  }
  const auto most = std::max_element(weights.begin(), weights.end());
  const double sum =
      std::accumulate(weights.begin(), weights.end(), 0.0,
                      [&](double all, double weight) { return all + std::exp(weight - *most); });
  return {signs[static_cast<std::size_t>(most - weights.begin())], 1 / sum};
}

}  // namespace fuyuan
