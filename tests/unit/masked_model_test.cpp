#include "model/masked_model.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"

using fuyuan::kBoundary;
using fuyuan::LanguageModel;
using fuyuan::look_around;
using fuyuan::MaskedModel;
using fuyuan::MaskedShape;
using fuyuan::Surroundings;
using fuyuan::Token;

namespace {

std::vector<Token> tokens_of(std::u32string_view text) {
  std::vector<Token> out;
  for (const char32_t cp : text) out.push_back(LanguageModel::embedded().token(cp));
  return out;
}

/// How much likelier `a` is than `b` at the place of ＿, in nats, beyond what n-grams say.
float compare(std::u32string_view text, char32_t a, char32_t b) {
  const MaskedModel& model = MaskedModel::embedded();
  const auto tokens = tokens_of(text);
  const auto place = model.look(look_around(tokens, text.find(U'＿')));
  const LanguageModel& language = LanguageModel::embedded();
  return model.score(place, language.token(a)) - model.score(place, language.token(b));
}

}  // namespace

TEST_CASE("Surroundings end where the paragraph does", "[masked]") {
  std::vector<Token> text = {7, 8, 9, kBoundary, 1, 2, 3, kBoundary, 9};
  const Surroundings around = look_around(text, 5);
  const std::array<Token, 2 * MaskedShape::kNear> near = {0, 0, 0, 0, 1, 3, 0, 0, 0, 0};
  CHECK(around.near == near);
  CHECK(around.left.empty());
  CHECK(around.right.empty());
}

TEST_CASE("What is farther away is seen as well, up to a limit", "[masked]") {
  std::vector<Token> text(300);
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<Token>(i + 1);
  const Surroundings around = look_around(text, 150);
  CHECK(around.near[MaskedShape::kNear - 1] == 150);
  CHECK(around.near[MaskedShape::kNear] == 152);
  CHECK(around.left.size() == MaskedShape::kFar - MaskedShape::kNear);
  CHECK(around.right.size() == MaskedShape::kFar - MaskedShape::kNear);
  CHECK(around.left.back() == 151 - MaskedShape::kNear - 1);
  CHECK(around.right.front() == 151 + MaskedShape::kNear + 1);
  const Surroundings first = look_around(text, 0);
  CHECK(first.left.empty());
  CHECK(first.near[MaskedShape::kNear - 1] == kBoundary);
  CHECK(first.right.size() == MaskedShape::kFar - MaskedShape::kNear);
}

TEST_CASE("The surroundings tell what n-grams are too short for", "[masked]") {
  CHECK(compare(U"锅里的水开了，她把切好的土豆和＿放进去，加了一勺盐", U'肉', U'若') > 0.3F);
  CHECK(compare(U"球队在最后一分钟攻入一＿，全场的球迷都站了起来", U'球', U'求') > 0.3F);
  CHECK(compare(U"男孩子不会抽烟、＿不会喝酒，平时就知道干活", U'又', U'永') > 0.3F);
  const float of_rivers =
      compare(U"河里的水又黑又臭，村民们都说该好好治＿了，环保局也来看过", U'理', U'疗');
  const float of_patients =
      compare(U"医生说病人的情况不好，要马上送到医院去治＿，不能再等了", U'理', U'疗');
  CHECK(of_rivers > of_patients + 0.3F);
}

TEST_CASE("What is not known takes part without harm", "[masked]") {
  const MaskedModel& model = MaskedModel::embedded();
  auto tokens = tokens_of(U"两位老人坐在树下，面前摆着棋盘");
  for (Token& token : tokens) token = model.unknown();
  const auto place = model.look(look_around(tokens, 10));
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
