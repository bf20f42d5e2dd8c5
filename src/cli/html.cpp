#include "cli/html.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/numbers.hpp"
#include "cli/snippet.hpp"

namespace fuyuan::cli {

std::string html_text(std::string_view text) {
  const Snippet snippet(text);
  std::string out;
  for (const char c : snippet.shortened(snippet.size())) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string stacked_bar(const std::vector<ChartPart>& parts) {
  std::size_t all = 0;
  for (const ChartPart& part : parts) all += part.value;
  if (all == 0) return {};
  std::string out =
      R"html(<svg class="stack" viewBox="0 0 1000 26" preserveAspectRatio="none" role="img">)html";
  double at = 0;
  for (const ChartPart& part : parts) {
    if (part.value == 0) continue;
    const double width = 1000.0 * static_cast<double>(part.value) / static_cast<double>(all);
    out +=
        fmt::format(R"html(<rect x="{:.2f}" y="0" width="{:.2f}" height="26" fill="var(--{})">)html"
                    R"html(<title>{}: {} ({})</title></rect>)html",
                    at, std::max(width, 1.5), part.color, html_text(part.label),
                    grouped(part.value), percentage(part.value, all));
    at += width;
  }
  return out + "</svg>\n";
}

std::string column_chart(const std::vector<ChartPart>& parts, std::string_view title) {
  constexpr double kWidth = 460;
  constexpr double kTop = 18;
  constexpr double kHeight = 110;
  std::size_t most = 1;
  for (const ChartPart& part : parts) most = std::max(most, part.value);
  const double step = kWidth / static_cast<double>(std::max<std::size_t>(parts.size(), 1));
  std::string out = fmt::format(R"html(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">)html",
                                kWidth, kTop + kHeight + 18, html_text(title));
  double at = 0;
  for (const ChartPart& part : parts) {
    double height = kHeight * static_cast<double>(part.value) / static_cast<double>(most);
    if (part.value > 0) height = std::max(height, 2.0);
    const double middle = at + step / 2;
    out += fmt::format(
        R"html(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3" fill="var(--{})"/>)html",
        at + step * 0.14, kTop + kHeight - height, step * 0.72, height, part.color);
    if (part.value > 0) {
      out += fmt::format(R"html(<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)html",
                         middle, kTop + kHeight - height - 5, grouped(part.value));
    }
    out += fmt::format(R"html(<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)html",
                       middle, kTop + kHeight + 14, html_text(part.label));
    at += step;
  }
  return out +
         fmt::format(R"html(<path d="M0 {0}H{1}" stroke="var(--line)"/></svg>)html", kTop + kHeight,
                     kWidth) +
         "\n";
}

}  // namespace fuyuan::cli
