#include "lattice/forward_backward.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "lattice_helpers.hpp"
#include "text/symbols.hpp"
#include "text/utf8.hpp"

using fuyuan::Channel;
using fuyuan::ForwardBackward;
using fuyuan::LanguageModel;
using fuyuan::Piece;
using fuyuan::Registry;
using fuyuan::to_utf32;
using fuyuan::to_utf8;
using fuyuan::testing::break_with;

namespace {

const Channel& pairs_as_utf8() { return *Registry::instance().find("gbk-as-utf8"); }

/// What is at least that probable, U+FFFD for each other character.
std::u32string explain(std::u32string_view line, double least) {
  ForwardBackward sums(LanguageModel::embedded(), pairs_as_utf8());
  std::u32string text;
  for (const Piece& piece : sums.explain({.symbols = line})) {
    if (piece.code_point != 0)
      text.push_back(piece.probability < least ? U'\uFFFD' : piece.code_point);
  }
  return text;
}

}  // namespace

TEST_CASE("ForwardBackward: pieces cover the line in order", "[forward_backward]") {
  const std::u32string line =
      to_utf32(break_with("gbk-as-utf8", "请在2010年5月之前到学校图书馆办理手续。", "whatwg"));
  ForwardBackward sums(LanguageModel::embedded(), pairs_as_utf8());
  const std::vector<Piece> pieces = sums.explain({.symbols = line});
  REQUIRE_FALSE(pieces.empty());
  std::uint32_t at = 0;
  for (const Piece& piece : pieces) {
    CHECK(piece.begin <= at);
    CHECK(piece.end >= at);
    CHECK(piece.probability >= 0);
    CHECK(piece.probability <= 1.0001F);
    at = piece.end;
  }
  CHECK(at == line.size());
  // A second line finds nothing of the first.
  CHECK(sums.explain({.symbols = U"2010"}).size() == 4);
  CHECK(sums.explain({.symbols = line}).size() == pieces.size());
}

TEST_CASE("ForwardBackward: what is sure is right, and there is more of it than came through",
          "[forward_backward]") {
  const std::u32string original = to_utf32(
      "全国人大常委会委员、法律委员会副主任委员出席了会议。会议指出，要进一步提高服务质量，"
      "加强基础设施建设，促进经济社会全面发展。");
  const std::u32string line = to_utf32(break_with("gbk-as-utf8", to_utf8(original), "whatwg"));
  const std::u32string text = explain(line, 0.9);
  std::size_t found = 0;
  std::size_t back = 0;
  for (const char32_t cp : text) {
    if (cp == U'\uFFFD') continue;
    CAPTURE(to_utf8(std::u32string(1, cp)));
    found = original.find(cp, found);
    REQUIRE(found != std::u32string::npos);
    ++found;
    ++back;
  }
  CHECK(back * 4 > original.size());
}

TEST_CASE("ForwardBackward: a line that the channel cannot have made explains nothing",
          "[forward_backward]") {
  // Bytes that no decoder has touched are no text that was read as UTF-8.
  CHECK(explain(std::u32string(U"ǰ") + fuyuan::raw_symbol(0x81), 0).empty());
  CHECK(explain(U"", 0).empty());
}
