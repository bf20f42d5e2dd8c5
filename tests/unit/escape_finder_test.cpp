#include "restore/repair/escape_finder.hpp"

#include <string>

#include "catch.hpp"
#include "restore/repair/escape_context.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;
using fuyuan::testing::break_with;

Restored restore(std::string_view text, bool is_asked = false) {
  Options options;
  options.escapes = is_asked;
  return Restorer(options).restore(text);
}

const std::string kText =
    "昨天下午，市图书馆举办了一场关于古代文字的讲座，来了 200 多位听众。\n"
    "主讲人介绍了甲骨文的发现过程，并且展示了许多珍贵的照片（A4 大小）。\n";

}  // namespace

TEST_CASE("Escapes: a document that is nothing but escapes is restored unasked",
          "[escape][restorer]") {
  for (const fuyuan::Escape* kind : fuyuan::Registry::instance().escapes()) {
    for (const std::string_view habit : kind->habits()) {
      if (kind->name() == "seven-bit-gb2312" && habit == "bare") continue;
      CAPTURE(std::string(kind->name()), std::string(habit));
      const std::string escaped = break_with(kind->name(), kText, habit);
      const Restored restored = restore(escaped);
      CHECK(restored.text == kText);
      CHECK((restored.verdict == Verdict::restored || restored.verdict == Verdict::decoded));
      CHECK(restored.plan.apply(escaped) == kText);
      CHECK(restore(restored.text).text == kText);
      CHECK(restore(escaped, true).text == kText);
    }
  }
}

TEST_CASE("Escapes: the bytes of UTF-8 by name, and what became of those that have none",
          "[escape][restorer]") {
  const std::string text = "市图书馆周末举办古籍展览，市民可以免费参观。\n";
  const std::string escaped = break_with("entities", text, "utf8-named");
  REQUIRE_FALSE(fuyuan::is_valid_utf8(escaped));
  CHECK(escaped.starts_with("&aring;&cedil;\x82"));
  CHECK(restore(escaped).text == text);
  const auto with_controls_as = [&](auto&& write) {
    std::string out;
    for (const char c : escaped) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        out.push_back(c);
      } else {
        write(byte, out);
      }
    }
    return out;
  };
  const std::string as_latin1 = with_controls_as(
      [](unsigned char byte, std::string& out) { fuyuan::append_utf8(byte, out); });
  CHECK(restore(as_latin1).text == text);
  // What is lost is inferred, as it is without the entities.
  for (const char32_t mark : {U'\xFFFD', U'?', U'\0'}) {
    const std::string lost = with_controls_as([&](unsigned char, std::string& out) {
      if (mark != 0) fuyuan::append_utf8(mark, out);
    });
    const Restored restored = restore(lost);
    CHECK(restored.text.find("图书馆周末") != std::string::npos);
    CHECK(restored.verdict == Verdict::inferred);
    CHECK(restored.plan.apply(lost) == restored.text);
  }
  // Words of other languages are meant to be written like that.
  const std::string french =
      "<p>L'&eacute;t&eacute; &agrave; la for\xEAt, d&eacute;j&agrave; vu</p>\n";
  CHECK(restore(french).text.find("&eacute;t&eacute;") != std::string::npos);
}

TEST_CASE("Escapes: signs of the page stay entities among those of bytes", "[escape][restorer]") {
  const auto page = [](const auto& write) {
    return "<a href=\"/\">" + write("钓鱼论坛") + "</a> &raquo; " + write("装备讨论区") +
           "<br />\n<b>" + write("青石渡口") + "</b> 312&nbsp;&nbsp;" + write("积分") +
           " 88&nbsp;<i>" + write("离线") + "</i>\n";
  };
  const auto escape = [](const std::string& text) {
    std::string out;
    for (const char32_t cp : fuyuan::to_utf32(break_with("utf8-as-windows-1252", text)))
      out += "&#" + std::to_string(static_cast<std::uint32_t>(cp)) + ";";
    return out;
  };
  const std::string escaped = page(escape);
  CAPTURE(escaped);
  CHECK(restore(escaped).text == page([](const std::string& text) { return text; }));
}

TEST_CASE("Escapes: however long a document is", "[escape][restorer]") {
  std::string text;
  while (text.size() < 20000) text += "图书馆周末延长开放时间读者可以免费参观古籍展览";
  for (const char* kind : {"percent", "quoted-printable", "byte-literals"}) {
    CAPTURE(kind);
    CHECK(restore(break_with(kind, text)).text == text);
  }
}

TEST_CASE("Escapes: a document that was cut within one", "[escape][restorer]") {
  const std::string text = "小猫趴在窗台上。\n老周把包放在脚边。\n他要去的地方很远。\n";
  const std::string escaped = break_with("percent", text);
  for (std::size_t less = 1; less < 10; ++less) {
    CAPTURE(less);
    const std::string restored = restore(escaped.substr(0, escaped.size() - less)).text;
    CHECK(restored.starts_with("小猫趴在窗台上。\n老周把包放在脚边。\n他要去的地方很远"));
  }
}

TEST_CASE("Escapes: what is certain needs no likely words", "[escape][restorer]") {
  CHECK(restore("%E4%BD%8E%E7%AD%8B%E7%B2%89\n").text == "低筋粉\n");
  const std::string formulas =
      "2H₂O ══ 2H₂↑＋O₂↑（通电）\nCaCO3 + 2HCl = CaCl2 + CO2↑ + H2O\n∵ △ABC≌△DEF，∴ ∠B＝∠E。\n"
      "若 ω＝2πf，λ＝v/f，则 Δφ＝2πΔx/λ。\n";
  const std::string log =
      "2020-02-11 03:00:01,233 INFO  [Timer-0] 定时任务启动：同步库存\n"
      "2020-02-11 03:00:09,004 ERROR [pool-3] 写入失败：列 \"T_ITEM\" 的值太大 (实际值: 51)\n";
  const std::string listing =
      "Archive:  资料.zip\n  Length      Date    Time    Name\n---------  ---------- -----   ----\n"
      "        0  2012-05-06 11:20   毕业设计/\n    45056  2012-05-06 11:21   "
      "毕业设计/开题报告.doc\n"
      "   983040  2012-06-01 08:02   毕业设计/答辩PPT-最终版.ppt\n";
  const std::string chat =
      "[2021/3/5 22:14:03] 橘子汽水🍊: 有人在吗？？\n[2021/3/5 22:15:07] ╰☆夜猫☆╯: 重启\n";
  for (const std::string& text : {formulas, log, listing, chat}) {
    CAPTURE(text);
    for (const char* kind : {"entities", "percent", "angle-code-points", "angle-bytes"})
      CHECK(restore(break_with(kind, text)).text == text);
    if (text.find('"') == std::string::npos)
      CHECK(restore(break_with("unicode-escapes", text, "java")).text == text);
    CHECK(restore(break_with("quoted-printable", text)).text == text);
    CHECK(restore(break_with("base64", text)).text == text);
    CHECK(restore(break_with("entities", break_with("utf8-as-windows-1252", text))).text == text);
  }
  CHECK(restore("02 - &#21518;&#26469;.mp3\n").text == "02 - 后来.mp3\n");
}

TEST_CASE("Escapes: formulas misread, in markup", "[escape][restorer]") {
  const std::string text =
      "<p>设集合 A＝{x｜x≥1}，B＝{x｜x＜9}，则 A∩B＝［1，3）。</p>\n"
      "<p>∵ △ABC≌△DEF，∴ ∠B＝∠E，AB∥DE．</p>\n<p>当 n→∞ 时，∑1/n 发散。</p>\n";
  for (const char* channel : {"gbk-as-windows-1252", "utf8-as-windows-1252"}) {
    CAPTURE(channel);
    std::string escaped;
    for (const char32_t cp : fuyuan::to_utf32(break_with(channel, text))) {
      if (cp < 0x80) {
        fuyuan::append_utf8(cp, escaped);
      } else {
        escaped += "&#" + std::to_string(static_cast<unsigned>(cp)) + ";";
      }
    }
    CHECK(restore(escaped).text == text);
  }
}

TEST_CASE("Escapes: the body of a mail, whatever it says", "[escape][restorer]") {
  const std::string program =
      "// 计算总价\nint total = 0;\nfor (int i = 0; i <= n; ++i) { total += price[i]; }\n"
      "String name = \"收银台\";\n";
  CHECK(restore(break_with("quoted-printable", program)).text == program);
  CHECK(restore(break_with("quoted-printable", program, "gbk")).text == program);
  const std::string mail =
      "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" +
      break_with("quoted-printable", kText + "a=b\n");
  CHECK(restore(mail).text == mail);
}

TEST_CASE("Escapes: hanzi that are hanzi of another charset", "[escape][restorer]") {
  const std::string broken = break_with("gbk-as-big5", "图书馆周末延长开放时间\n");
  for (const char* kind : {"entities", "percent"})
    CHECK(restore(break_with(kind, broken)).text == "图书馆周末延长开放时间\n");
}

TEST_CASE("Escapes: seven bits without any mark", "[escape][restorer]") {
  const std::string text = "主讲人介绍了甲骨文的发现过程，并且展示了许多珍贵的照片。\n";
  const std::string escaped = break_with("seven-bit-gb2312", text, "bare");
  const Restored restored = restore(escaped);
  CHECK(restored.text == text);
  CHECK(restored.plan.apply(escaped) == text);
}

TEST_CASE("Escapes: what is escaped may be broken in its turn", "[escape][restorer]") {
  for (const char* misread : {"gbk-as-windows-1252", "utf8-as-windows-1252", "utf8-as-cp437"}) {
    for (const char* kind : {"entities", "unicode-escapes", "percent"}) {
      CAPTURE(misread, kind);
      const std::string broken = break_with(misread, kText);
      const Restored restored = restore(break_with(kind, broken));
      CHECK(restored.text == kText);
      CHECK(restored.plan.steps.size() == 2);
    }
  }
  const std::string twice = break_with("percent", break_with("entities", kText, "named"), "utf8");
  CHECK(restore(twice).text == kText);
  const std::string doubly =
      break_with("entities", break_with("entities", kText, "named"), "named");
  CHECK(restore(doubly).text == kText);
}

TEST_CASE("Escapes: in code and addresses they are undone if asked for", "[escape][restorer]") {
  struct Case {
    const char* text;
    const char* undone;
  };
  const Case cases[] = {
      {"let s = \"\\u4f60\\u597d\\uff0c\\u4e16\\u754c\\n\";", "let s = \"你好，世界\\n\";"},
      {"{\"a\":\"\\u4f60\\u597d\\uff0c\\\"\\u4e16\\u754c\\\"\"}", "{\"a\":\"你好，\\\"世界\\\"\"}"},
      {"<p>&#20320;&#22909; &lt;b&gt; &amp;</p>", "<p>你好 &lt;b&gt; &amp;</p>"},
      {"https://a.example/?q=%E4%BD%A0%E5%A5%BD&b=%20", "https://a.example/?q=你好&b=%20"},
      {"Subject: =?GB2312?B?xOO6w6OsysC95w==?=", "Subject: 你好，世界"},
      {"他写的是“&#20320;&#22909;”。", "他写的是“你好”。"},
      {"/[\\u4e00-\\u9fa5]/.test('\\u4f60\\u597d')", "/[\\u4e00-\\u9fa5]/.test('你好')"},
      {"去掉零宽字符 \\u200b 和 &#8203; 即可", "去掉零宽字符 \\u200b 和 &#8203; 即可"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(restore(each.text).text == each.text);
    CHECK(restore(each.text, true).text == each.undone);
    CHECK(restore(each.undone, true).text == each.undone);
  }
}

TEST_CASE("Escapes: markup shows nobody what UTF-8 was misread as", "[escape][restorer]") {
  const auto page = [](const std::string& text) {
    return "<html><head><title>" + text.substr(0, text.find("，")) +
           "</title></head>\n<body>\n<p>" + text + "</p>\n</body></html>\n";
  };
  const std::string text = "昨天下午，市图书馆举办了一场关于古代文字的讲座，来了许多听众。";
  for (const char* channel : {"utf8-as-windows-1252", "utf8-as-gbk"}) {
    CAPTURE(channel);
    const std::string misread = break_with(channel, page(text));
    const std::string escaped = break_with("entities", misread, "named");
    REQUIRE(escaped != misread);
    CHECK(restore(escaped).text == restore(misread).text);
    CHECK(restore(escaped).text.find("市图书馆举办了一场") != std::string::npos);
    const std::string about = page("What mojibake is: ") + escaped;
    CHECK(restore(about).text == about);
  }
  // The text itself is meant, and so is what belongs to another language.
  const std::string healthy = break_with("entities", page(text), "decimal");
  CHECK(restore(healthy).text == healthy);
  const std::string french = page("d&eacute;j&agrave; vu, &ccedil;a &eacute;t&eacute; l&agrave;");
  CHECK(restore(french + french).text == french + french);
}

TEST_CASE("Escapes: a line of nothing else among lines of Chinese", "[escape][restorer]") {
  const std::string line = "主讲人介绍了甲骨文的发现过程，并且展示了许多珍贵的照片。";
  for (const char* kind :
       {"entities", "unicode-escapes", "percent", "byte-literals", "mime-words"}) {
    CAPTURE(kind);
    std::string escaped = break_with(kind, line);
    if (escaped.find('\n') != std::string::npos) escaped.replace(escaped.find('\n'), 1, "");
    const Restored restored = restore(kText + escaped + "\n" + kText);
    CHECK(restored.text == kText + line + "\n" + kText);
    CHECK(restored.plan.steps.size() == 1);
    // Examples: in a fence, introduced, indented, a part of the line.
    for (const std::string& quoted :
         {"```\n" + escaped + "\n```\n", "转义以后是这样：\n" + escaped + "\n",
          "    " + escaped + "\n", "他写的是" + escaped + "\n", "x = \"" + escaped + "\"\n"}) {
      CHECK(restore(kText + quoted + kText).text == kText + quoted + kText);
    }
  }
  CHECK(restore(kText + "&#20320;&#22909;\n").text == kText + "&#20320;&#22909;\n");
}

TEST_CASE("Escapes: text of other languages and plain ASCII stay", "[escape][restorer]") {
  for (const char* text : {"Caf&eacute; cr&egrave;me, d&eacute;j&agrave; vu",
                           "&#1055;&#1088;&#1080;&#1074;&#1077;&#1090;",
                           "100% +20 =E4 a+b-c x+y= &amp; &lt;tag&gt; %20", "deadbeef4F60597D",
                           "aGVsbG8gd29ybGQ=", "int f(){return{1,2};}", "~{ and ~}", "&#20320;"}) {
    CAPTURE(text);
    CHECK(restore(text).text == text);
  }
}

TEST_CASE("Escapes: context", "[escape]") {
  using fuyuan::is_in_address;
  using fuyuan::is_range;
  using fuyuan::looks_like_code;
  CHECK(looks_like_code("{\"a\":\"\x1A\"}", 100, true));
  CHECK(looks_like_code("<p>\x1A</p>", 100, false));
  CHECK(looks_like_code("a.title=\x1A\nb.title=\x1A", 8, true));
  CHECK(looks_like_code("print(\"\x1A\")", 100, true));
  CHECK(looks_like_code("Subject: \x1A", 100, false));
  CHECK_FALSE(looks_like_code("\x1A, 200 \x1A. A4 \x1A", 40, true));
  CHECK_FALSE(looks_like_code("", 4, false));
  CHECK(looks_like_code("modified: \"docs/\x1A.md\"\nOn branch main", 6, true));
  CHECK(looks_like_code("f = \x1A; g(){ h = \x1A; }", 20, true));
  CHECK_FALSE(looks_like_code("[10:00] \x1A: [x] a=b \x1A -> \x1A", 12, true));
  CHECK(fuyuan::is_mail("A: b\nContent-Transfer-Encoding: 8bit\n"));
  CHECK(fuyuan::is_chinese_for_certain(U"低筋粉"));
  CHECK(fuyuan::is_chinese_for_certain(U"△ABC≌△DEF，则∠B＝∠E"));
  CHECK_FALSE(fuyuan::is_chinese_for_certain(U"浣æ好é"));
  CHECK_FALSE(fuyuan::is_chinese_for_certain(U"Привет"));
  CHECK(is_in_address("http://a/%E4", 9));
  CHECK(is_in_address("/a/%E4", 3));
  CHECK(is_in_address("q=%E4", 2));
  CHECK_FALSE(is_in_address("24/7 %E4", 5));
  CHECK(is_range("[\\u4e00-\\u9fa5]", 1, 7));
  CHECK(is_range("[\\u4e00-\\u9fa5]", 8, 14));
  CHECK_FALSE(is_range("\\u4e00-\\u9fa5", 0, 6));
  CHECK(fuyuan::has_visible_character(U"\u00A0a"));
  CHECK_FALSE(fuyuan::has_visible_character(U"\u00A0\u200B\u0085"));
}

TEST_CASE("Escapes: text that was escaped as a whole keeps its question marks and addresses",
          "[escape][restorer]") {
  const std::string text =
      "昨天的讲座你去听了吗?我在图书馆门口等了半天。\n"
      "报名请打开 https://example.org/form 填写表格，月底截止。\n"
      "主讲人介绍了甲骨文的发现过程，并且展示了许多珍贵的照片。\n"
      "散场以后大家还在走廊里讨论，直到管理员来关灯。\n";
  // As encodeURI leaves them.
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr char kDigits[] = "0123456789ABCDEF";
    if (byte > 0x20 && byte < 0x80) {
      escaped.push_back(c);
    } else if (c == '\n') {
      escaped.push_back(c);
    } else {
      escaped += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  CHECK(restore(escaped).text == text);
  // Addresses stay.
  const std::string links =
      "https://example.org/s?q=%E5%9B%BE%E4%B9%A6%E9%A6%86\n"
      "https://example.org/s?q=%E7%94%B2%E9%AA%A8%E6%96%87\n";
  CHECK(restore(links).text == links);
}

TEST_CASE("Escapes: what mail folded comes back as a whole, in a page as well",
          "[escape][restorer]") {
  // 城南几条主要道路积水严重 was cut behind the first byte of 道.
  const std::string folded =
      "昨晚的天气\n"
      "=?GB2312?B?s8fEz7y4zPXW99KqtQ==?=\n"
      " =?GB2312?B?wMK3u/3LrtHP1ti63LezyMujoQ==?=\n"
      "今天放晴了\n";
  const std::string got = restore(folded).text;
  INFO(got);
  CHECK(got == "昨晚的天气\n城南几条主要道路积水严重很烦人！\n今天放晴了\n");
}

TEST_CASE("Escapes: a bare range of characters is a pattern's", "[escape][restorer]") {
  for (const char* range : {"\\u4e00-\\u9fa5", "%E4%B8%80-%E9%BE%A5", "&#x4e00;-&#x9fa5;",
                            "\\u3040-\\u309f\\u30a0-\\u30ff"}) {
    CAPTURE(range);
    CHECK(restore(range).text == range);
    CHECK(restore(kText + range + "\n").text == kText + range + "\n");
  }
  CHECK(restore("\\u5357\\u4eac-\\u4e0a\\u6d77").text == "南京-上海");
}

TEST_CASE("Escapes: the decimal numbers of RTF are none of a program's", "[escape][restorer]") {
  for (const char* text : {"\\u22270?\\u20070?\\u39302?", "\\u-26970?\\u20070 ?\\u9733?",
                           "\\u22270\\'cd\\u20070\\'ca", "{\\rtf1\\ansi\\uc0 \\u22270\\u20070}"}) {
    CAPTURE(text);
    CHECK(restore(text).text == text);
  }
  CHECK(restore("\\u4f60\\u5403\\u4e86\\u5417?").text == "你吃了吗?");
}
