#include "channel/arc_buffer.hpp"

#include <algorithm>
#include <string_view>

#include "catch.hpp"

using fuyuan::ArcBuffer;
using fuyuan::Candidate;

namespace {

/// What each form of the character costs beside the others, in nats.
float weight_of(char32_t form, char32_t traditional, std::u32string_view unconverted) {
  ArcBuffer arcs(true, unconverted);
  arcs.open(1, 0);
  arcs.emit(traditional);
  arcs.close(0);
  const auto candidates = arcs.candidates(arcs.emission(arcs.arcs()[0], 0));
  const auto found =
      std::find_if(candidates.begin(), candidates.end(),
                   [&](const Candidate& candidate) { return candidate.code_point == form; });
  REQUIRE(found != candidates.end());
  return found->log_probability;
}

}  // namespace

TEST_CASE("A Traditional character comes out as the choice of its Simplified forms",
          "[arc_buffer]") {
  CHECK(weight_of(U'着', U'著', U"") > weight_of(U'著', U'著', U""));
  CHECK(weight_of(U'发', U'發', U"") == 0);
}

TEST_CASE("What the converter leaves alone elsewhere is no source of what it writes",
          "[arc_buffer]") {
  CHECK(weight_of(U'着', U'著', U"着") < weight_of(U'著', U'著', U"着"));
  CHECK(weight_of(U'着', U'著', U"发干") == weight_of(U'着', U'著', U""));
  // Nothing else can have become 發.
  CHECK(weight_of(U'发', U'發', U"发") == 0);
}
