#include "model/text_scorer.hpp"

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "text/utf8.hpp"
#include "unit/tiny_model.hpp"

namespace {

using fuyuan::Context;
using fuyuan::LanguageModel;
using fuyuan::TextScorer;
using fuyuan::Token;

/// Token by token.
std::vector<float> score_plainly(const LanguageModel& model, std::u32string_view text) {
  std::vector<float> out;
  Context context = model.start();
  for (const char32_t cp : text) {
    const Token token = model.token(cp);
    const auto scored = model.score(context, token);
    out.push_back(scored.log_probability + model.spread(cp, token));
    context = model.advance(context, token, scored);
  }
  return out;
}

/// In pieces of `size`.
std::vector<float> score_by_pieces(TextScorer& scorer, std::u32string_view text, std::size_t size) {
  std::vector<float> out(text.size());
  for (std::size_t at = 0; at < text.size(); at += size) {
    const auto piece = text.substr(at, size);
    scorer.score(piece, std::span(out).subspan(at, piece.size()));
  }
  return out;
}

/// Fluent, with Latin words, rare characters, other scripts, and characters of no text at all.
std::u32string make_text() {
  std::u32string text =
      U"昨天晚上下了一场大雨，院子里的花落了一地。The end of the day，我們在學校門口等了很久；"
      U"ありがとうございます。龘靐齉齾，\uFFFD\uFFFD？\x7F\uE000😀今年前三季度营业收入同比增长"
      U"百分之十二。　";
  std::mt19937 random(5);
  const std::u32string fluent = text;
  for (int i = 0; i < 3000; ++i) text.push_back(fluent[random() % fluent.size()]);
  for (int i = 0; i < 3000; ++i) text.push_back(static_cast<char32_t>(random() % 0x30000));
  for (int i = 0; i < 20; ++i) text += fluent.substr(random() % fluent.size());
  return text;
}

}  // namespace

TEST_CASE("A text scored several tokens at a time scores the same", "[text_scorer]") {
  const std::u32string text = make_text();
  const fuyuan::testing::ModelBytes bytes(fuyuan::testing::train_tiny_model(4));
  const LanguageModel tiny(bytes.view());
  for (const LanguageModel* model : {&LanguageModel::embedded(), &tiny}) {
    const std::vector<float> expected = score_plainly(*model, text);
    for (const std::size_t size : {1, 2, 5, 31, 32, 33, 1000, 100000}) {
      CAPTURE(size);
      TextScorer scorer(*model);
      CHECK((score_by_pieces(scorer, text, size) == expected));
    }
  }
}

TEST_CASE("A scorer that is started again has forgotten what was before", "[text_scorer]") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::u32string text = U"今天天气很好，我们去公园散步。";
  TextScorer scorer(model);
  const std::vector<float> expected = score_by_pieces(scorer, text, text.size());
  CHECK(score_by_pieces(scorer, text, text.size()) != expected);
  scorer.restart();
  CHECK(score_by_pieces(scorer, text, text.size()) == expected);
}
