#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "restore/restorer.hpp"

namespace fuyuan::testing {

/// A file of tests/texts, as MANIFEST.tsv describes it.
struct HealthyText {
  std::string name;
  std::string language;
  std::string text;
};

const std::vector<HealthyText>& healthy_texts();

/// A row of tests/texts/CHANGED.tsv: healthy text that is changed all the same, and why.
struct KnownChange {
  std::string name;
  Script to;
  std::string why;
  std::string line;  // "*": the whole text
};
const std::vector<KnownChange>& known_changes();

/// The paragraphs of at least 40 characters in samples/*/restored.txt and in the Simplified files
/// of tests/texts, each once. Those of tests/texts/unusual are left out: of lists of rare
/// characters nobody can say what they were once they are broken.
const std::vector<std::string>& paragraphs();

/// Broken text of many kinds, with the name of what was done to it: all damaged samples, and the
/// same few paragraphs broken by many channels.
struct Broken {
  std::string name;
  std::string text;
};
const std::vector<Broken>& broken_texts();

/// What restore makes of each of `broken_texts`, computed once.
const std::vector<Restored>& restored_texts();

/// Breaks `text` by "channel" or "channel:habit"; several, separated by blanks, one after another.
std::string break_by(std::string_view specs, std::string_view text, std::uint64_t seed = 1);

}  // namespace fuyuan::testing
