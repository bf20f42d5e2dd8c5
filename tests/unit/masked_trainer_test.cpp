#include "model/masked_trainer.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "model/masked_model.hpp"

using fuyuan::LanguageModel;
using fuyuan::MaskedModel;
using fuyuan::MaskedTrainer;

namespace {

/// Some paragraphs are about a ship and some about a school; what is said at the end is the same
/// but for one character: 旗 or 期, C6EC and C6DA in GBK.
std::string write_text() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    for (int twice = 0; twice < 2; ++twice) text += "船上的水手在海上走了许多天，那里有旗\n";
    for (int twice = 0; twice < 2; ++twice) text += "学校的老师在课堂里说了许多话，那里有期\n";
  }
  return text;
}

/// `warm_up`: in characters.
std::string train(std::string_view text, std::size_t warm_up) {
  fuyuan::MaskedTrainerOptions options;
  options.warm_up = warm_up;
  options.with_model = 20'000;
  options.min_character_count = 5;
  MaskedTrainer trainer(LanguageModel::embedded(), options);
  trainer.add(text);
  return trainer.train([](std::string_view) {});
}

}  // namespace

TEST_CASE("A masked model learns what a text is about", "[masked-trainer]") {
  const std::string bytes = train(write_text(), 300'000);
  const MaskedModel model({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  const LanguageModel& language = LanguageModel::embedded();
  const auto prefers_flag = [&](std::u32string_view text) {
    std::vector<fuyuan::Token> tokens;
    for (const char32_t cp : text) tokens.push_back(language.token(cp));
    const std::array<std::size_t, 1> place = {text.find(U'＿')};
    const MaskedModel::Place seen = model.look(tokens, place).front();
    return model.score(seen, language.token(U'旗')) > model.score(seen, language.token(U'期'));
  };
  CHECK(prefers_flag(U"船上的水手在海上走了许多天，那里有＿"));
  CHECK(!prefers_flag(U"学校的老师在课堂里说了许多话，那里有＿"));
}

TEST_CASE("Training a masked model is deterministic", "[masked-trainer]") {
  const std::string text = write_text();
  CHECK((train(text, 30'000) == train(text, 30'000)));
}

TEST_CASE("A masked model is not made of next to nothing, or of what is not UTF-8",
          "[masked-trainer]") {
  CHECK_THROWS_AS(train("太短\n", 1000), std::runtime_error);
  CHECK_THROWS_AS(train("\xB0\xA1", 1000), std::runtime_error);
}
