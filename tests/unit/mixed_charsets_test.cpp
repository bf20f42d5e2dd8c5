#include <random>
#include <string>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "channel/registry.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

/// `text` in UTF-8, and what stands between ⟨ and ⟩ in `charset`; or the other way round.
std::string encode_mixture(std::string_view text, const char* charset, bool inside) {
  constexpr std::string_view kOpen = "⟨";
  constexpr std::string_view kClose = "⟩";
  const fuyuan::Charset& legacy = *fuyuan::find_charset(charset);
  std::string out;
  bool is_inside = false;
  while (!text.empty()) {
    const std::string_view mark = is_inside ? kClose : kOpen;
    const std::string_view piece = text.substr(0, text.find(mark));
    out += is_inside == inside ? fuyuan::encode_text(legacy, piece) : std::string(piece);
    text.remove_prefix(std::min(text.size(), piece.size() + mark.size()));
    is_inside = !is_inside;
  }
  return out;
}

std::string plain(std::string text) {
  for (const std::string_view mark : {"⟨", "⟩"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.erase(at, mark.size());
  }
  return text;
}

}  // namespace

TEST_CASE("A line of two charsets: each part comes back", "[restorer][mixed]") {
  fuyuan::Options options;
  options.to = fuyuan::Script::keep;
  const fuyuan::Restorer restorer(options);
  const std::pair<const char*, const char*> cases[] = {
      {"gb18030", "学校图书馆⟨，⟩周六上午开放⟨，⟩欢迎同学们前来借阅⟨。⟩\n"},
      {"gb18030", "尊敬的⟨张晓明⟩先生，您的订单已经发货，请注意查收。\n"},
      {"gb18030", "市教育局今天发布通知，要求各学校⟨做好暑期安全教育工作。⟩\n"},
      {"big5", "親愛的⟨陳小姐⟩您好，您訂購的商品已經寄出，請留意收件通知。\n"},
      {"big5", "學校圖書館⟨週六上午開放，歡迎⟩同學們前來借閱各種書籍。\n"}};
  for (const auto& [charset, text] : cases) {
    for (const bool inside : {true, false}) {
      CAPTURE(charset, text, inside);
      const std::string mixture = encode_mixture(text, charset, inside);
      const fuyuan::Restored restored = restorer.restore(mixture);
      CHECK(restored.text == plain(text));
      CHECK(restored.plan.apply(mixture) == restored.text);
    }
  }
}

TEST_CASE("A byte that fits no pair stays what it is, and is no letter of another charset",
          "[restorer][mixed]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  const std::string before = "阅览室每天早上九点开";
  const std::string after = "门，请大家保持安静。\n图书当天借当天还，过期不候。\n";
  for (const std::string stray : {"\xFF", "\xFF\xFF"}) {
    const std::string raw =
        fuyuan::encode_text(gbk, before) + stray + fuyuan::encode_text(gbk, after);
    const fuyuan::Restored restored = fuyuan::Restorer().restore(raw);
    CHECK(restored.text == before + stray + after);
    CHECK(restored.verdict == fuyuan::Verdict::unrepaired);
  }
}

TEST_CASE("Page breaks, colours of terminals and the end of a DOS file break nothing",
          "[restorer][mixed]") {
  for (const std::string text : {"第一页到此为止。\f第二页从这里开始。\n",
                                 "\x1B[1;31m系统今晚维护\x1B[m\n", "最后一行文字。\n\x1A"}) {
    const fuyuan::Restored restored = fuyuan::Restorer().restore(text);
    CHECK(restored.text == text);
    CHECK(restored.verdict == fuyuan::Verdict::clean);
    const std::string raw = fuyuan::encode_text(*fuyuan::find_charset("gb18030"), text);
    CHECK(fuyuan::Restorer().restore(raw).text == text);
    CHECK(fuyuan::Restorer().restore(raw).verdict == fuyuan::Verdict::decoded);
  }
}

TEST_CASE("A raw line that lost a byte is in the charset of all others", "[restorer][mixed]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  const std::string around = "厨房电器很好用\n生活电器也不错\n购物车里有三件商品，请尽快付款。\n";
  struct Row {
    const char* text;
    const char* struck;  ///< the character whose first byte is lost
  };
  for (const auto& [text, struck] :
       {Row{"<li><a href=\"/my\">我的订单</a></li>\n", "我"},
        Row{"<description>最新二十篇主题</description>\n", "最"},
        Row{"printf(\"%d\\n\", i);  // 注意：这里没有释放内存\n", "注"}}) {
    CAPTURE(text);
    std::string line = fuyuan::encode_text(gbk, text);
    line.erase(line.find(fuyuan::encode_text(gbk, struck)), 1);
    const std::string raw =
        fuyuan::encode_text(gbk, around) + line + fuyuan::encode_text(gbk, around);
    const fuyuan::Restored restored = fuyuan::Restorer().restore(raw);
    for (const fuyuan::Step& step : restored.plan.steps) {
      for (const fuyuan::Span& span : step.spans)
        CHECK((span.channel == "gb18030" || span.channel == "gbk-frame-shift"));
    }
    const std::string rest = std::string(text).substr(std::string(text).find(struck) + 3);
    CHECK(restored.text.find(rest) != std::string::npos);
    CHECK(restored.plan.apply(raw) == restored.text);
  }
}

TEST_CASE("A question mark in the place of one byte of UTF-8", "[restorer][mixed]") {
  const std::string text =
      "<a href=\"/\">首页</a>\n学的是地质专业，毕业以后一直在设计院工作。\n设备可能会改变？不会?\n";
  // Each byte of 的, and the first of 首.
  for (const std::string part : {"首", "的", "能"}) {
    for (std::size_t i = 0; i < 3; ++i) {
      std::string broken = text;
      broken[broken.find(part) + i] = '?';
      CAPTURE(part, i);
      const fuyuan::Restored restored = fuyuan::Restorer().restore(broken);
      CHECK(restored.text == text);
      CHECK(restored.counts.inferred <= 1);  // none where one character alone fits
      CHECK(restored.plan.apply(broken) == restored.text);
    }
  }
}

TEST_CASE("Question marks in the place of two bytes of UTF-8", "[restorer][mixed]") {
  // As an editor saves it that took UTF-8 for GBK: 题 is E9, and a mark for each byte it lacks.
  const std::string saved =
      "标\xE9?"
      "?=仓库管理系统\n宽度=1280\n";
  CHECK(fuyuan::Restorer().restore(saved).text == "标题=仓库管理系统\n宽度=1280\n");
}

TEST_CASE("Mixed charsets: one hanzi among ASCII is GBK, if it can be", "[mixed]") {
  std::mt19937_64 random(1);
  const auto* gbk = fuyuan::Registry::instance().find("gb18030");
  std::size_t right = 0;
  const std::string hanzi = "见山水路门车书花鸟鱼米茶酒木火土金月";
  for (const char32_t cp : fuyuan::to_utf32(hanzi)) {
    const std::string text = "v1.2 " + fuyuan::to_utf8(std::u32string(1, cp)) + " README\n";
    const std::string bytes = gbk->damage(text, "whatwg", random);
    if (fuyuan::is_valid_utf8(bytes)) {
      ++right;  // as good a text as any
      continue;
    }
    right += fuyuan::Restorer().restore(bytes).text == text ? 1 : 0;
  }
  CAPTURE(right);
  CHECK(right >= 15);  // of 18
}

TEST_CASE("A misread name in a healthy record comes back by UTF-8, which fits", "[restorer]") {
  const std::string rest = "　13700137000　浙江省杭州市西湖区文三路269号华星科技大厦5楼";
  for (const char* name : {"张建军", "刘雅婷", "既往史"}) {
    const std::string broken = fuyuan::testing::break_with("utf8-as-windows-1252", name);
    CHECK(fuyuan::Restorer().restore(broken + rest).text == name + rest);
  }
}

TEST_CASE("A blank behind a lost soft hyphen stays one", "[restorer]") {
  const std::string word = "å\u00B8\u0096å\u0090";  // 帖子 without the byte AD
  CHECK(fuyuan::Restorer().restore("<td>" + word + " 4459</td>").text == "<td>帖子 4459</td>");
  // Between what was misread it was no blank: 隔篱吠客归.
  const std::string verse = "é\u009A\u0094ç¯±å\u0090 å®¢å½\u0092";
  CHECK(fuyuan::Restorer().restore("不识邻家犬，" + verse + "。").text ==
        "不识邻家犬，隔篱吠客归。");
}

TEST_CASE("A word of one hanzi in GBK is none of another alphabet among others", "[restorer]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  std::string broken;
  std::string text;
  for (const char* word : {"明天一起去吃饭吗", "哦", "几点钟在楼下见面", "[图片]", "哦"}) {
    for (std::string* out : {&broken, &text}) *out += "李雷 10:02 发来一条新的消息\n";
    broken += fuyuan::encode_text(gbk, word) + "\n";
    text += std::string(word) + "\n";
  }
  CHECK(fuyuan::Restorer().restore(broken).text == text);
  // A letter that somebody wrote, in a document that is UTF-8 throughout.
  CHECK(fuyuan::Restorer().restore("威尔士语的字母\nŶ\n很少见\n").text ==
        "威尔士语的字母\nŶ\n很少见\n");
}

TEST_CASE("Names that come to Cyrillic as well do not hide the charset of other lines",
          "[restorer][mixed]") {
  const fuyuan::Charset& gbk = *fuyuan::find_charset("gb18030");
  const std::string first =
      "老赵  08:15:05\n我刚才把合同发过去了，你看看有没有问题\n老赵  08:16:10\n[图片]\n";
  const std::string second = "小林  08:20\n收到，我马上看，下午给你答复。\n";
  CHECK(fuyuan::Restorer().restore(fuyuan::encode_text(gbk, first) + second).text ==
        first + second);
}

TEST_CASE("A line in a charset of Traditional text is no quotation", "[restorer][mixed]") {
  const std::string page = "游泳馆下个月开始收费，请大家提前办卡。\n";
  const std::string line = "購票須知\n";
  const std::string big5 = fuyuan::encode_text(*fuyuan::find_charset("big5"), line);
  const fuyuan::Restorer restorer;
  CHECK(restorer.restore(page + big5 + page).text == page + "购票须知\n" + page);
  CHECK(restorer.restore(page + line + page).text == page + line + page);
}
