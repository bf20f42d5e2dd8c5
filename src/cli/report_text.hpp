#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/report_summary.hpp"

namespace fuyuan::cli {

/// A summary for people, in lines for a terminal. Safe to print whatever the report says.
std::string report_text(const ReportSummary& summary, const Palette& palette);

}  // namespace fuyuan::cli
