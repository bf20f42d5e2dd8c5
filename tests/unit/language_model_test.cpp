#include "model/language_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "model/model_format.hpp"
#include "text/utf8.hpp"
#include "unit/tiny_model.hpp"

extern "C" {
extern const unsigned char fuyuan_model[];     // NOLINT
extern const std::uint64_t fuyuan_model_size;  // NOLINT
}

namespace {

using fuyuan::Context;
using fuyuan::LanguageModel;
using fuyuan::Token;
using fuyuan::testing::ModelBytes;
using fuyuan::testing::train_tiny_model;

Context context_after(const LanguageModel& model, std::u32string_view text) {
  Context context = model.start();
  for (const char32_t cp : text) {
    const Token token = model.token(cp);
    context = model.advance(context, token, model.score(context, token));
  }
  return context;
}

double total_probability(const LanguageModel& model, const Context& context) {
  double sum = 0;
  for (std::size_t token = 0; token < model.vocabulary_size(); ++token) {
    sum += std::exp(model.score(context, static_cast<Token>(token)).log_probability);
  }
  return sum;
}

}  // namespace

TEST_CASE("Probabilities of a small model sum to one", "[language_model]") {
  for (const int order : {3, 4}) {
    CAPTURE(order);
    const ModelBytes bytes(train_tiny_model(order));
    const LanguageModel model(bytes.view());
    for (const char32_t* text : {U"", U"今", U"今天", U"今天天", U"我们去公园", U"公园里的",
                                 U"湖边有", U"the ", U"龘", U"好龘"}) {
      CAPTURE(fuyuan::to_utf8(text));
      // Quantised: bigrams in steps of 1/14, the rest to 32 levels.
      CHECK(total_probability(model, context_after(model, text)) == Approx(1.0).margin(0.12));
    }
  }
}

TEST_CASE("Probabilities of the embedded model sum to one", "[language_model]") {
  const LanguageModel& model = LanguageModel::embedded();
  for (const std::u32string text :
       {U"，", U"昨天晚上下了一场大雨，院子里的花落了一地。", U"的确如此，。是在一我不了",
        U"公司公告称，今年前三季度营业收入同比增长百分之十二。", U"我們在學校門口等了很久",
        U"ありがとうございます", U"the end of the day"}) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      CAPTURE(fuyuan::to_utf8(text.substr(0, size)));
      const double sum = total_probability(model, context_after(model, text.substr(0, size)));
      CHECK(sum == Approx(1.0).margin(0.12));
    }
  }
}

TEST_CASE("Tokens scored in ascending order score the same", "[language_model]") {
  const LanguageModel& model = LanguageModel::embedded();
  for (const char32_t* text :
       {U"", U"，", U"中国", U"今天天气", U"的", U"同比增", U"ござい", U"龘"}) {
    CAPTURE(fuyuan::to_utf8(text));
    const Context context = context_after(model, text);
    for (const std::size_t step : {1, 7, 130}) {
      LanguageModel::AscendingScorer scorer(model, context);
      std::size_t different = 0;
      for (std::size_t token = 0; token < model.vocabulary_size(); token += step) {
        const auto one = scorer.score(static_cast<Token>(token));
        const auto other = model.score(context, static_cast<Token>(token));
        different += one.log_probability == other.log_probability && one.bigram == other.bigram &&
                             one.trigram == other.trigram
                         ? 0
                         : 1;
      }
      CHECK(different == 0);
    }
  }
}

TEST_CASE("Seen text scores better than shuffled text", "[language_model]") {
  const ModelBytes bytes(train_tiny_model());
  const LanguageModel model(bytes.view());
  const std::u32string text = U"今天天气很好，我们去公园散步。公园里有很多人";
  std::u32string shuffled = text;
  std::mt19937 random(5);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    CHECK(model.score_text(text) > model.score_text(shuffled) + 10);
    CHECK(LanguageModel::embedded().score_text(text) >
          LanguageModel::embedded().score_text(shuffled) + 10);
  }
  CHECK(model.score_text(U"") == 0);
}

TEST_CASE("Misread text scores worse than the text it was made of", "[language_model]") {
  const LanguageModel& model = LanguageModel::embedded();
  CHECK(model.score_text(U"你好世界") > model.score_text(U"浣犲ソ涓栫晫") + 15);
  CHECK(model.score_text(U"当前位置") > model.score_text(U"絞ヶ弇离") + 15);
}

TEST_CASE("Tokens are found for any code point, raw bytes included", "[language_model]") {
  const LanguageModel& model = LanguageModel::embedded();
  for (const char32_t cp : {char32_t{0}, U'的', char32_t{0xFFFF}, char32_t{0x10FFFF},
                            char32_t{0x110000}, char32_t{0x800000FF}, char32_t{0xFFFFFFFF}}) {
    CHECK(model.token(cp) < model.vocabulary_size());
    CHECK(std::isfinite(model.score_text({&cp, 1})));
  }
  CHECK(model.token(U'A') == model.token(U'a'));
  CHECK(model.spread(U'A', model.token(U'A')) < model.spread(U'a', model.token(U'a')));
  CHECK(model.code_point(model.token(U'的')) == U'的');
  CHECK(model.code_point(fuyuan::kBoundary) == 0);
}

TEST_CASE("Successors are the bigrams of a token, ascending", "[language_model]") {
  const ModelBytes bytes(train_tiny_model());
  const LanguageModel model(bytes.view());
  const auto after = model.successors(model.token(U'公'));
  REQUIRE(after.size() >= 1);
  CHECK(std::is_sorted(after.begin(), after.end()));
  CHECK(std::find(after.begin(), after.end(), model.token(U'园')) != after.end());
  std::size_t all = 0;
  for (std::size_t token = 0; token < model.vocabulary_size(); ++token) {
    all += model.successors(static_cast<Token>(token)).size();
  }
  CHECK(all == model.bigram_count());
}

TEST_CASE("A boundary starts afresh", "[language_model]") {
  const LanguageModel& model = LanguageModel::embedded();
  CHECK(context_after(model, U"今天天气\n").key() == model.start().key());
  CHECK(context_after(model, U"今天").key() == context_after(model, U"昨晚\n今天").key());
}

TEST_CASE("The model of the executable is whole", "[language_model]") {
  CHECK_NOTHROW(LanguageModel({fuyuan_model, fuyuan_model_size}));
}

TEST_CASE("A damaged model is refused or read, and never ends the program", "[language_model]") {
  const std::string good = train_tiny_model();
  std::mt19937_64 random(7);
  int refused = 0;
  int read = 0;
  for (int i = 0; i < 300; ++i) {
    std::string bytes = good;
    for (int j = 0; j <= i % 8; ++j) bytes[random() % bytes.size()] = static_cast<char>(random());
    const ModelBytes kept(bytes);
    try {
      const LanguageModel model(kept.view());
      const double score = model.score_text(U"今天天气很好，公园里的人多。abc123");
      CHECK(std::isfinite(score));
      ++read;
    } catch (const std::runtime_error&) {
      ++refused;
    }
  }
  // Both ways were gone.
  CHECK(read > 0);
  CHECK(refused > 0);
}

TEST_CASE("What is no model is refused", "[language_model]") {
  const std::string good = train_tiny_model();
  const auto read = [](const std::string& bytes) {
    const ModelBytes kept(bytes);
    const LanguageModel model(kept.view());
  };
  CHECK_NOTHROW(read(good));
  CHECK_THROWS_AS(read(""), std::runtime_error);
  CHECK_THROWS_AS(read("FYLM0002"), std::runtime_error);
  for (const std::size_t size :
       {std::size_t{10}, std::size_t{200}, good.size() / 2, good.size() - 8, good.size() - 1}) {
    CAPTURE(size);
    CHECK_THROWS_AS(read(good.substr(0, size)), std::runtime_error);
  }
  CHECK_THROWS_AS(read(good + "x"), std::runtime_error);
  std::string other = good;
  other[7] = '9';
  CHECK_THROWS_AS(read(other), std::runtime_error);
  // Numbers that point outside of what they count in.
  fuyuan::ModelHeader header{};
  std::memcpy(&header, good.data(), sizeof header);
  for (const auto section : {fuyuan::ModelHeader::page_index, fuyuan::ModelHeader::pages,
                             fuyuan::ModelHeader::rows, fuyuan::ModelHeader::bigram_ids}) {
    CAPTURE(section);
    other = good;
    other.replace(header.offset[section], header.size[section], header.size[section], '\xFF');
    CHECK_THROWS_AS(read(other), std::runtime_error);
  }
  for (const std::uint32_t vocabulary : {0U, 1U, header.vocabulary - 1, 10'000'000U}) {
    other = good;
    std::memcpy(other.data() + offsetof(fuyuan::ModelHeader, vocabulary), &vocabulary, 4);
    CHECK_THROWS_AS(read(other), std::runtime_error);
  }
  // A section that points outside the file.
  other = good;
  for (std::size_t at = 32; at < 40; ++at) other[at] = '\x7F';
  CHECK_THROWS_AS(read(other), std::runtime_error);
}

TEST_CASE("Tokens of one character are numbered by their shares of all text", "[model]") {
  const LanguageModel& model = LanguageModel::embedded();
  float last = 0;
  for (std::size_t token = 1; token < model.vocabulary_size(); ++token) {
    const auto each = static_cast<fuyuan::Token>(token);
    if (model.code_point(each) == 0) continue;
    REQUIRE(model.unigram(each) <= last);
    last = model.unigram(each);
  }
}
