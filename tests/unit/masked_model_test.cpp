#include "model/masked_model.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"

extern "C" {
extern const unsigned char fuyuan_masked[];     // NOLINT
extern const std::uint64_t fuyuan_masked_size;  // NOLINT
}

using fuyuan::kBoundary;
using fuyuan::LanguageModel;
using fuyuan::MaskedModel;
using fuyuan::MaskedShape;
using fuyuan::Token;

namespace {

std::vector<Token> tokens_of(std::u32string_view text) {
  std::vector<Token> out;
  for (const char32_t cp : text) out.push_back(LanguageModel::embedded().token(cp));
  return out;
}

/// What the model sees at `place` of `text`.
MaskedModel::Place look_at(const std::vector<Token>& text, std::size_t place) {
  return MaskedModel::embedded().look(text, std::array<std::size_t, 1>{place}).front();
}

/// How much likelier `a` is than `b` at the place of ＿, in nats, beyond what n-grams say.
float compare(std::u32string_view text, char32_t a, char32_t b) {
  const MaskedModel& model = MaskedModel::embedded();
  const MaskedModel::Place seen = look_at(tokens_of(text), text.find(U'＿'));
  const LanguageModel& language = LanguageModel::embedded();
  return model.score(seen, language.token(a)) - model.score(seen, language.token(b));
}

}  // namespace

TEST_CASE("What stands at a place is not seen there, but what is around is", "[masked]") {
  const auto text = tokens_of(U"两位老人坐在树下，面前摆着棋盘，旁边围着人看");
  const auto hidden = tokens_of(U"两位老人坐在树下，面前摆着＿盘，旁边围着人看");
  const auto other = tokens_of(U"两位老人坐在树下，面前摆着棋子，旁边围着人看");
  CHECK(look_at(text, 13) == look_at(hidden, 13));
  CHECK(look_at(text, 12) != look_at(hidden, 12));
  CHECK(look_at(text, 13) != look_at(other, 13));
}

TEST_CASE("A paragraph is read up to its ends", "[masked]") {
  const auto text = tokens_of(U"两位老人坐在树下，面前摆着棋盘");
  auto between = tokens_of(U"他们在海上");
  between.push_back(kBoundary);
  between.insert(between.end(), text.begin(), text.end());
  between.push_back(kBoundary);
  for (const Token token : tokens_of(U"风大浪高")) between.push_back(token);
  CHECK(look_at(between, 6 + 13) == look_at(text, 13));
}

TEST_CASE("What is too far away is not read", "[masked]") {
  std::vector<Token> text(1000, LanguageModel::embedded().token(U'的'));
  const auto before = look_at(text, 500);
  text[500 - MaskedShape::kReach - 1] = LanguageModel::embedded().token(U'海');
  text[500 + MaskedShape::kReach + 1] = LanguageModel::embedded().token(U'海');
  CHECK(look_at(text, 500) == before);
}

TEST_CASE("Many places of a long text are seen as one by one", "[masked]") {
  auto paragraph = tokens_of(U"船上的水手在海上走了许多天，风大浪高。");
  paragraph.push_back(kBoundary);
  std::vector<Token> text;
  for (int i = 0; i < 60; ++i) text.insert(text.end(), paragraph.begin(), paragraph.end());
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < text.size(); place += 7) places.push_back(place);
  const auto seen = MaskedModel::embedded().look(text, places);
  REQUIRE(seen.size() == places.size());
  for (std::size_t i = 0; i < places.size(); ++i) CHECK(seen[i] == look_at(text, places[i]));
}

TEST_CASE("The surroundings tell what n-grams are too short for", "[masked]") {
  CHECK(compare(U"锅里的水开了，她把切好的土豆和＿放进去，加了一勺盐", U'肉', U'若') > 0.3F);
  CHECK(compare(U"球队在最后一分钟攻入一＿，全场的球迷都站了起来", U'球', U'求') > 0.3F);
  CHECK(compare(U"男孩子不会抽烟、＿不会喝酒，平时就知道干活", U'又', U'永') > 0.3F);
  const float of_fishing =
      compare(U"渔民们天不亮就出海，傍晚才把＿开回码头，卖完鱼回家", U'船', U'般');
  const float of_singing =
      compare(U"她唱得很动听，声音像泉水＿清澈，台下的人都听呆了", U'船', U'般');
  CHECK(of_fishing > of_singing + 0.3F);
}

TEST_CASE("What is not known takes part without harm", "[masked]") {
  const MaskedModel& model = MaskedModel::embedded();
  auto tokens = tokens_of(U"两位老人坐在树下，面前摆着棋盘");
  for (Token& token : tokens) token = model.unknown();
  const MaskedModel::Place place = look_at(tokens, 10);
  const float score = model.score(place, LanguageModel::embedded().token(U'棋'));
  CHECK(std::isfinite(score));
}

TEST_CASE("What is no masked model is refused", "[masked]") {
  const auto load = [](std::string bytes) {
    MaskedModel({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  };
  CHECK_THROWS_AS(load(""), std::runtime_error);
  CHECK_THROWS_AS(load("FYMM0001"), std::runtime_error);
  CHECK_THROWS_AS(load(std::string(1000, 'x')), std::runtime_error);
}

TEST_CASE("What was seen lately is what is seen", "[masked]") {
  std::string bytes(reinterpret_cast<const char*>(fuyuan_masked), fuyuan_masked_size);
  // A model of its own has seen nothing yet.
  const MaskedModel anew({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  const auto text = tokens_of(U"天刚亮，码头上已经挤满了等船的人，行李堆得到处都是");
  const std::vector<std::size_t> few = {3, 9};
  const std::vector<std::size_t> others = {3, 10};
  const auto first = MaskedModel::embedded().look(text, few);
  const auto apart = MaskedModel::embedded().look(text, others);
  CHECK(MaskedModel::embedded().look(text, few) == first);
  CHECK(MaskedModel::embedded().look(text, others) == apart);
  CHECK(anew.look(text, few) == first);
  CHECK(anew.look(text, others) == apart);
}
