#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fuyuan::cli {

/// `text` (any bytes) to stand in HTML, between tags or in a quoted attribute: `&<>"'` escaped,
/// what cannot be seen spelt out (see Snippet).
std::string html_text(std::string_view text);

/// A part of a bar or a column of a chart.
struct ChartPart {
  std::string label;
  std::size_t value = 0;
  std::string color;  ///< the name of a CSS variable without its dashes
};

/// One bar of all parts side by side, in inline SVG; each says on hovering what it is.
std::string stacked_bar(const std::vector<ChartPart>& parts);

/// A column a part, with its number on top and its label below, in inline SVG.
std::string column_chart(const std::vector<ChartPart>& parts, std::string_view title);

}  // namespace fuyuan::cli
