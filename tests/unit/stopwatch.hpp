#pragma once

#include <chrono>

namespace fuyuan::testing {

/// For what must not take the square of its length: the limits of tests are far from both.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace fuyuan::testing
