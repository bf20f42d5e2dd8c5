#include "restore/verdict/verdict.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

/// Judges the replacement of a whole line.
bool accepts(std::u32string_view line, std::u32string after, std::string channel,
             double* confidence = nullptr) {
  const fuyuan::DocumentHabits habits;
  std::vector<fuyuan::LineSpan> spans = {
      {0, line.size(), std::move(channel), std::move(after), 1, {}}};
  fuyuan::SpanJudge(fuyuan::LanguageModel::embedded(), habits).weigh(line, spans);
  if (spans.empty()) return false;
  CHECK(spans[0].confidence >= 0);
  CHECK(spans[0].confidence <= 1);
  if (confidence != nullptr) *confidence = spans[0].confidence;
  return true;
}

}  // namespace

TEST_CASE("Judge: a repair that makes sense of nonsense is believed", "[verdict]") {
  double confidence = 0;
  CHECK(accepts(U"浣犲ソ涓栫晫锛屼粖澶╁ぉ姘斿緢濂", U"你好世界，今天天气很好", "utf8-as-gbk",
                &confidence));
  CHECK(confidence > 0.9);
  CHECK(accepts(U"絞ヶ弇离：忑珜", U"当前位置：首页", "gbk-as-big5"));
}

TEST_CASE("Judge: a repair that makes nonsense of sense is not", "[verdict]") {
  CHECK_FALSE(accepts(U"你好世界，今天天气很好", U"浣犲ソ涓栫晫锛屼粖澶╁ぉ", "utf8-as-gbk"));
  CHECK_FALSE(accepts(U"今天天气很好", U"今天天气很女", "utf8-as-gbk"));
}

TEST_CASE("Judge: what comes back as itself is no evidence, nor is a no-break space", "[verdict]") {
  // Kana are the same bytes in EUC-JP and in GBK.
  CHECK_FALSE(accepts(U"│細字、ゴシック│太字│", U"á細字、ゴシックá太字á", "gbk-as-euc-jp"));
  CHECK_FALSE(accepts(U"\u00A02.7.\u00A0S", U"\uFFFD2.7.燬", "gbk-as-windows-1252"));
}

TEST_CASE("Judge: one character twice is no evidence", "[verdict]") {
  CHECK_FALSE(accepts(U"慇慇", U"哈哈", "gbk-as-big5"));
}

TEST_CASE(
    "Judge: text that is mostly guessed is refused, unless the line is certain of the channel",
    "[verdict]") {
  const std::u32string_view line = U"\uFFFD嶉\uFFFD真\uFFFD娌\uFFFD還\uFFFD濊\uFFFD滆";
  const std::u32string after = U"今天天气很好我们";
  const auto make_span = [&](std::size_t guessed) {
    fuyuan::LineSpan span{0, line.size(), "utf8-as-euc-kr", after, 1, {}};
    for (std::size_t at = 0; at < guessed; ++at) {
      fuyuan::InferredCharacter one;
      one.offset = at;
      one.character = after[at];
      one.probability = 0.9;
      span.inferred.push_back(one);
    }
    return span;
  };
  const auto count_accepted = [&](std::u32string_view text, std::vector<fuyuan::LineSpan> spans) {
    const fuyuan::DocumentHabits habits;
    fuyuan::SpanJudge(fuyuan::LanguageModel::embedded(), habits).weigh(text, spans);
    return spans.size();
  };
  CHECK(count_accepted(line, {make_span(1)}) == 1);
  CHECK(count_accepted(line, {make_span(6)}) == 0);
  const std::string known = "学校图书馆下个月起延长开放时间，读者可以晚上来自习。";
  const std::u32string longer =
      std::u32string(line) + U" " +
      fuyuan::to_utf32(fuyuan::testing::break_with("utf8-as-euc-kr", known, "whatwg"));
  const fuyuan::LineSpan certain{
      line.size() + 1, longer.size(), "utf8-as-euc-kr", fuyuan::to_utf32(known), 1, {}};
  CHECK(count_accepted(longer, {make_span(6), certain}) == 2);
}

TEST_CASE("Judge: one symbol is no evidence", "[verdict]") {
  CHECK_FALSE(accepts(U"茅", U"é", "utf8-as-gbk"));
  CHECK_FALSE(accepts(U"\xFFFD\xFFFD\xFFFD\xFFFD", U"今天天气", "gbk-as-utf8"));
}

TEST_CASE("Judge: a word of three everyday hanzi is believed of a rare channel", "[verdict]") {
  CHECK(accepts(U"밗잿逃", U"管理员", "gbk-as-euc-kr"));
  CHECK_FALSE(accepts(U"뻑뻑해", U"欢欢秦", "gbk-as-euc-kr"));
  CHECK_FALSE(accepts(U"예루살렘", U"抗风混方", "gbk-as-euc-kr"));
  CHECK_FALSE(accepts(U"満塁弾", U"塔屋闷", "gbk-as-euc-jp"));
}

TEST_CASE("Judge: letters and the bracket behind them are no rare hanzi", "[verdict]") {
  CHECK_FALSE(accepts(U"äöü]", U"漩黓", "gbk-as-windows-1252"));
  CHECK_FALSE(accepts(U"ÅÄÖ]", U"拍謁", "gbk-as-windows-1252"));
}

TEST_CASE("Judge: what is certain of one table of Big5 speaks for the other", "[verdict]") {
  const auto make_line = [](const std::string& name, const std::string& text) {
    return "<条目 名称=\"" + name + "\"><说明>" + text + "</说明></条目>\n";
  };
  const std::string broken = make_line("郔輪湖羲腔恅璃", "躂ド籥晚腔亅瑞睿坒脾飲岆導腔");
  CHECK(fuyuan::Restorer().restore(broken).text ==
        make_line("最近打开的文件", "木桥旁边的屏风和石凳都是旧的"));
}

TEST_CASE("Judge: formulas come back with the lines around them", "[verdict]") {
  const std::pair<std::string, std::string> lines[] = {
      {"这道题先画一条辅助线。", "连接两点之间的线段"},
      {"再看两个三角形的对应边。", "∠A＝∠D，AB＝DE"},
      {"由此得出两条线段相等。", "∴ ∠B＝∠E，BC＝EF"},
      {"最后检查一遍计算过程。", "把答案写在横线上"}};
  for (const char* channel : {"gbk-as-cp437", "gbk-as-windows-1252"}) {
    std::string healthy;
    std::string broken;
    for (const auto& [first, second] : lines) {
      healthy += first + "\n" + second + "\n";
      broken += first + "\n" + fuyuan::testing::break_with(channel, second) + "\n";
    }
    CAPTURE(channel, broken);
    CHECK(fuyuan::Restorer().restore(broken).text == healthy);
  }
}

TEST_CASE("What a first run gave up is not guessed by a second one", "[verdict][restorer]") {
  const std::string text =
      "被告人说他没有动手，是对方先把桌子推倒的；证人却说，两个人都动了手，谁先谁后看不清楚。\n"
      "这台洗衣机买来才两个月，脱水时响声很大，售后来修了两回，说是轴承坏了，要换就得自己出钱。\n";
  for (const char* channel : {"saved-as-shift-jis", "saved-as-euc-kr", "saved-as-big5"}) {
    CAPTURE(channel);
    const fuyuan::Restorer restorer;
    const auto first = restorer.restore(fuyuan::testing::break_with(channel, text));
    CHECK(restorer.restore(first.text).text == first.text);
  }
}

TEST_CASE("Judge: UTF-8 whose letters were made small stays", "[verdict]") {
  const std::string text =
      "еї«йђџе…ґй—ёпјље¦‚дѕ•йѓёзѕіе€°жњќељўе™ёе№¶ејђеђїhttps";  // as Windows-1251
  CHECK(fuyuan::Restorer().restore(text).text == text);
  const std::string healthy = "快速入门：如何部署到服务器并开启HTTPS";
  for (const char* channel : {"utf8-as-windows-1251", "utf8-as-windows-874"})
    CHECK(fuyuan::Restorer().restore(fuyuan::testing::break_with(channel, healthy)).text ==
          healthy);
}
