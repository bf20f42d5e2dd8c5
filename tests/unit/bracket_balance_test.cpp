#include "lattice/bracket_balance.hpp"

#include <string_view>
#include <vector>

#include "catch.hpp"

namespace fuyuan {
namespace {

/// One piece a character; `?` stands for an inferred full stop.
std::vector<Piece> pieces_of(std::u32string_view text) {
  std::vector<Piece> pieces;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const bool guessed = text[at] == U'?';
    pieces.push_back({at, at + 1, guessed ? U'。' : text[at], 0, guessed, 1});
  }
  return pieces;
}

TEST_CASE("BracketBalance calls for the partner of what stands alone", "[bracket_balance]") {
  const BracketBalance balance(LanguageModel::embedded(),
                               pieces_of(U"他说：“我明天就回来?随后挂断了电话"));
  REQUIRE(balance.matters());
  CHECK(balance.log_probability(10, U'”') > 0);
  CHECK(balance.log_probability(10, U'“') < 0);
  CHECK(balance.log_probability(10, U'）') < 0);
  CHECK(balance.log_probability(10, U'好') == 0);
  CHECK(balance.log_probability(2, U'”') < 0);  // before it was opened
}

TEST_CASE("BracketBalance looks for an opening bracket before the closing one",
          "[bracket_balance]") {
  const BracketBalance balance(LanguageModel::embedded(), pieces_of(U"著有?红楼梦》等书"));
  REQUIRE(balance.matters());
  CHECK(balance.log_probability(2, U'《') > 0);
  CHECK(balance.log_probability(8, U'《') < 0);
}

TEST_CASE("BracketBalance has nothing to say where all are paired", "[bracket_balance]") {
  CHECK_FALSE(BracketBalance(LanguageModel::embedded(), pieces_of(U"“很好”（完?")).matters() ==
              BracketBalance(LanguageModel::embedded(), pieces_of(U"“很好”（完）?")).matters());
  CHECK_FALSE(BracketBalance(LanguageModel::embedded(), pieces_of(U"“没有破损”")).matters());
}

TEST_CASE("BracketBalance takes both widths of parentheses for pairs, and no list for a bracket",
          "[bracket_balance]") {
  CHECK_FALSE(BracketBalance(LanguageModel::embedded(), pieces_of(U"第一（见附件)?")).matters());
  CHECK_FALSE(BracketBalance(LanguageModel::embedded(), pieces_of(U"1)打开包装?")).matters());
}

TEST_CASE("BracketBalance expects less where much is destroyed", "[bracket_balance]") {
  const BracketBalance few(LanguageModel::embedded(),
                           pieces_of(U"“今天天气很好我们出去走走吧你说呢?"));
  const BracketBalance many(LanguageModel::embedded(), pieces_of(U"“今?天?很?我?出?走?吧?"));
  CHECK(few.log_probability(3, U'）') < many.log_probability(3, U'）'));
}

TEST_CASE("BracketBalance lets brackets be lost in pairs where they were before",
          "[bracket_balance]") {
  std::vector<Piece> pieces = pieces_of(U"下列信息（一）名称（二）地址（三）电话？");
  const BracketBalance known(LanguageModel::embedded(), [&] {
    std::vector<Piece> marked = pieces;
    marked.back().inferred = true;
    return marked;
  }());
  for (Piece& piece : pieces)
    piece.inferred = piece.code_point == U'（' || piece.code_point == U'）';
  const BracketBalance lost(LanguageModel::embedded(), pieces);
  CHECK(known.log_probability(8, U'（') < -1.5);
  CHECK(lost.log_probability(8, U'（') > -0.5);
}

}  // namespace
}  // namespace fuyuan
