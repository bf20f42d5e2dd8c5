#include "model/confusions.hpp"

#include <algorithm>

#include "catch.hpp"

using fuyuan::Confusions;
using fuyuan::LanguageModel;
using fuyuan::Token;

namespace {

const Confusions& confusions() {
  static const Confusions all(LanguageModel::embedded());
  return all;
}

/// Whether `a` and `b` look alike once only what `kind` says is left of them.
bool look_alike(char32_t a, char32_t b, Confusions::Kind kind) {
  const LanguageModel& model = LanguageModel::embedded();
  const Confusions::Set* set = confusions().find(model.token(a), kind);
  return set != nullptr &&
         std::find(set->tokens.begin(), set->tokens.end(), model.token(b)) != set->tokens.end();
}

}  // namespace

TEST_CASE("Characters look alike that share the bytes that are left", "[confusions]") {
  using Kind = Confusions::Kind;
  // In GBK 到 is B5BD, 但 B5AB, 浇 BDBD; in UTF-8 到 is E588B0, 利 E588A9, 浇 E6B587.
  CHECK(look_alike(U'到', U'但', Kind::gbk_lead));
  CHECK(!look_alike(U'到', U'浇', Kind::gbk_lead));
  CHECK(look_alike(U'到', U'浇', Kind::gbk_trail));
  CHECK(!look_alike(U'到', U'但', Kind::gbk_trail));
  CHECK(look_alike(U'到', U'利', Kind::utf8_first_two));
  CHECK(!look_alike(U'到', U'浇', Kind::utf8_first_two));
  CHECK(!look_alike(U'到', U'利', Kind::utf8_ends));
}

TEST_CASE("A character is in each of its sets, and sets are of two and more", "[confusions]") {
  const LanguageModel& model = LanguageModel::embedded();
  std::size_t memberships = 0;
  for (std::size_t i = 0; i < model.vocabulary_size(); ++i) {
    const auto token = static_cast<Token>(i);
    for (const std::uint32_t index : confusions().sets_of(token)) {
      const auto& tokens = confusions().set(index).tokens;
      REQUIRE(tokens.size() > 1);
      REQUIRE(std::binary_search(tokens.begin(), tokens.end(), token));
      ++memberships;
    }
  }
  CHECK(memberships > 20'000);
}

TEST_CASE("ASCII and classes look like nothing else", "[confusions]") {
  const LanguageModel& model = LanguageModel::embedded();
  CHECK(confusions().sets_of(model.token(U'a')).empty());
  CHECK(confusions().sets_of(model.token(U'7')).empty());
  CHECK(confusions().sets_of(fuyuan::kBoundary).empty());
}
