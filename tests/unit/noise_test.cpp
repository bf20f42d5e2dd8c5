// Noise that somebody put into a page, and flattened readings: gone where the habit runs through
// the page, left where it does not.

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/noise.hpp"
#include "channel/registry.hpp"
#include "channel/scrambled_ascii.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"
#include "unit/stopwatch.hpp"

namespace {

using fuyuan::Restorer;

/// With `--notes`: readings behind characters may be meant.
std::string restore(const std::string& text) {
  fuyuan::Options options;
  options.notes = true;
  return Restorer(options).restore(text).text;
}

const std::string kArticle =
    "春天到了，公园里的花都开了，来赏花的人很多。\n"
    "爷爷说，他小时候家门口也有一棵桃树，每年都结很多桃子。\n"
    "我们在湖边坐了一会儿，看孩子们放风筝，直到太阳下山才回家。\n"
    "回来的路上，妈妈买了两斤苹果，还给奶奶带了一盒点心。\n"
    "晚饭以后，爸爸讲起年轻时在工厂上班的事，大家都听得很认真。\n"
    "外面下起了小雨，风从窗户吹进来，屋里一下子凉快了许多。\n"
    "妹妹写完作业，把书包收拾好，早早就上床睡觉了。\n"
    "第二天天气晴朗，远处的山看得清清楚楚，路边的树叶绿得发亮。\n"
    "邻居送来一篮新鲜的鸡蛋，我们请他进屋喝茶，聊了很久。\n";

std::string damage(const std::string& channel, const std::string& habit, unsigned seed) {
  std::mt19937_64 random(seed);
  return fuyuan::Registry::instance().find(channel)->damage(kArticle, habit, random);
}

}  // namespace

TEST_CASE("Noise: what breaks an article comes undone", "[noise]") {
  const struct {
    const char* channel;
    const char* habit;
  } rows[] = {{"scrambled-ascii", ""},      {"rare-pairs", ""},     {"strange-pairs", ""},
              {"pinyin-notes", "repeated"}, {"bopomofo-notes", ""}, {"ruby-markup", ""}};
  for (const auto& row : rows) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      const std::string broken = damage(row.channel, row.habit, seed);
      CAPTURE(row.channel, seed, broken);
      CHECK(broken != kArticle);
      CHECK(restore(broken) == kArticle);
    }
  }
}

TEST_CASE("Noise: readings of a textbook stay unless the user asks", "[noise]") {
  for (const char* channel : {"pinyin-notes", "bopomofo-notes", "ruby-markup"}) {
    const std::string lesson = damage(channel, "", 1);
    CAPTURE(lesson);
    CHECK(Restorer().restore(lesson).text == lesson);
  }
}

TEST_CASE("Noise: program text among Chinese comments is none", "[noise]") {
  const std::string code =
      "int total = 0;  // 总数\nfor (;;) {  // 一直循环\n  if (a[1] > 2) { break; } // 结束\n}\n"
      "# 说明 ; }\n打印结果 \" {\n返回列表 : 1 | 2 | 3; }\n";
  CHECK(Restorer().restore(code).text == code);
}

TEST_CASE("Noise: a single place is somebody's own", "[noise]") {
  for (const char* text :
       {"配方是 3 A+ 2 B，按比例混合。\n", "這家店的老闆姓岛、名不詳，在這裡住了很久。\n",
        "他说自己gao兴得很，其实是在开玩笑。\n", "请先看说明的(de)用法，再做练习。\n",
        "注音符號的寫法是漢（ㄏㄢˋ）。\n",
        "<p>网页里的注音写作<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>，浏览器会排好。</p>\n"
        "<p>再看一个：<ruby>字<rt>zì</rt></ruby>。</p>\n"}) {
    CAPTURE(text);
    fuyuan::Options keep;
    keep.to = fuyuan::Script::keep;
    CHECK(Restorer(keep).restore(text).text == text);
  }
}

TEST_CASE("Noise: pinyin letters are inferred, with a probability each", "[noise]") {
  const std::string text =
      "我们公司提供gao效的服务，欢迎各位来dian咨询。\n价格you惠，质量保证，请先看清shuo明。\n";
  const fuyuan::Restored restored = Restorer().restore(text);
  CHECK(restored.text ==
        "我们公司提供高效的服务，欢迎各位来电咨询。\n价格优惠，质量保证，请先看清说明。\n");
  CHECK(restored.verdict == fuyuan::Verdict::inferred);
  CHECK(restored.counts.inferred == 4);
  fuyuan::Options strict;
  strict.strict = true;
  CHECK(Restorer(strict).restore(text).counts.inferred == 0);
}

TEST_CASE("Noise: it is found under a misread, too", "[noise]") {
  std::mt19937_64 random(1);
  const std::string noisy = damage("scrambled-ascii", "", 1);
  const std::string broken =
      fuyuan::Registry::instance().find("utf8-as-windows-1252")->damage(noisy, "whatwg", random);
  CHECK(restore(broken) == kArticle);
}

TEST_CASE("Noise: rows of scrambled units", "[noise]") {
  CHECK(fuyuan::ScrambledAscii::match(U"很好找7 I9 U) K# f% O", true) == 15);
  CHECK(fuyuan::ScrambledAscii::match(U") d! F2 X地址", false) == 9);
  CHECK(fuyuan::ScrambledAscii::match(U"很好找。", true) == 0);
  CHECK(fuyuan::ScrambledAscii::match(U"", true) == 0);
  CHECK(fuyuan::ScrambledAscii::match(U"", false) == 0);
}

TEST_CASE("Noise: rows of units before several carriage returns are none", "[noise]") {
  const fuyuan::Noise& channel =
      *dynamic_cast<const fuyuan::Noise*>(fuyuan::Registry::instance().find("scrambled-ascii"));
  for (const char32_t* line : {U"日00\r\r", U"日12\r\r", U"日7 I9 U) K# f% O\r\r", U"日.5\r\r\r"}) {
    CHECK(channel.find(line).empty());
    const std::string text = fuyuan::to_utf8(line);
    CHECK(fuyuan::Restorer().restore(text).text == text);
  }
}

TEST_CASE("Noise: a long number takes no longer than its length", "[noise]") {
  std::u32string line = U"圆周率：";
  for (int i = 0; i < 400000; ++i) line.push_back(U"31415926"[i % 8]);
  const fuyuan::testing::Stopwatch watch;
  CHECK(fuyuan::ScrambledAscii::match(line, true) == 400000);
  line.push_back(U'.');
  CHECK(fuyuan::ScrambledAscii::match(line, true) == 0);
  CHECK(watch.seconds() < 2);
}

TEST_CASE("Noise: the user asks for a few readings to go", "[noise]") {
  CHECK(restore("先把米(mǐ)洗干净。\n") == "先把米洗干净。\n");
  CHECK(restore("小(xiǎo)河(hé)边(biān)的柳(liǔ)树发(fā)芽了。\n") == "小河边的柳树发芽了。\n");
  CHECK(restore("电(dian)机(ji)转(zhuan)得很快(kuai)(kuai)。\n") == "电机转得很快。\n");
  // Not a reading of that character.
  CHECK(restore("先把米(kg)称好，再看表(biao ge)。\n") == "先把米(kg)称好，再看表(biao ge)。\n");
  CHECK(restore("按下开关(on)，灯(led)就亮。\n") == "按下开关(on)，灯(led)就亮。\n");
}

TEST_CASE("Noise: random pairs behind whatever ends a clause", "[noise]") {
  const std::string noisy =
      "倉庫的門窗已經換新蹭洼，電線也重新檢查過了谍骤。\n"
      "值班表見第三頁（附錄）卤酋，共有16斡瞩、分為“早班”和“晚班”绅镊。\n"
      "請各車間按時關閉電源脸颖，節約用電昱鬈，謝謝大家。\n";
  CHECK(restore(noisy) ==
        "仓库的门窗已经换新，电线也重新检查过了。\n"
        "值班表见第三页（附录），共有16、分为“早班”和“晚班”。\n"
        "请各车间按时关闭电源，节约用电，谢谢大家。\n");
}

TEST_CASE("Noise: rare names before marks are none", "[noise]") {
  fuyuan::Options keep;
  keep.to = fuyuan::Script::keep;
  const std::string names =
      "出席的有館長朱昱鬈，副館長李晗昱，秘書王鬈晗。\n"
      "會後由周鬈昱、吳昱晗、何晗鬈，以及謝昱鬈、孫鬈晗，共同負責整理記錄。\n";
  CHECK(fuyuan::Restorer(keep).restore(names).text == names);
  // The same behind characters that are no surnames.
  const std::string noise =
      "出席的有館長昱鬈，副館長晗昱，秘書鬈晗。\n"
      "會後由司機鬈昱、廚師昱晗、門衛晗鬈，以及護士昱鬈、學徒鬈晗，共同負責整理記錄。\n";
  CHECK(fuyuan::Restorer(keep).restore(noise).text != noise);
}

TEST_CASE("Noise: what a converter's notes tore is no evidence of drawn pairs", "[noise]") {
  const auto& registry = fuyuan::Registry::instance();
  const auto& rare = dynamic_cast<const fuyuan::Noise&>(*registry.find("rare-pairs"));
  CHECK(rare.find(U"收好的穀子颖脸，曬在場上佛岛。").size() == 2);
  CHECK(rare.find(U"收好的穀子?shù)颖脸?，曬在場上?róng)佛岛?。").empty());
  CHECK(rare.find(U"收好的穀?gǔ )颖脸?，曬在場上?。拿致远?").empty());
  // With notes that tore three places, and words that are rare before marks.
  const std::string page =
      "豬肉切成米粒大小的?。俅致远鐜?jǐ)刀，拌上薑末。\n"
      "馬(mǎ)蹄去皮拍碎，蔥(cōng)姜切末，與(yǔ)肉餡混合，朝一個方向?xiāo)嚧蛏蟿?。\n"
      "湯(tāng)汁收濃后勾薄芡，澆(jiāo)在丸子上。\n";
  const std::string restored = restore(page);
  CHECK(restored.find("马蹄去皮拍碎，") != std::string::npos);
  CHECK(restored.find("收浓后勾薄芡，") != std::string::npos);
  // Of the two characters read xiāo that the lost byte may make, no converter touches 蛸.
  CHECK(restored.find("朝一个方向搅打上劲。") != std::string::npos);
}

TEST_CASE("Rare pairs: words behind the numbers of short healthy lines stay", "[noise][health]") {
  for (const std::string text : {"（一）总则：\n（二）附则。\n（三）其他\n",
                                 "（1）总经理：\n（2）财务，\n（3）采购。\n（4）店长\n"}) {
    CHECK(Restorer().restore(text).text == text);
    const std::string broken = fuyuan::testing::break_with("utf8-as-gbk", text, "whatwg");
    CHECK(Restorer().restore(broken).text.size() == text.size());
  }
}

TEST_CASE("Rare pairs: a long line is read once, however many names it has", "[noise]") {
  const auto& rare =
      dynamic_cast<const fuyuan::Noise&>(*fuyuan::Registry::instance().find("rare-pairs"));
  std::u32string line;
  for (int i = 0; i < 100'000; ++i) line += U"张三 ";
  // Each is a Simplified character of its own: reading back from all of them would take minutes.
  CHECK(rare.find(line).size() == 100'000);
}
