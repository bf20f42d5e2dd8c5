#include "restore/repair/noise_finder.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "text/utf8.hpp"

namespace fuyuan {
namespace {

constexpr std::size_t kBytesAsked = 200'000;  ///< of the document
constexpr float kMargin = 5;                  ///< nats by which a place must be noise to count
constexpr std::size_t kLinesAsked = 60;       ///< that have noise in them
/// One place in so many bytes: a few of them in a book are an author's.
constexpr std::size_t kMostBytesPerPlace = 3000;
constexpr std::size_t kLeastDistinct =
    2;  ///< the same, with the same character behind it, is a name
constexpr std::size_t kLeastLines = 2;
constexpr std::size_t kPlacesToGiveUp = 64;  ///< found, and too few of them worth a search

}  // namespace

void NoiseFinder::Suspicion::look_at(std::u32string_view line) {
  if (gave_up || lines.size() >= kLinesAsked) return;
  const std::vector<Noise::Place> found = noise->find(line);
  if (found.empty()) return;
  lines.emplace_back(line);
  places += found.size();
  likely += static_cast<std::size_t>(
      std::count_if(found.begin(), found.end(),
                    [](const Noise::Place& place) { return place.end > place.begin; }));
  gave_up = places >= kPlacesToGiveUp && !is_likely();
}

bool NoiseFinder::Suspicion::is_likely() const {
  return likely >= noise->least_places() && likely * 100 >= places * noise->least_share();
}

bool NoiseFinder::is_habit(const Suspicion& suspicion, std::size_t bytes) const {
  std::size_t explained = 0;
  std::set<std::u32string> distinct;
  for (const std::u32string& line : suspicion.lines) {
    const std::vector<LineSpan> spans = search_.restore_by(*suspicion.noise, line, kMargin);
    auto span = spans.begin();
    for (const Noise::Place& place : suspicion.noise->find(line)) {
      while (span != spans.end() && span->end < place.end) ++span;
      if (place.end == place.begin || span == spans.end() || span->begin > place.begin) continue;
      ++explained;
      distinct.emplace(suspicion.noise->content(line, place));
    }
  }
  if (explained < suspicion.noise->least_places() ||
      explained * 100 < suspicion.places * suspicion.noise->least_share())
    return false;
  // A single line is no page; what the user asked for need not be one.
  return suspicion.noise->is_often_meant() ||
         (suspicion.lines.size() >= kLeastLines && distinct.size() >= kLeastDistinct &&
          bytes <= explained * kMostBytesPerPlace);
}

std::vector<const Noise*> NoiseFinder::find_habits(std::string_view text) const {
  std::vector<Suspicion> suspicions;
  for (const Noise* noise : registry_.noises()) {
    if (takes_notes_ || !noise->is_often_meant()) suspicions.push_back({noise, {}, 0, 0, false});
  }
  std::size_t begin = 0;
  while (begin < text.size() && begin < kBytesAsked) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::u32string line = to_utf32(text.substr(begin, end - begin));
    for (Suspicion& suspicion : suspicions) suspicion.look_at(line);
    begin = end + 1;
  }
  std::vector<const Noise*> habits;
  const std::size_t bytes = std::min(begin, text.size());
  for (const Suspicion& suspicion : suspicions) {
    if (!suspicion.gave_up && suspicion.is_likely() &&
        (bytes <= suspicion.likely * kMostBytesPerPlace || suspicion.noise->is_often_meant()) &&
        is_habit(suspicion, bytes)) {
      habits.push_back(suspicion.noise);
    }
  }
  return habits;
}

}  // namespace fuyuan
