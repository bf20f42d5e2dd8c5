#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace fuyuan {

/// What signs at the edges gain, throughout a document.
class SignGains {
 public:
  using Signs = std::pair<std::u32string, std::u32string>;  ///< and what they come to

  void add(Signs signs, double gain) {
    auto& [count, sum] = known_[std::move(signs)];
    ++count;
    sum += gain;
  }
  /// What the signs of a line gain beyond what they have to: `gain` there.
  double beyond_required(const Signs& signs, double gain) const {
    const auto known = known_.find(signs);
    const double alone = gain - kKeptGain;
    if (known == known_.end() || known->second.first < kLinesOfTemplate) return alone;
    const auto [count, sum] = known->second;
    return std::max(alone, sum / static_cast<double>(count) - kKeptTogether);
  }

 private:
  /// Nats that signs must read better by than what they come to, where that is text. A template
  /// around misread text is less common than a sign in it.
  static constexpr double kKeptGain = 6;
  /// The same on average, where so many lines have them at an edge: that is a template.
  static constexpr double kKeptTogether = 0.5;
  static constexpr std::size_t kLinesOfTemplate = 3;

  std::map<Signs, std::pair<std::size_t, double>> known_;
};

}  // namespace fuyuan
