#include "channel/assembler.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Assembler;
using fuyuan::ByteCode;
using fuyuan::BytePattern;
using Step = fuyuan::Assembler::Step;

Assembler assembler(std::string_view charset) {
  return {*fuyuan::find_charset(charset), fuyuan::LanguageModel::embedded()};
}

BytePattern pattern(std::initializer_list<ByteCode> codes) {
  BytePattern out;
  for (const ByteCode code : codes) out.push(code);
  return out;
}

std::u32string candidates(const Assembler& from, const BytePattern& what) {
  std::vector<fuyuan::Candidate> list;
  from.list_candidates(what, list);
  std::u32string out;
  for (const auto& candidate : list) out.push_back(candidate.code_point);
  return out;
}

bool has(const std::u32string& list, char32_t cp) { return list.find(cp) != std::u32string::npos; }

}  // namespace

TEST_CASE("Assembling UTF-8 from known bytes", "[assembler]") {
  const Assembler utf8 = assembler("utf-8");
  CHECK(utf8.check(pattern({0xE4})) == Step::more);
  CHECK(utf8.check(pattern({0xE4, 0xB8})) == Step::more);
  CHECK(utf8.check(pattern({0xE4, 0xB8, 0xAD})) == Step::complete);
  CHECK(utf8.decode(pattern({0xE4, 0xB8, 0xAD})) == U'中');
  CHECK(utf8.check(pattern({0xE4, 0x41})) == Step::invalid);
  CHECK(utf8.check(pattern({0x80})) == Step::invalid);
  CHECK(utf8.check(pattern({0xC0})) == Step::invalid);
  CHECK(utf8.check(pattern({0xFF})) == Step::invalid);
  CHECK(utf8.check(pattern({0xE0, 0x80, 0x80})) == Step::invalid);
  CHECK(utf8.check(pattern({0xED, 0xA0, 0x80})) == Step::invalid);
  CHECK(utf8.check(pattern({0xF0, 0x9F, 0x98})) == Step::more);
  CHECK(utf8.decode(pattern({0xF0, 0x9F, 0x98, 0x80})) == U'😀');
  CHECK(utf8.missing(pattern({0xE4})) == 2);
  CHECK(utf8.missing(pattern({0xE4, 0xB8})) == 1);
  CHECK(utf8.missing(pattern({0xF0})) == 3);
  CHECK(utf8.missing(pattern({0xC3})) == 1);
}

TEST_CASE("Assembling UTF-8 with holes", "[assembler]") {
  const Assembler utf8 = assembler("utf-8");
  const ByteCode any = utf8.any_continuation();
  CHECK(utf8.check(pattern({0xE4, any})) == Step::more);
  CHECK(utf8.check(pattern({0xE4, 0xB8, any})) == Step::complete);
  CHECK(utf8.check(pattern({utf8.any_lead(), 0xB8, 0xAD})) == Step::complete);
  const std::u32string last = candidates(utf8, pattern({0xE4, 0xB8, any}));
  CHECK(has(last, U'中'));
  CHECK(has(last, U'一'));
  CHECK_FALSE(has(last, U'国'));
  CHECK(last.size() <= 64);
  CHECK(last.size() > 20);
  for (const char32_t cp : last) CHECK(cp >> 6 == U'中' >> 6);
  CHECK(has(candidates(utf8, pattern({0xE4, any, 0xAD})), U'中'));
  CHECK(has(candidates(utf8, pattern({utf8.any_lead(), 0xB8, 0xAD})), U'中'));
  CHECK(candidates(utf8, pattern({0xE4, any, any})).size() <= Assembler::kMaxCandidates);
}

TEST_CASE("Assembling GB 18030", "[assembler]") {
  const Assembler gb = assembler("gb18030");
  CHECK(gb.check(pattern({0xD6})) == Step::more);
  CHECK(gb.check(pattern({0xD6, 0xD0})) == Step::complete);
  CHECK(gb.decode(pattern({0xD6, 0xD0})) == U'中');
  CHECK(gb.check(pattern({0xD6, 0x20})) == Step::invalid);
  CHECK(gb.check(pattern({0x94, 0x39})) == Step::more);
  CHECK(gb.check(pattern({0x94, 0x39, 0xFC})) == Step::more);
  CHECK(gb.check(pattern({0x94, 0x39, 0xFC, 0x36})) == Step::complete);
  CHECK(gb.decode(pattern({0x94, 0x39, 0xFC, 0x36})) == U'😀');
  CHECK(gb.missing(pattern({0xD6})) == 1);
  CHECK(gb.missing(pattern({0x94, 0x39})) == 2);
  const std::u32string trail_lost = candidates(gb, pattern({0xD6, gb.any_continuation()}));
  CHECK(has(trail_lost, U'中'));
  CHECK(has(trail_lost, U'之'));
  CHECK(trail_lost.size() <= 190);
  const std::u32string lead_lost = candidates(gb, pattern({gb.any_lead(), 0xD0}));
  CHECK(has(lead_lost, U'中'));
  CHECK(lead_lost.size() <= 126);
  CHECK(gb.check(pattern({gb.any_lead(), gb.any_continuation()})) == Step::complete);
}

TEST_CASE("Assembling Big5", "[assembler]") {
  const Assembler big5 = assembler("big5-hkscs");
  CHECK(big5.check(pattern({0xA4})) == Step::more);
  CHECK(big5.decode(pattern({0xA4, 0xA4})) == U'中');
  CHECK(big5.decode(pattern({0xA7, 0x41})) == U'你');
  CHECK(big5.check(pattern({0xA4, 0x20})) == Step::invalid);
  CHECK(big5.decode(pattern({0x20, 0x20})) == 0);
  CHECK(has(candidates(big5, pattern({0xA4, big5.any_continuation()})), U'中'));
  CHECK(has(candidates(big5, pattern({big5.any_lead(), 0xA4})), U'中'));
}

TEST_CASE("Candidates come most frequent first and only once", "[assembler]") {
  const Assembler gb = assembler("gb18030");
  const auto& model = fuyuan::LanguageModel::embedded();
  std::u32string list = candidates(gb, pattern({gb.any_lead(), gb.any_continuation()}));
  REQUIRE(list.size() == Assembler::kMaxCandidates);
  CHECK(std::is_sorted(list.begin(), list.end(),
                       [&](char32_t a, char32_t b) { return model.token(a) < model.token(b); }));
  std::sort(list.begin(), list.end());
  CHECK(std::adjacent_find(list.begin(), list.end()) == list.end());
}

TEST_CASE("Assembling UTF-16", "[assembler]") {
  const Assembler little = assembler("utf-16le");
  CHECK(little.check(pattern({0x2D})) == Step::more);
  CHECK(little.check(pattern({0x2D, 0x4E})) == Step::complete);
  CHECK(little.decode(pattern({0x2D, 0x4E})) == U'中');
  CHECK(little.check(pattern({0x3D, 0xD8})) == Step::more);
  CHECK(little.check(pattern({0x3D, 0xD8, 0x00, 0xDE})) == Step::complete);
  CHECK(little.check(pattern({0x3D, 0xD8, 0x2D, 0x4E})) == Step::invalid);
}

TEST_CASE("What is put together was taken apart", "[assembler]") {
  for (const char* name :
       {"utf-8", "gb18030", "big5-hkscs", "shift_jis", "euc-jp", "windows-949", "euc-tw"}) {
    CAPTURE(name);
    const Assembler all = assembler(name);
    std::size_t wrong = 0;
    for (char32_t cp = 0x80; cp < 0x20000; ++cp) {
      const fuyuan::EncodedChar encoded = all.charset().encode(cp);
      // Single bytes that a charset of pairs has beside ASCII and kana are left out.
      const bool kana = cp >= 0xFF61 && cp <= 0xFF9F;
      if (encoded.length == 0 || (encoded.length == 1 && !kana)) continue;
      BytePattern bytes;
      for (int i = 0; i < encoded.length; ++i) {
        if (i > 0 && (all.check(bytes) != Step::more || all.missing(bytes) < 1)) ++wrong;
        bytes.push(encoded.bytes[i]);
      }
      const bool good = all.check(bytes) == Step::complete && all.missing(bytes) == 0 &&
                        all.decode(bytes) == all.charset().decode(encoded.view()).code_point;
      wrong += good ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("Assembler: the sign of prices, which no text of the model has", "[assembler]") {
  const std::string text =
      "<h1>晨露牌升电热水壶</h1>\n<p>市场价：<del>￥159.00</del></p>\n<p>本店价：￥128.50</p>\n"
      "<li>￥9.9 包邮</li>\n<p>本商品支持七天无理由退货，运费由买家承担。</p>\n";
  for (const char* habit : {"python", "question", "whatwg", "jdk7"}) {
    CAPTURE(habit);
    std::mt19937_64 random(1);
    const std::string broken =
        fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, habit, random);
    CHECK(fuyuan::Restorer().restore(broken).text == text);
  }
}

TEST_CASE("Assembler: what is lost of GBK was written in Simplified characters", "[assembler]") {
  const std::string text =
      "save.button=保存\nprint.footer=制表人：{0}　审核人：{1}\nerror.io=读写错误：{0}\n";
  const std::string broken = fuyuan::testing::break_with("gbk-as-big5", text, "whatwg");
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}

TEST_CASE("Assembler: four bytes of GB 18030 are a footer's sign, and no Hangul", "[assembler]") {
  const std::string text = "图片版权归作者 © 2019 小林的摄影集\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr"}) {
    CAPTURE(channel);
    const std::string broken = fuyuan::testing::break_with(channel, text, "whatwg");
    REQUIRE(broken.find("\uFFFD0\uFFFD8") != std::string::npos);
    CHECK(fuyuan::Restorer().restore(broken).text == text);
  }
}
