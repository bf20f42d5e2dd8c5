#include "channel/misread.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "charset/decoder_habit.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::ArcBuffer;
using fuyuan::Channel;
using fuyuan::Registry;
using fuyuan::testing::best_original;
using fuyuan::testing::break_with;

/// Follows the most probable arc of each position: what a lossless misread comes to without a
/// model.
std::u32string follow_best(const Channel& channel, std::u32string_view line) {
  std::u32string out;
  std::uint64_t state = fuyuan::kRest;
  ArcBuffer arcs(false);
  for (std::size_t at = 0; at < line.size();) {
    arcs.clear();
    channel.explain({line}, at, state, arcs);
    if (arcs.arcs().empty()) return out + U"⟂";
    const fuyuan::Arc* best = &arcs.arcs()[0];
    for (const fuyuan::Arc& arc : arcs.arcs()) {
      if (arc.log_probability > best->log_probability) best = &arc;
    }
    for (std::uint32_t i = 0; i < best->emissions; ++i) {
      out.push_back(arcs.candidates(arcs.emission(*best, i))[0].code_point);
    }
    state = best->state;
    at += best->consumed;
  }
  return fuyuan::is_rest(state) ? out : out + U"…";
}

struct Pair {
  const char* channel;
  const char* habit;
  const char* healthy;
  const char* broken;
};

}  // namespace

TEST_CASE("Misread: damage is what the wild shows", "[misread]") {
  // Row numbers are those of the list of shapes that the project keeps.
  const Pair pairs[] = {
      {"utf8-as-gbk", "python", "你好", "浣犲ソ"},                                // 1
      {"utf8-as-gbk", "python", "你好世界", "浣犲ソ涓栫晫"},                      // 1
      {"utf8-as-gbk", "windows", "你好吗", "浣犲ソ鍚?"},                          // 3
      {"utf8-as-gbk", "python", "你好吗", "浣犲ソ鍚\xEF\xBF\xBD"},                // 3
      {"gbk-as-windows-1252", "whatwg", "你好", "ÄãºÃ"},                          // 4
      {"gbk-as-big5", "whatwg", "你好", "斕疑"},                                  // 5
      {"gbk-as-big5", "whatwg", "中文", "笢恅"},                                  // 5
      {"gbk-as-big5", "python", "当前位置", "絞ヶ弇离"},                          // 5
      {"big5-as-gbk", "whatwg", "繁體中文", "羉砰いゅ"},                          // 6
      {"utf8-as-windows-1252", "whatwg", "你好", "ä½\xC2\xA0å¥½"},                // 7, 8
      {"utf8-as-windows-1251", "whatwg", "你好", "дЅ\xC2\xA0еҐЅ"},                // 9
      {"utf8-as-koi8-r", "whatwg", "你好", "Д╫═Е╔╫"},                             // 9
      {"utf8-as-cp437", "whatwg", "你好", "Σ╜áσÑ╜"},                              // 9
      {"utf8-as-cp850", "whatwg", "你好", "õ¢áÕÑ¢"},                              // 9
      {"utf8-as-macroman", "whatwg", "你好", "‰Ω†Â•Ω"},                           // 9
      {"utf8-as-windows-1250", "whatwg", "你好", "ä˝\xC2\xA0ĺĄ˝"},                // 9
      {"gbk-as-windows-1251", "whatwg", "你好", "ДгєГ"},                          // 10
      {"gbk-as-koi8-r", "whatwg", "你好", "дЦ╨ц"},                                // 10
      {"gbk-as-cp437", "whatwg", "你好", "─π║├"},                                 // 10
      {"gbk-as-cp437", "whatwg", "中文", "╓╨╬─"},                                 // 10
      {"gbk-as-cp850", "whatwg", "你好", "─Ò║├"},                                 // 10
      {"gbk-as-windows-1250", "whatwg", "你好", "ÄăşĂ"},                          // 10
      {"gbk-as-windows-1253", "whatwg", "你好", "ΔγΊΓ"},                          // 10
      {"gbk-as-windows-1256", "whatwg", "你好", "ؤم؛أ"},                          // 10
      {"gbk-as-windows-874", "whatwg", "你好", "ฤใบร"},                           // 10
      {"gbk-as-iso-8859-5", "whatwg", "你好", "ФуКУ"},                            // 10
      {"gbk-as-macroman", "whatwg", "你好", "ƒ„∫√"},                              // 10
      {"gbk-as-cp866", "whatwg", "你好", "─у║├"},                                 // 10
      {"gbk-as-euc-kr", "whatwg", "你好", "콱봤"},                                // 11
      {"gbk-as-euc-jp", "whatwg", "你好", "低挫"},                                // 12
      {"gbk-as-shift-jis", "whatwg", "当前位置", "ｵｱﾇｰﾎｻﾖﾃ"},                     // 13
      {"utf8-as-shift-jis", "windows", "当前位置", "蠖灘燕菴咲ｽｮ"},               // 14
      {"shift-jis-as-gbk", "whatwg", "日本語", "擔杮岅"},                         // 15
      {"euc-kr-as-gbk", "whatwg", "한국어", "茄惫绢"},                            // 15
      {"gbk-as-utf8", "python", "你好", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // 19
      {"gbk-guessed", "", "内相关函数", "ÄÚÏà¹غ¯Êý"},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.channel, pair.habit, pair.healthy);
    CHECK(break_with(pair.channel, pair.healthy, pair.habit) == pair.broken);
  }
}

TEST_CASE("Misread: damage in several steps", "[misread]") {
  // 16
  const std::string once = break_with("utf8-as-windows-1252", "中");
  CHECK(break_with("utf8-as-windows-1252", once) == "Ã¤Â¸Â\xC2\xAD");
  // 17
  CHECK(break_with("utf8-as-gbk", break_with("gbk-as-windows-1252", "你好")) == "脛茫潞脙");
  // 18
  std::u32string twice;
  for (const char32_t cp :
       fuyuan::to_utf32(break_with("utf8-as-gbk", break_with("utf8-as-gbk", "你好世界")))) {
    if (cp < 0xE000 || cp > 0xF8FF) twice.push_back(cp);  // not seen on pages
  }
  CHECK(fuyuan::to_utf8(twice) == "娴ｇ姴銈芥稉鏍櫕");
}

TEST_CASE("Misread: what Windows and Java lose", "[misread]") {
  CHECK(break_with("utf8-as-gbk", "发送 VDPA", "windows") == "鍙戦€?VDPA");
  CHECK(break_with("utf8-as-gbk", "存在的文件\",", "windows") == "瀛樺湪鐨勬枃浠?,");
  CHECK(break_with("utf8-as-gbk", "简单 Agent", "windows") == "绠€鍗?Agent");
  CHECK(break_with("utf8-as-gbk", "简单", "java") == "绠\xEF\xBF\xBD崟");
}

TEST_CASE("Misread: lossless damage is undone arc by arc", "[misread]") {
  const Pair pairs[] = {
      {"utf8-as-gbk", "", "你好世界", "浣犲ソ涓栫晫"},
      {"gbk-as-big5", "", "当前位置", "絞ヶ弇离"},
      {"gbk-as-windows-1252", "", "你好", "ÄãºÃ"},
      {"utf8-as-windows-1252", "", "你好", "ä½\xC2\xA0å¥½"},
      {"gbk-as-shift-jis", "", "当前位置", "ｵｱﾇｰﾎｻﾖﾃ"},
      {"gbk-as-euc-kr", "", "你好", "콱봤"},
      {"gbk-as-euc-jp", "", "你好", "低挫"},
      {"big5-as-gbk", "", "繁體中文", "羉砰いゅ"},
      {"shift-jis-as-gbk", "", "日本語", "擔杮岅"},
      {"euc-kr-as-gbk", "", "한국어", "茄惫绢"},
      {"utf8-as-cp437", "", "你好", "Σ╜áσÑ╜"},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.channel);
    const Channel* channel = Registry::instance().find(pair.channel);
    REQUIRE(channel != nullptr);
    CHECK(fuyuan::to_utf8(follow_best(*channel, fuyuan::to_utf32(pair.broken))) == pair.healthy);
  }
}

TEST_CASE("Misread: ASCII goes through, impossible symbols do not", "[misread]") {
  const Channel* channel = Registry::instance().find("utf8-as-gbk");
  CHECK(follow_best(*channel, U"abc 123") == U"abc 123");
  ArcBuffer arcs(false);
  channel->explain({U"한"}, 0, fuyuan::kRest, arcs);
  CHECK(arcs.arcs().empty());
}

TEST_CASE("Misread: every arc is sound", "[misread]") {
  const std::u32string line = U"瀛樺€?湪,\xFFFD鐨 ä½\xA0?（）한ｵｱ\xE5E5";
  for (const fuyuan::Misread* channel : Registry::instance().misreads()) {
    CAPTURE(std::string(channel->name()));
    std::vector<std::uint64_t> states = {fuyuan::kRest};
    ArcBuffer arcs(false);
    for (std::size_t at = 0; at < line.size(); ++at) {
      std::vector<std::uint64_t> reached = {fuyuan::kRest};
      for (const std::uint64_t state : states) {
        arcs.clear();
        channel->explain({line}, at, state, arcs);
        for (const fuyuan::Arc& arc : arcs.arcs()) {
          CHECK(at + arc.consumed <= line.size());
          CHECK(arc.log_probability <= 0);
          for (std::uint32_t i = 0; i < arc.emissions; ++i) {
            CHECK(arcs.emission(arc, i).count > 0);
          }
          if (arc.consumed == 1 && reached.size() < 20) reached.push_back(arc.state);
        }
      }
      states = reached;
    }
    for (const std::uint64_t state : states) {
      if (fuyuan::is_rest(state)) continue;
      arcs.clear();
      channel->finish(state, arcs);
      for (const fuyuan::Arc& arc : arcs.arcs()) {
        CHECK(arc.consumed == 0);
        CHECK(fuyuan::is_rest(arc.state));
      }
    }
  }
}

TEST_CASE("Misread: holes are filled from context", "[misread]") {
  CHECK(best_original("浣犲ソ鍚?", "utf8-as-gbk") == "你好吗");
  CHECK(best_original("鍙戦€?VDPA", "utf8-as-gbk") == "发送 VDPA");
  CHECK(best_original("绠€鍗?Agent", "utf8-as-gbk") == "简单 Agent");
  CHECK(best_original("ä½\xEF\xBF\xBDç½®", "utf8-as-windows-1252") == "位置");
}

TEST_CASE("Misread: what a document's marks stand for decides", "[misread]") {
  const Channel* channels[] = {&Registry::instance().identity(),
                               Registry::instance().find("utf8-as-gbk")};
  fuyuan::Lattice lattice(fuyuan::LanguageModel::embedded(), channels, {}, {0, 0});
  fuyuan::Observed observed;
  observed.symbols = U"绠€鍗?Agent";
  observed.marks = fuyuan::MarkHabit::swallows;
  CHECK(fuyuan::testing::text_of(lattice.explain(observed)) == "简单 Agent");
}

TEST_CASE("Misread: pending bytes may be fed whole and in parts", "[misread]") {
  const fuyuan::Assembler utf8(*fuyuan::find_charset("utf-8"), fuyuan::LanguageModel::embedded());
  ArcBuffer out(false);
  out.open(1, 0);
  fuyuan::BytePattern pending;
  CHECK(utf8.feed(pending, 'a', out));
  CHECK(pending.size == 0);
  CHECK(utf8.feed(pending, 0xE4, out));
  CHECK(utf8.feed(pending, 0xB8, out));
  CHECK(pending.size == 2);
  CHECK(utf8.feed(pending, 0xAD, out));
  CHECK(pending.size == 0);
  CHECK_FALSE(utf8.feed(pending, 0xAD, out));
  out.close(fuyuan::kRest);
  const fuyuan::Arc& arc = out.arcs()[0];
  REQUIRE(arc.emissions == 2);
  CHECK(out.candidates(out.emission(arc, 1))[0].code_point == U'中');
}

TEST_CASE("Misread: soft hyphens that vanished are known bytes", "[misread]") {
  const std::string text = "图书馆的中文书都在一楼，请读者按中图法分类号查找。";
  std::string broken = break_with("utf8-as-windows-1252", text, "windows");
  std::size_t removed = 0;
  for (std::size_t at; (at = broken.find("\u00AD")) != std::string::npos; ++removed) {
    broken.erase(at, 2);
  }
  CHECK(removed == 2);
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}

TEST_CASE("Misread: of look-alikes the one that lacks more bytes explains the marks", "[misread]") {
  // 8E and 9E are Ž and ž in Windows-1252 and nothing in Windows-1254; 现 排 于 have them.
  const std::string text =
      "现在排队的人很多，由于座位不够，图书馆决定增加开放时间，读者只要带上借书证就能排到位子。";
  const std::string broken = break_with("utf8-as-windows-1254", text, "python");
  const auto restored = fuyuan::Restorer().restore(broken);
  CHECK(restored.text.find("现在排队的人很多，由于") == 0);
  CHECK(restored.plan.steps.at(0).spans.at(0).channel == "utf8-as-windows-1254");
}

TEST_CASE("Misread: bytes without a character that vanished are one of few", "[misread]") {
  const std::string text =
      "周末我们去河边钓鱼，水很清，岸上有人放风筝，孩子们在草地上跑来跑去，直到天黑才回家。";
  const std::string broken = break_with("utf8-as-windows-1252", text, "iconv-c");
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}

TEST_CASE("Misread: what closes a quotation is no byte of the character before it", "[misread]") {
  const std::string code =
      "    print(\"仓库里没有数据\")\n    raise ValueError(\"清单是空的！\")\n"
      "INSERT INTO goods VALUES (7,'削笔器','电视台',18.80,'含铅笔十二支');\n";
  const std::string broken = break_with("utf8-as-windows-1252", code, "iconv-c");
  CHECK(fuyuan::Restorer().restore(broken).text == code);
}

TEST_CASE("Misread: quotation marks that an editor straightened were bytes", "[misread]") {
  const std::string text =
      "图书馆门口的商店和咖啡馆之间有个网站的广告，谁问起这个品牌，店员都说没听过。";
  std::string broken = break_with("utf8-as-windows-1252", text);
  std::size_t straightened = 0;
  for (const auto& [curled, sign] :
       {std::pair{"‘", "'"}, {"’", "'"}, {"“", "\""}, {"”", "\""}, {"–", "-"}, {"—", "-"}}) {
    for (std::size_t at; (at = broken.find(curled)) != std::string::npos; ++straightened)
      broken.replace(at, std::string_view(curled).size(), sign);
  }
  CHECK(straightened > 2);
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}

TEST_CASE("Misread: area codes are whole", "[misread]") {
  const std::string text =
      "联系人：王经理\n电话：010-6288 7341\n区号：021-5566 7788\n传真：0571-88992211\n";
  for (const char* habit : {"python", "question"}) {
    CAPTURE(habit);
    const std::string restored =
        fuyuan::Restorer().restore(break_with("utf8-as-gbk", text, habit)).text;
    CHECK(restored.find("电话：010-6288 7341\n") != std::string::npos);
    CHECK(restored.find("区号：021-5566 7788\n") != std::string::npos);
  }
}

TEST_CASE("Misread: a price behind a question mark is no character of four bytes", "[misread]") {
  const std::string text =
      "一日游报价单\n- 车票：?160（儿童半价 ?80）\n- 缆车：?145\n- "
      "午餐：?100/位\n导游全程陪同，请带好证件。\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-euc-kr"}) {
    CAPTURE(channel);
    CHECK(fuyuan::Restorer().restore(break_with(channel, text)).text == text);
  }
}

TEST_CASE("Misread: each charset has the no-break space at its own place", "[misread]") {
  const std::string text =
      "显示当前时间\n只显示标题和适当的说明\n这里的格式是固定的，实际使用时再修改\n";
  std::string broken = break_with("gbk-as-macroman", text);
  std::size_t blanks = 0;
  for (std::size_t at; (at = broken.find("\u00A0")) != std::string::npos; ++blanks)
    broken.replace(at, 2, 1, ' ');
  CHECK(blanks > 3);
  CHECK(fuyuan::Restorer().restore(broken).text == text);
}
