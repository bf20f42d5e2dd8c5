#include <algorithm>
#include <string>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"
#include "text/han_facts.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::break_with;

namespace {

std::string encode(const char* charset, std::string_view text) {
  return fuyuan::encode_text(*fuyuan::find_charset(charset), text);
}

}  // namespace

// Bytes of 同时, 目前, 通知说 and others are valid UTF-8: `ͬʱ`, `Ŀǰ`, `֪ͨ˵`.
TEST_CASE("Words of raw bytes that are UTF-8 by chance are read as the rest of the file",
          "[restorer][leftovers]") {
  const std::string text =
      "<h1>社区公告</h1>\n<b>同时</b>\n  "
      "<li>目前</li>\n<p>垃圾分类从下周一开始实行，请各位居民配合。</p>\n"
      "<td>占59.8%</td>\n<p>通知说</p>\r\n<p>物业公司会在每个楼门口摆放四色垃圾桶。</p>\n<td>谁知</"
      "td>\n";
  const std::string raw = encode("gb18030", text);
  REQUIRE(fuyuan::is_valid_utf8(encode("gb18030", "同时目前通知说占谁知")));
  const fuyuan::Restored restored = fuyuan::Restorer().restore(raw);
  CHECK(restored.text == text);
  CHECK(restored.plan.apply(raw) == text);
}

// Single hanzi whose bytes are a letter: 墙 `ǽ`, 山 `ɽ`, in rows of nothing else.
TEST_CASE("A hanzi among ASCII that is UTF-8 by chance is read as the rest of the file",
          "[restorer][leftovers]") {
  for (const std::string row :
       {"%,1\n", "{\"name\": \"%\"}\n", "| % |\n", "<td>%</td>\n", "key=%\n",
        "INSERT INTO t VALUES ('%');\n", "const char* s = \"%\";\n"}) {
    std::string text;
    for (const std::string word : {"开关", "墙", "电灯", "山", "书桌", "摇", "椅子"}) {
      std::string line = row;
      text += line.replace(line.find('%'), 1, word);
    }
    CAPTURE(text);
    CHECK(fuyuan::Restorer().restore(encode("gb18030", text)).text == text);
  }
  fuyuan::Options options;
  options.from = "gbk";
  CHECK(fuyuan::Restorer(options).restore(encode("gb18030", "a,墙\nb,电\n")).text ==
        "a,墙\nb,电\n");
}

TEST_CASE("Letters stay letters in a file of raw bytes", "[restorer][leftovers]") {
  const std::string chinese =
      "垃圾分类从下周一开始实行，请各位居民配合。\n物业公司会摆放四色垃圾桶。\n";
  for (const std::string line : {"café au lait\n", "© 2009\n", "Привет, Москва\n", "Ελλάδα\n"}) {
    CAPTURE(line);
    CHECK(fuyuan::Restorer().restore(encode("gb18030", chinese) + line).text == chinese + line);
  }
  // Where half of the file is UTF-8, such a line may be that as well.
  const std::string mixed = encode("gb18030", chinese) + chinese + "ͬʱ\n";
  CHECK(fuyuan::Restorer().restore(mixed).text == chinese + chinese + "ͬʱ\n");
}

TEST_CASE("Frames and rules come back with the page that they stand in", "[restorer][leftovers]") {
  const std::string text =
      "┌────────┐\n│城南旧书店目录│\n└────────┘\n第一排是字典和地图。\n━━━━━━━━\n靠窗放着过期杂志。"
      "\n★☆★☆★☆\n";
  for (const char* channel : {"gbk-as-big5", "gbk-as-big5-hkscs", "gbk-as-euc-kr"}) {
    const std::string broken = fuyuan::testing::break_with(channel, text, "python");
    CAPTURE(channel, broken);
    CHECK(fuyuan::Restorer().restore(broken).text == text);
  }
  CHECK(fuyuan::Restorer().restore("庚岸岸岸庖\n岫菴珨梒岫\n弩岸岸岸彼\n").text ==
        "┌───┐\n│第一章│\n└───┘\n");
}

// Half of their bytes are hanzi in Big5: 岸 for ─.
TEST_CASE("Frames of tables come back, and are no hanzi", "[restorer][leftovers]") {
  const std::string frame = "├──┼────┤\n";
  const std::string table = "五金店盘点登记，由仓库管理员填写。\n" + frame +
                            "螺丝刀和扳手放在第二个货架的最上面。\n" + frame;
  for (const char* channel :
       {"gbk-as-windows-1252", "gbk-as-windows-1251", "gbk-as-koi8-r", "gbk-as-big5"}) {
    CAPTURE(channel);
    CHECK(fuyuan::Restorer().restore(break_with(channel, table)).text == table);
  }
  for (const char* channel : {"gbk-as-windows-1252", "gbk-as-koi8-r"}) {
    CAPTURE(channel);
    CHECK(fuyuan::Restorer().restore(break_with(channel, frame)).text == frame);
    const std::string healthy = "这是一张没有填写的表格\n";
    CHECK(fuyuan::Restorer().restore(healthy + break_with(channel, frame)).text == healthy + frame);
  }
  CHECK(fuyuan::Restorer().restore("对岸的房子\n岸，房，庚\n").text == "对岸的房子\n岸，房，庚\n");
}

// 小说 `С˵`, 图片 `ͼƬ`.
TEST_CASE("Words that are UTF-8 by chance among raw lines of a file that is UTF-8 as well",
          "[restorer][leftovers]") {
  const std::string healthy = "数据库连接已经恢复，共重试三次\n";
  const std::string raw =
      "  title = \"小说\"\n[图片]\n上传的文件已经全部保存\n同时\n下载的文件也已经保存\n";
  const std::string file = healthy + encode("gb18030", raw) + healthy;
  const fuyuan::Restored restored = fuyuan::Restorer().restore(file);
  CHECK(restored.text == healthy + raw + healthy);
  CHECK(restored.plan.apply(file) == restored.text);
  // What is written in other alphabets stays.
  const std::string foreign = "Привет, это он и я\nκαι το α, ˈhæpɪ\ndéjà vu, ±½°C, nǚ lǜ ā\n";
  const std::string other = encode("gb18030", "上传的文件已经全部保存\n");
  CHECK(fuyuan::Restorer().restore(healthy + foreign + other).text ==
        healthy + foreign + "上传的文件已经全部保存\n");
}

// What is left whole of a line that others of the document explain is no evidence against them.
TEST_CASE("Labels and values of a file that was misread come back with its sentences",
          "[restorer][leftovers]") {
  const std::string settings =
      "[外观]\n主题=Classic\n字号=12\n前景=#000000\n标题颜色=蓝色\n"
      "[输出]\n目录=out\n大小=A4，210×297\n格式=PDF\n";
  CHECK(fuyuan::Restorer().restore(break_with("gbk-as-shift-jis", settings, "whatwg")).text ==
        settings);
  const std::string mail =
      "> 　　上周的会议记录已经整理好，请您查收。\n> 　　　　　　　　　　　　　　　　小王\n";
  for (const char* channel : {"gbk-as-euc-kr", "gbk-as-euc-jp"}) {
    CAPTURE(channel);
    CHECK(fuyuan::Restorer().restore(break_with(channel, mail, "whatwg")).text == mail);
  }
  // Kana in which nothing was misread stay.
  const std::string kana = "ﾀﾝﾄｳ=ﾔﾏﾀﾞ\nﾃﾞﾝﾜ=0312345678\nﾊﾞﾝｺﾞｳ=12\nﾒﾓ=ｷﾁｮｳﾋﾝ ｱﾘ\n";
  CHECK(fuyuan::Restorer().restore(kana).text == kana);
}

// `<td>鏄�</td>`: the guess that is left of 是 stands by itself.
TEST_CASE("Single hanzi that lost a byte are no mojibake where the rest of the file is none",
          "[restorer][leftovers]") {
  const std::string page =
      "<tr><th>车次</th><th>始发车站</th><th>终点车站</th><th>是否停运</th></tr>\n"
      "<tr><td>1</td><td>无</td><td>有</td><td>是</td></tr>\n"
      "<tr><td>2</td><td>有</td><td>无</td><td>是</td></tr>\n";
  for (const char* decoder : {"whatwg", "windows", "php"}) {
    const std::string broken = break_with("utf8-as-gbk", page, decoder);
    const std::string restored = fuyuan::Restorer().restore(broken).text;
    CAPTURE(decoder, broken, restored);
    for (const char* left : {"鏄", "鏃", "鏈"}) CHECK(restored.find(left) == std::string::npos);
    CHECK(restored.find("<th>车次</th>") != std::string::npos);
  }
  // Of a healthy page such a character is not one of many.
  const std::string healthy = "这趟列车由始发车站开出后不再停车。\n<td>鏄\uFFFD</td>\n";
  CHECK(fuyuan::Restorer().restore(healthy).text == healthy);
}

TEST_CASE("What is inferred in Simplified text is no Traditional character",
          "[restorer][leftovers]") {
  const std::string page =
      "<h2>列车时刻</h2>\n<p>请输入车站名称，然后点击按钮。</p>\n"
      "<button @click=\"go\">查询</button>\n<td>查询</td><td>勺</td><td>2勺</td>\n";
  for (const char* decoder : {"question", "windows", "php", "whatwg"}) {
    const std::string broken = break_with("utf8-as-gbk", page, decoder);
    const std::string restored = fuyuan::Restorer().restore(broken).text;
    CAPTURE(decoder, broken, restored);
    const std::u32string text = fuyuan::to_utf32(restored);
    CHECK(std::none_of(text.begin(), text.end(), fuyuan::is_traditional_only));
  }
}
