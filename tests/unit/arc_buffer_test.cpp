#include "channel/arc_buffer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "catch.hpp"

namespace {

using fuyuan::Arc;
using fuyuan::ArcBuffer;
using fuyuan::Candidate;

std::u32string choice(const ArcBuffer& buffer, const Arc& arc, std::uint32_t i) {
  std::u32string out;
  for (const auto& candidate : buffer.candidates(buffer.emission(arc, i))) {
    out.push_back(candidate.code_point);
  }
  return out;
}

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

TEST_CASE("Arcs keep what was emitted", "[arc_buffer]") {
  ArcBuffer buffer(false);
  buffer.open(1, -0.5F);
  buffer.emit(U'中');
  buffer.emit(U'文');
  buffer.close(7);
  buffer.open(2, -1);
  buffer.emit_choice(std::array<Candidate, 2>{{{U'甲', -1}, {U'乙', -2}}});
  buffer.close(fuyuan::ArcBuffer(true).to_simplified() ? 0 : 1);
  REQUIRE(buffer.arcs().size() == 2);
  const Arc& first = buffer.arcs()[0];
  CHECK(first.consumed == 1);
  CHECK(first.log_probability == -0.5F);
  CHECK(first.state == 7);
  REQUIRE(first.emissions == 2);
  CHECK(choice(buffer, first, 0) == U"中");
  CHECK(choice(buffer, first, 1) == U"文");
  CHECK_FALSE(buffer.emission(first, 0).inferred);
  const Arc& second = buffer.arcs()[1];
  REQUIRE(second.emissions == 1);
  CHECK(choice(buffer, second, 0) == U"甲乙");
  CHECK(buffer.emission(second, 0).inferred);
  buffer.clear();
  CHECK(buffer.arcs().empty());
}

TEST_CASE("A cancelled arc leaves no trace", "[arc_buffer]") {
  ArcBuffer buffer(false);
  buffer.open(1, 0);
  buffer.emit(U'一');
  buffer.close(0);
  buffer.open(1, 0);
  buffer.emit(U'二');
  buffer.cancel();
  buffer.open(1, 0);
  buffer.emit(U'三');
  buffer.close(0);
  REQUIRE(buffer.arcs().size() == 2);
  CHECK(choice(buffer, buffer.arcs()[0], 0) == U"一");
  CHECK(choice(buffer, buffer.arcs()[1], 0) == U"三");
}

TEST_CASE("Traditional characters become the choice of their Simplified forms", "[arc_buffer]") {
  const auto offered = [](char32_t cp, bool to_simplified) {
    ArcBuffer buffer(to_simplified);
    buffer.open(1, 0);
    buffer.emit(cp);
    buffer.close(0);
    CHECK_FALSE(buffer.emission(buffer.arcs()[0], 0).inferred);
    return choice(buffer, buffer.arcs()[0], 0);
  };
  CHECK(offered(U'發', false) == U"發");
  CHECK(offered(U'發', true) == U"发");
  CHECK(offered(U'人', true) == U"人");
  const std::u32string dry = offered(U'乾', true);
  CHECK(dry.find(U'干') != std::u32string::npos);
  CHECK(dry.find(U'乾') != std::u32string::npos);
  const std::u32string write = offered(U'著', true);
  CHECK(write.find(U'着') != std::u32string::npos);
  CHECK(write.find(U'著') != std::u32string::npos);
}

TEST_CASE("What the converter leaves alone elsewhere is no source of what it writes",
          "[arc_buffer]") {
  CHECK(weight_of(U'着', U'著', U"着") < weight_of(U'著', U'著', U"着"));
  CHECK(weight_of(U'着', U'著', U"发干") == weight_of(U'着', U'著', U""));
  // Nothing else can have become 發.
  CHECK(weight_of(U'发', U'發', U"发") == 0);
}
