#include "catch.hpp"
#include "cli/eval/documents.hpp"
#include "text/utf8.hpp"

using fuyuan::eval::choose_documents;
using fuyuan::eval::Language;
using fuyuan::eval::Shape;
using fuyuan::eval::Text;

namespace {

const Text& simplified() {
  static const Text text{"dev.zh-hans.own.txt.zst",
                         "春天来了，河边的柳树发芽了。\n"
                         "好\n"
                         "A1：老师让我们每个人写一篇观察日记。\n"
                         "我选了校门口的那棵老槐树，因为它的样子特别古怪。\n"};
  return text;
}

}  // namespace

TEST_CASE("Evaluation texts: the name says the language", "[eval]") {
  CHECK(simplified().language() == Language::simplified);
  CHECK(Text{"zh-hant.txt", ""}.language() == Language::traditional);
  CHECK(Text{"dev.ja.txt", ""}.language() == Language::japanese);
  CHECK(Text{"dev.ko.txt.zst", ""}.language() == Language::korean);
  CHECK(Text{"notes.txt", ""}.language() == Language::other);
  CHECK(simplified().label() == "zh-hans.own");
}

TEST_CASE("Evaluation documents: whole paragraphs, a single character left out", "[eval]") {
  const auto all = choose_documents(simplified(), {}, 10);
  REQUIRE(all.size() == 3);
  CHECK(all[0] == "春天来了，河边的柳树发芽了。");
}

TEST_CASE("Evaluation documents: at most so many, spread over the text", "[eval]") {
  Text text{"zh-hans.txt", ""};
  for (int i = 0; i < 100; ++i) text.text += "第" + std::to_string(i) + "段文字。\n";
  const auto some = choose_documents(text, {}, 4);
  REQUIRE(some.size() == 4);
  CHECK(some[0] == "第0段文字。");
  CHECK(some[3] == "第75段文字。");
}

TEST_CASE("Evaluation documents: cut to exactly the length, short paragraphs joined", "[eval]") {
  for (const std::size_t length : {5, 20, 30}) {
    const auto all = choose_documents(simplified(), {Shape::Kind::cut, length}, 10);
    REQUIRE_FALSE(all.empty());
    for (const std::string& document : all) CHECK(fuyuan::to_utf32(document).size() == length);
  }
  const auto joined = choose_documents(simplified(), {Shape::Kind::cut, 20}, 10);
  CHECK(joined[0] == "春天来了，河边的柳树发芽了。\nA1：老师");
  CHECK(choose_documents(simplified(), {Shape::Kind::cut, 1000}, 10).empty());
}

TEST_CASE("Evaluation documents: runs of letters of the language", "[eval]") {
  const auto all = choose_documents(simplified(), {Shape::Kind::run, 6}, 10);
  CHECK(all == std::vector<std::string>{"河边的柳树发", "老师让我们每", "我选了校门口"});
  const Text korean{"dev.ko.txt", "오늘 도서관에서 책을 읽었다.\n"};
  CHECK(choose_documents(korean, {Shape::Kind::run, 4}, 10) ==
        std::vector<std::string>{"도서관에"});
  const Text other{"other.txt", "an English sentence without any of that\n"};
  CHECK(choose_documents(other, {Shape::Kind::run, 2}, 10).empty());
}
