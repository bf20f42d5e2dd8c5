#pragma once

#include <string>
#include <vector>

#include "cli/report_summary.hpp"

namespace fuyuan::cli {

/// A summary as one HTML page that needs nothing but itself: no scripts, no fonts, no images from
/// elsewhere. Whatever the report says is shown as text, never read as markup. `sources`: the
/// reports it was made from.
std::string report_page(const ReportSummary& summary, const std::vector<std::string>& sources);

}  // namespace fuyuan::cli
