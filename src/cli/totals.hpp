#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan::cli {

/// What came of the documents of a run.
struct Totals {
  static constexpr std::size_t kMostNames = 5;

  std::array<std::size_t, kVerdictCount> verdicts{};  ///< how many, by Verdict
  std::size_t changed = 0;                            ///< documents and names
  std::size_t failed = 0;
  std::vector<std::string> failures;  ///< the names of the first ones

  /// ", 3 clean, 1 decoded, 1 failed": what is not zero.
  std::string describe() const;
};

}  // namespace fuyuan::cli
