#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "channel/noise.hpp"
#include "channel/registry.hpp"
#include "restore/line/line_search.hpp"

namespace fuyuan {

/// Finds noise that somebody put into a page on purpose. A kind of noise is taken out only where
/// its habit runs through the page: single places are an author's.
class NoiseFinder {
 public:
  /// `takes_notes`: what is often meant goes, too.
  NoiseFinder(const Registry& registry, const LineSearch& search, bool takes_notes)
      : registry_(registry), search_(search), takes_notes_(takes_notes) {}

  /// The kinds of noise that the document is full of, each judged by itself. `text` is UTF-8.
  std::vector<const Noise*> find_habits(std::string_view text) const;

 private:
  /// What a flat pass over the document found of one kind.
  struct Suspicion {
    const Noise* noise = nullptr;
    std::vector<std::u32string> lines;  ///< that may have it
    std::size_t places = 0;             ///< found in them
    std::size_t likely = 0;             ///< of those, worth a search
    bool gave_up = false;

    void look_at(std::u32string_view line);
    bool is_likely() const;
  };

  bool is_habit(const Suspicion& suspicion, std::size_t bytes) const;

  const Registry& registry_;
  const LineSearch& search_;
  bool takes_notes_;
};

}  // namespace fuyuan
