#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "channel/registry.hpp"
#include "lattice/lattice.hpp"
#include "text/utf8.hpp"

namespace fuyuan::testing {

/// Breaks `text` the way channel `name` does.
inline std::string break_with(std::string_view name, std::string_view text,
                              std::string_view habit = "", std::uint64_t seed = 1) {
  const Channel* channel = Registry::instance().find(name);
  if (channel == nullptr) return "no such channel";
  std::mt19937_64 random(seed);
  return channel->damage(text, habit.empty() ? channel->habits().front() : habit, random);
}

/// Explains a line by identity and the named channels, all of which may start for free.
inline Explanation explain_line(std::u32string_view line, std::vector<std::string_view> names,
                                LatticeOptions options = {}) {
  std::vector<const Channel*> channels = {&Registry::instance().identity()};
  for (const std::string_view name : names) channels.push_back(Registry::instance().find(name));
  Lattice lattice(LanguageModel::embedded(), channels, options,
                  std::vector<float>(channels.size(), 0.0F));
  return lattice.explain({line});
}

inline std::string text_of(const Explanation& explanation) {
  std::u32string out;
  for (const Piece& piece : explanation.pieces) {
    if (piece.code_point != 0) out.push_back(piece.code_point);
  }
  return to_utf8(out);
}

/// The best original of a broken line, by identity and one channel.
inline std::string best_original(std::string_view line, std::string_view channel,
                                 LatticeOptions options = {}) {
  return text_of(explain_line(to_utf32(line), {channel}, options));
}

}  // namespace fuyuan::testing
