#include "restore/hypotheses/sure_decode.hpp"

#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "property/corpus.hpp"
#include "restore/decode/quick_decode.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

const fuyuan::LanguageModel& model() { return fuyuan::LanguageModel::embedded(); }

const fuyuan::Misread& channel(std::string_view name) {
  const fuyuan::Misread* found = fuyuan::Registry::instance().find_misread(name);
  REQUIRE(found != nullptr);
  return *found;
}

std::string decode_surely(std::string_view name, std::string_view line) {
  const std::u32string symbols = fuyuan::to_utf32(line);
  const auto text =
      fuyuan::decode_surely(channel(name), symbols, fuyuan::scan_line(symbols, model()));
  return text ? fuyuan::to_utf8(*text) : "";
}

}  // namespace

TEST_CASE("Decoding exactly gives what decoding with a price gives", "[sure_decode]") {
  std::size_t exact = 0;
  std::size_t other = 0;
  for (const auto& [name, broken] : fuyuan::testing::broken_texts()) {
    const std::u32string symbols =
        fuyuan::to_utf32(std::string_view(broken).substr(0, broken.find('\n')).substr(0, 600));
    for (const fuyuan::Misread* each : fuyuan::Registry::instance().misreads()) {
      const fuyuan::QuickDecode plain = fuyuan::quick_decode(*each, symbols, model());
      const auto text = fuyuan::decode_exactly(*each, symbols);
      CAPTURE(name, each->name());
      if (text) {
        CHECK(*text == plain.text);
        CHECK(plain.is_lossless());
        CHECK_FALSE(plain.is_ambiguous);
        ++exact;
      } else {
        ++other;
      }
    }
  }
  CHECK(exact > 100);
  CHECK(other > 1000);
}

TEST_CASE("A line of Chinese that every byte tells of needs no closer look", "[sure_decode]") {
  const std::string text = "图书馆周六上午开放，欢迎同学们前来借阅各类图书。";
  for (const char* name : {"utf8-as-windows-1252", "gbk-as-windows-1252", "gbk-as-koi8-r"}) {
    CAPTURE(name);
    CHECK(decode_surely(name, fuyuan::testing::break_with(name, text, "")) == text);
  }
}

TEST_CASE("What leaves a choice is left to the closer look", "[sure_decode]") {
  const char* name = "gbk-as-windows-1252";
  const auto broken = [&](std::string_view text) {
    return decode_surely(name, fuyuan::testing::break_with(name, text, ""));
  };
  CHECK(broken("图书馆周六上午开放，欢迎同学们前来借阅图书。") != "");
  // Too short.
  CHECK(broken("周六开放") == "");
  // A question mark may stand for two bytes.
  CHECK(broken("图书馆周六上午开放吗?欢迎同学们前来借阅图书。") == "");
  // Rare characters, and Traditional ones.
  CHECK(broken("彧囍昶淼鑫焱垚赟翀嫘祎婠旻晟") == "");
  CHECK(broken("圖書館週六上午開放，歡迎同學們前來借閱圖書。") == "");
  // Healthy as it is.
  CHECK(decode_surely(name, "图书馆周六上午开放，欢迎同学们前来借阅图书。") == "");
}
