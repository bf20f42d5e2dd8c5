#include "channel/pairs_as_utf8.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "text/symbols.hpp"

using fuyuan::Arc;
using fuyuan::ArcBuffer;
using fuyuan::Candidate;
using fuyuan::Channel;
using fuyuan::kRest;
using fuyuan::Registry;

namespace {

const Channel& channel() { return *Registry::instance().find("gbk-as-utf8"); }

/// The states that so many of the symbols may lead to, ways to the same one counted once.
std::vector<std::uint64_t> states_after(std::u32string_view symbols, std::size_t count) {
  std::vector<std::uint64_t> states = {kRest};
  for (std::size_t at = 0; at < count; ++at) {
    std::vector<std::uint64_t> next;
    for (const std::uint64_t state : states) {
      ArcBuffer arcs(false);
      channel().explain({.symbols = symbols}, at, state, arcs);
      for (const Arc& arc : arcs.arcs()) {
        if (std::find(next.begin(), next.end(), arc.state) == next.end()) next.push_back(arc.state);
      }
    }
    states = next;
  }
  return states;
}

/// What the last of the symbols may complete, in any state before it.
std::u32string completed_by_last(std::u32string_view symbols) {
  std::u32string out;
  for (const std::uint64_t state : states_after(symbols, symbols.size() - 1)) {
    ArcBuffer arcs(false);
    channel().explain({.symbols = symbols}, symbols.size() - 1, state, arcs);
    for (const Arc& arc : arcs.arcs()) {
      for (std::uint32_t i = 0; i < arc.emissions; ++i) {
        for (const Candidate& candidate : arcs.candidates(arcs.emission(arc, i)))
          out.push_back(candidate.code_point);
      }
    }
  }
  return out;
}

bool has(std::u32string_view text, char32_t cp) {
  return text.find(cp) != std::u32string_view::npos;
}

}  // namespace

TEST_CASE("PairsAsUtf8: a letter is one hanzi, or the halves of two", "[pairs_as_utf8]") {
  CHECK(completed_by_last(U"ǰ") == U"前");                 // C7 B0
  CHECK(has(completed_by_last(U"\uFFFDҲ"), U'找'));        // D5 | D2 B2: 找, and half of 不
  CHECK_FALSE(has(completed_by_last(U"\uFFFDҲ"), U'中'));  // D6 D0
  CHECK(has(completed_by_last(U"\uFFFDҲ\uFFFD"), U'不'));  // B2 BB
  CHECK_FALSE(has(completed_by_last(U"\uFFFDҲ\uFFFD"), U'的'));
}

TEST_CASE("PairsAsUtf8: marks tell that their bytes were no UTF-8", "[pairs_as_utf8]") {
  const std::u32string lost = completed_by_last(U"\uFFFD\uFFFD");
  CHECK(has(lost, U'的'));        // B5 C4
  CHECK(has(lost, U'到'));        // B5 BD
  CHECK_FALSE(has(lost, U'前'));  // C7 B0 would have come through
  CHECK(has(lost, U'文'));        // CE C4: what follows continues neither
}

TEST_CASE("PairsAsUtf8: ASCII stays, and tears what is not complete", "[pairs_as_utf8]") {
  CHECK(completed_by_last(U"a") == U"a");
  CHECK(has(completed_by_last(U"\uFFFD7"), U'\uFFFD'));
  CHECK(has(completed_by_last(U"\uFFFD7"), U'7'));
}
