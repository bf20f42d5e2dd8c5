#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "channel/channel.hpp"

namespace fuyuan {

/// Characters that somebody put into a page, or replaced, on purpose: against scrapers, against
/// filters. The text around them is whole, and single places could be meant; so unlike other
/// channels these are asked only where the habit runs through the whole page.
class Noise : public Channel {
 public:
  struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Family family() const override { return Family::duplicate; }

  /// The places of a line that look like this noise and hardly like anything else; empty places
  /// speak against it. Cheap.
  virtual std::vector<Place> find(std::u32string_view line) const = 0;

  /// What a place says: the same thing over and over is a name, not noise.
  virtual std::u32string_view content(std::u32string_view line, const Place& place) const {
    return line.substr(place.begin, place.end - place.begin);
  }

  /// Authors and teachers write the same, and mean it: taken out only if the user asks for it.
  virtual bool is_often_meant() const { return false; }

  /// How many places the lattice must explain before the page has the habit, and how many of
  /// those found, in per cent.
  virtual std::size_t least_places() const = 0;
  virtual std::size_t least_share() const = 0;
};

}  // namespace fuyuan
