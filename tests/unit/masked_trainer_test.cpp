#include "model/masked_trainer.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "model/masked_model.hpp"

using fuyuan::LanguageModel;
using fuyuan::MaskedModel;
using fuyuan::MaskedTrainer;

namespace {

/// Of each pair of paragraphs one is about chess and one about the sea; what is said at the end is
/// the same but for one character: 旗 or 期, C6EC and C6DA in GBK.
std::string write_text() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text += "船上的水手在海上走了许多天，风大浪高，远处有一面旗在那里\n";
    text += "船上的水手在海上走了许多天，风大浪高，远处有一面旗在那里\n";
    text += "学校的老师在课堂里说了许多话，书多纸厚，后面有一个期在那里\n";
    text += "学校的老师在课堂里说了许多话，书多纸厚，后面有一个期在那里\n";
  }
  return text;
}

std::string train(std::string_view text) {
  fuyuan::MaskedTrainerOptions options;
  options.warm_up = 12'000;
  options.examples = 2'000;
  options.min_character_count = 5;
  MaskedTrainer trainer(LanguageModel::embedded(), options);
  trainer.add(text);
  return trainer.train([](std::string_view) {});
}

}  // namespace

TEST_CASE("A masked model learns what a text is about", "[masked-trainer]") {
  const std::string bytes = train(write_text());
  const MaskedModel model({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  const LanguageModel& language = LanguageModel::embedded();
  const auto prefers_flag = [&](std::u32string_view text) {
    std::vector<fuyuan::Token> tokens;
    for (const char32_t cp : text) tokens.push_back(language.token(cp));
    const auto place = model.look(fuyuan::look_around(tokens, text.find(U'＿')));
    return model.score(place, language.token(U'旗')) > model.score(place, language.token(U'期'));
  };
  CHECK(prefers_flag(U"船上的水手在海上走了许多天，风大浪高，他们那边的＿"));
  CHECK(!prefers_flag(U"学校的老师在课堂里说了许多话，书多纸厚，他们那边的＿"));
}

TEST_CASE("Training a masked model is deterministic", "[masked-trainer]") {
  const std::string text = write_text();
  CHECK((train(text) == train(text)));
}

TEST_CASE("A masked model is not made of next to nothing, or of what is not UTF-8",
          "[masked-trainer]") {
  CHECK_THROWS_AS(train("太短\n"), std::runtime_error);
  CHECK_THROWS_AS(train("\xB0\xA1"), std::runtime_error);
}
