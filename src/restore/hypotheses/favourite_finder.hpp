#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "restore/triage/line_scan.hpp"

namespace fuyuan {

/// Finds the channels at work throughout a document, by undoing each of them on some of its lines.
class FavouriteFinder {
 public:
  explicit FavouriteFinder(const LanguageModel& model) : model_(model) {}

  /// Asks which channel explains a suspicious line best. Beyond the first lines none is asked.
  void add(std::u32string_view line, const LineScan& scan);

  /// The channels that explain a good share of the lines, and more than one, the busiest first.
  std::vector<const Misread*> find() const;

  /// The charset of the lines that are none of UTF-8, be it only one; nullptr where there are none,
  /// or where they are of several, short ones left aside.
  const Misread* find_raw() const;

 private:
  struct Seen {
    double gain = 0;  ///< nats
    std::size_t lines = 0;
  };

  const LanguageModel& model_;
  std::map<const Misread*, Seen> seen_;
  double total_gain_ = 0;
  std::size_t asked_ = 0;
};

}  // namespace fuyuan
