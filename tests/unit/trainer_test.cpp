#include "model/trainer.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "model/language_model.hpp"
#include "unit/tiny_model.hpp"

using fuyuan::Trainer;
using fuyuan::testing::train_tiny_model;

TEST_CASE("Training is deterministic", "[trainer]") {
  const std::string once = train_tiny_model();
  CHECK(once.size() > 1000);
  CHECK((once == train_tiny_model()));
  CHECK((once != train_tiny_model(3)));
}

TEST_CASE("The description tells what the model was made of", "[trainer]") {
  const fuyuan::testing::ModelBytes bytes(train_tiny_model());
  const fuyuan::LanguageModel model(bytes.view());
  const std::string description(model.description());
  CHECK(description.find("\"tiny\"") != std::string::npos);
  CHECK(description.find("\"order\":4") != std::string::npos);
}

TEST_CASE("A smaller budget gives a smaller model", "[trainer]") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += fuyuan::testing::kTinyText;
  const auto size_within = [&](std::size_t max_bytes) {
    fuyuan::TrainerOptions options;
    options.max_bytes = max_bytes;
    options.min_character_count = 2;
    Trainer trainer(options);
    trainer.add("text", text);
    return trainer.train().size();
  };
  const std::size_t large = size_within(4'000'000);
  const std::size_t small = size_within(1000);
  CHECK(small < large);
}

TEST_CASE("Pairs left out as rare do not come back with longer n-grams", "[trainer]") {
  const auto pairs = [](std::uint32_t min_bigram_count) {
    fuyuan::TrainerOptions options;
    options.min_character_count = 2;
    options.min_bigram_count = min_bigram_count;
    options.min_trigram_count = 1;
    options.min_fourgram_count = 1;
    Trainer trainer(options);
    trainer.add("text", fuyuan::testing::kTinyText);
    const fuyuan::testing::ModelBytes bytes(trainer.train());
    return fuyuan::LanguageModel(bytes.view()).bigram_count();
  };
  const std::size_t frequent = pairs(4);
  CHECK(frequent > 0);
  CHECK(frequent * 2 < pairs(1));
}

TEST_CASE("The trainer refuses what it cannot read", "[trainer]") {
  Trainer trainer({});
  CHECK_THROWS_AS(trainer.train(), std::runtime_error);
  try {
    trainer.add("bad.txt", "好\xFF");
    FAIL("accepted text that is not UTF-8");
  } catch (const std::runtime_error& error) {
    const std::string message = error.what();
    CHECK(message.find("bad.txt") != std::string::npos);
    CHECK(message.find('3') != std::string::npos);
  }
}
