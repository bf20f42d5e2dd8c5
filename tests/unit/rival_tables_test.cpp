#include "restore/hypotheses/rival_tables.hpp"

#include "catch.hpp"
#include "restore/restorer.hpp"

using fuyuan::Ranked;

namespace {

Ranked make(const char* channel, double gain, std::u32string text) {
  Ranked ranked;
  ranked.channel = fuyuan::Registry::instance().find_misread(channel);
  ranked.gain = gain;
  ranked.text = std::move(text);
  return ranked;
}

const Ranked& first_of(std::vector<Ranked>& ranked) {
  fuyuan::weigh_rival_tables(ranked, fuyuan::LanguageModel::embedded(),
                             fuyuan::MaskedModel::embedded());
  return ranked[0];
}

}  // namespace

TEST_CASE("Rival tables: the text around decides between what costs nearly the same",
          "[rival_tables]") {
  std::vector<Ranked> ranked = {make("gbk-as-big5", 52.9, U"源汇遣泰山路"),
                                make("gbk-as-big5-hkscs", 52.8, U"源汇区泰山路")};
  CHECK(first_of(ranked).text == U"源汇区泰山路");
  CHECK(first_of(ranked).text == U"源汇区泰山路");
}

TEST_CASE("Rival tables: other channels, the same text and a clear lead stay in order",
          "[rival_tables]") {
  std::vector<Ranked> clear = {make("gbk-as-big5", 52.9, U"派遣工人去修路"),
                               make("gbk-as-big5-hkscs", 52.9, U"派区工人去修路")};
  CHECK(first_of(clear).text == U"派遣工人去修路");
  std::vector<Ranked> others = {make("gbk-as-big5", 52.9, U"源汇遣泰山路"),
                                make("gbk-as-euc-kr", 52.8, U"源汇区泰山路")};
  CHECK(first_of(others).text == U"源汇遣泰山路");
  std::vector<Ranked> same = {make("gbk-as-big5", 52.9, U"泰山路"),
                              make("gbk-as-big5-hkscs", 52.9, U"泰山路")};
  CHECK(first_of(same).channel->name() == "gbk-as-big5");
  std::vector<Ranked> alone = {make("gbk-as-big5", 52.9, U"泰山路")};
  CHECK(first_of(alone).channel->name() == "gbk-as-big5");
}

TEST_CASE("A symbol that Big5 has at two places comes back as what stands there",
          "[restorer][rival_tables]") {
  CHECK(fuyuan::Restorer().restore("埭颯Е怍刓繚\n").text == "源汇区泰山路\n");
}
