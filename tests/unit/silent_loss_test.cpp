#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

using fuyuan::Registry;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Script;
using fuyuan::Verdict;

namespace {

const std::string kArticle =
    "社區圖書館下個月起延長開放時間，週一到週五晚上九點關門，週末改為晚上十點。館長表示，"
    "附近的學生和上班族常常反映座位不夠，所以三樓的會議室也會改成自習區，可以先在網路上預約。"
    "借書的規定沒有改變，每個人一次最多借十本，期限是三個星期，到期以前可以再延一次。"
    "至於兒童閱覽室，因為要換新的書架，月底會暫時關閉一個星期，請家長留意門口的公告。\n";

Restored damage_and_restore(std::string_view habit) {
  std::mt19937_64 random(1);
  fuyuan::Options options;
  options.to = Script::keep;
  return Restorer(options).restore(
      Registry::instance().find("big5-as-gbk")->damage(kArticle, habit, random));
}

}  // namespace

TEST_CASE("what vanished without a mark is said to be lost", "[silent_loss]") {
  const Restored restored = damage_and_restore("iconv-c");
  CHECK(restored.text != kArticle);
  CHECK(restored.verdict == Verdict::partial);
}

TEST_CASE("what vanished of UTF-16 is said to be lost, on whatever bytes characters lie",
          "[silent_loss]") {
  // One digit, and all that follows lies across units; the next one puts it right again.
  const std::string text =
      "县图书馆下个月起延长开放时间，周一到周五晚上9点关门，周末改为晚上十点。馆长表示，附近的学生"
      "和上班族常常反映座位不够，所以3楼的会议室也会改成自习区，可以先在网络上预约。借书的规定没有"
      "改变，每个人一次最多借10本，期限是3个星期，到期以前可以再延一次。至于儿童阅览室，因为要换新"
      "的书架，月底会暂时关闭一个星期，请家长留意门口的公告。各乡镇的分馆也按照这个办法执行。\n";
  std::mt19937_64 random(1);
  const Restored restored = Restorer().restore(
      Registry::instance().find("gbk-as-utf16le")->damage(text, "iconv-c", random));
  CHECK(restored.text != text);
  CHECK(restored.verdict == Verdict::partial);
}

TEST_CASE("where the pairs that some decoders drop are there nothing was lost", "[silent_loss]") {
  const Restored restored = damage_and_restore("whatwg");
  CHECK(restored.text == kArticle);
  CHECK(restored.verdict == Verdict::restored);
}

TEST_CASE("letters that vanished behind pairs of letters are said to be lost", "[silent_loss]") {
  const std::string text =
      "Сегодня хорошая погода, и мы пошли гулять в парк. Дети кормили уток на пруду, а старики "
      "играли в шахматы под деревьями.\n";
  const auto restore = [&](std::string_view habit) {
    std::mt19937_64 random(1);
    return Restorer().restore(
        Registry::instance().find("windows-1251-as-gbk")->damage(text, habit, random));
  };
  const Restored without = restore("iconv-c");
  CHECK(without.text.find("погода, ") != std::string::npos);
  CHECK(without.text != text);
  CHECK(without.verdict == Verdict::partial);
  CHECK(restore("whatwg").verdict != Verdict::partial);
}

TEST_CASE("what is too rare to be missed is not said to be lost", "[silent_loss]") {
  // Windows-1252 has no characters for five bytes, none of which is in GB 2312.
  const std::string sentence = "公园里有很多人，孩子们在草地上跑来跑去，老人们坐在柳树下面下棋。\n";
  std::string text;
  while (text.size() < 150'000) text += sentence;
  std::mt19937_64 random(1);
  const Restored restored = Restorer().restore(
      Registry::instance().find("gbk-as-windows-1252")->damage(text, "whatwg", random));
  CHECK(restored.text == text);
  CHECK(restored.verdict == Verdict::restored);
}
