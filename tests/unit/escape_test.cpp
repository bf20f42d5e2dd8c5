#include "channel/escape.hpp"

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/base64.hpp"
#include "channel/named_entities.hpp"
#include "channel/registry.hpp"
#include "channel/seven_bit.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Escape;
using fuyuan::EscapeHabits;
using fuyuan::EscapeMatch;
using fuyuan::Registry;
using fuyuan::testing::break_with;

const Escape& find(std::string_view name) {
  const auto* escape = dynamic_cast<const Escape*>(Registry::instance().find(name));
  REQUIRE(escape != nullptr);
  return *escape;
}

/// Undoes every escape from left to right.
std::string undo(const Escape& kind, std::string_view text, bool is_whole) {
  const EscapeHabits habits = kind.learn(text, is_whole);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool may_begin = kind.first_bytes().empty()
                               ? at == 0 || text[at - 1] == '\n'
                               : kind.first_bytes().find(text[at]) != std::string_view::npos;
    const EscapeMatch found = may_begin ? kind.match(text, at, habits) : EscapeMatch{};
    if (found.length == 0) {
      out.push_back(text[at++]);
      continue;
    }
    out += fuyuan::to_utf8(found.text);
    at += found.length;
  }
  return out;
}

std::string undo(std::string_view kind, std::string_view text, bool is_whole = false) {
  return undo(find(kind), text, is_whole);
}

const std::string kText =
    "编者按：本期“读者来信”共收到 36 封，其中 4 封写得特别长（超过 2000 字）。\n"
    "我们从 A 到 Z 排好了顺序，请看下一页 & 封底；价格是 5 < 10，路径 C:\\news\\new，占 20%。";

}  // namespace

TEST_CASE("Escapes: what is escaped comes back, by every notation and habit", "[escape]") {
  for (const Escape* kind : Registry::instance().escapes()) {
    if (kind->name() == "seven-bit-gb2312") continue;
    for (const std::string_view habit : kind->habits()) {
      CAPTURE(std::string(kind->name()), std::string(habit));
      // Bytes written as if they were characters come back as such: another channel's business.
      const bool misread =
          kind->name() == "entities" && (habit.starts_with("gbk") || habit.starts_with("utf8"));
      const bool twice = habit == "double";
      std::mt19937_64 random(1);
      const std::string escaped = kind->damage(kText, habit, random);
      // All but one: bytes that have no name are left as they are.
      CHECK((fuyuan::find_invalid_utf8(escaped) == escaped.size()) == (habit != "utf8-named"));
      const bool is_ascii =
          std::all_of(escaped.begin(), escaped.end(), [](char c) { return (c & 0x80) == 0; });
      CHECK(is_ascii == (habit != "utf8-named"));
      if (misread) continue;
      CHECK(kind->can_carry(kText, habit));
      CHECK(undo(*kind, escaped, !twice) == kText);
    }
  }
}

TEST_CASE("Escapes: bytes as entities come back as the misread text", "[escape]") {
  for (const char* habit : {"gbk-decimal", "gbk-named"}) {
    const std::string escaped = break_with("entities", "你好", habit);
    CHECK(undo("entities", escaped) == "ÄãºÃ");
  }
  CHECK(undo("entities", break_with("entities", "你好", "utf8-decimal")) ==
        "\u00e4\u00bd\u00a0\u00e5\u00a5\u00bd");
}

TEST_CASE("Escapes: entities", "[escape]") {
  CHECK(undo("entities", "&#20320;&#x597D;&#X4E16; &hellip;") == "你好世 …");
  CHECK(undo("entities", "&amp;#20320;&amp;amp;#22909;") == "你好");
  CHECK(undo("entities", "&#20320&#22909 &#20320！") == "你好 你！");
  // Signs of the markup are meant, unless all was escaped.
  CHECK(undo("entities", "&lt;b&gt;&#20320; &amp; &#65;") == "&lt;b&gt;你 &amp; &#65;");
  CHECK(undo("entities", "&lt;b&gt;&#20320; &amp;&#65;", true) == "<b>你 &A");
  CHECK(undo("entities", "a & b &lt; &#20320;", true) == "a & b &lt; 你");
  for (const char* text : {"&", "&#", "&#;", "&#x;", "&#xD800;", "&#99999999;", "&#1114112;",
                           "&nope;", "&#0;", "&#233x", "a&b;c", "&#20320a"}) {
    CAPTURE(text);
    CHECK(undo("entities", text) == text);
  }
  CHECK(fuyuan::find_entity("eacute") == U'é');
  CHECK(fuyuan::find_entity("Eacute") == U'É');
  CHECK(fuyuan::find_entity("") == 0);
  CHECK(fuyuan::entity_name(U'…') == "hellip");
  CHECK(fuyuan::entity_name(U'你').empty());
}

TEST_CASE("Escapes: backslashes", "[escape]") {
  CHECK(undo("unicode-escapes", "\\u4f60\\u597D \\ud83d\\ude00 \\u{1F600} \\U0001f600") ==
        "你好 😀 😀 😀");
  CHECK(undo("unicode-escapes", "\\\\u4f60 \\\\\\u4f60") == "\\\\u4f60 \\\\你");
  for (const char* text : {"\\", "\\u", "\\u4f6", "\\u4f6g", "\\ud83d", "\\ude00", "\\ud83d\\u4f60",
                           "\\u{}", "\\u{110000}", "\\U00110000", "\\u0041", "C:\\users"}) {
    CAPTURE(text);
    if (std::string_view(text) == "\\ud83d\\u4f60") {
      CHECK(undo("unicode-escapes", text) == "\\ud83d你");
    } else {
      CHECK(undo("unicode-escapes", text) == text);
    }
  }
  CHECK(undo("unicode-escapes", "\"\\u4ed6\\u8bf4\\n\\\"\\u597d\\\"\"", true) ==
        "\"他说\n\"好\"\"");
  CHECK(undo("byte-literals", "\\xe4\\xbd\\xa0 \\345\\245\\275 \\n") == "你 好 \\n");
  CHECK(undo("byte-literals", "\\xc4\\xe3\\xba\\xc3") == "你好");
  CHECK(undo("byte-literals", "\\xe4\\xbd\\xa0 \\xe4\\xbd") == "你 \\xe4\\xbd");
}

TEST_CASE("Escapes: percent signs and quoted-printable", "[escape]") {
  CHECK(undo("percent", "q=%E4%BD%A0%E5%A5%BD&a=%20") == "q=你好&a=%20");
  CHECK(undo("percent", "%C4%E3%BA%C3%A3%AC%CA%C0%BD%E7") == "你好，世界");
  CHECK(undo("percent", "%u4F60%u597D %uD83D%uDE00") == "你好 😀");
  CHECK(undo("percent", "%E4%BD%A0+%26+%E5%A5%BD", true) == "你 & 好");
  CHECK(undo("percent", "https://a.example/?q=%E4%BD%A0%26+b", true) ==
        "https://a.example/?q=你%26+b");
  // Two charsets in one list of addresses.
  CHECK(undo("percent", "%E4%BD%A0%E5%A5%BD%E4%B8%96%E7%95%8C /%C4%E3%BA%C3") == "你好世界 /你好");
  // Cut within an escape, or within a character.
  CHECK(undo("percent", "%E4%BD%A0%0A%E5%A5%BD%E4%B8%9", true) == "你\n好%E4%B8%9");
  CHECK(undo("percent", "%E4%BD%A0%0A%E5%A5%BD%0\n", true) == "你\n好%0\n");
  CHECK(undo("quoted-printable", "=E4=BD=A0 =3D=E5=A5=BD=E", true) == "你 =好=E");
  CHECK(undo("byte-literals", "\\xe4\\xbd\\xa0\\n\\xe5\\xa5\\xbd\\xe", true) == "你\n好\\xe");
  CHECK(undo("unicode-escapes", "\\u4f60\\n\\u597d\\u4e1", true) == "你\n好\\u4e1");
  CHECK(undo("unicode-escapes", "\\u4f60\\n\\u597d\\", true) == "你\n好\\");
  CHECK(undo("percent", "100% 50%off %zz %4 %") == "100% 50%off %zz %4 %");
  // The second byte of 乗 is a backslash.
  CHECK(undo("percent", break_with("percent", "乗车", "gbk")) == "乗车");
  CHECK(undo("quoted-printable", "=E4=BD=\n=A0=E5=A5=BD 1=3D1=\n2", true) == "你好 1=12");
  CHECK(undo("quoted-printable", "=C4=E3=BA=C3, a=b, x=3D1") == "你好, a=b, x=3D1");
}

TEST_CASE("Escapes: percent signs among blanks", "[escape]") {
  // What is escaped here is escaped everywhere.
  CHECK(undo("percent", "%E4%BD%A0 %E5%A5%BD%3F%21 (%2A)", true) == "你 好?! (*)");
  CHECK(undo("percent", "%E4%BD%A0 100%25 a+b%2Bc", true) == "你 100%25 a+b%2Bc");
  CHECK(undo("percent", "%E4%BD%A0? %E5%A5%BD%3F", true) == "你? 好%3F");
}

TEST_CASE("Escapes: mail headers", "[escape]") {
  CHECK(undo("mime-words", "Re: =?GB2312?B?xOO6ww==?= =?gb2312?Q?=CA=C0=BD=E7?= (1)") ==
        "Re: 你好世界 (1)");
  CHECK(undo("mime-words", "=?utf-8?q?=E4=BD=A0_=E5=A5=BD?=") == "你 好");
  // A character in two words, and a charset that says too little.
  CHECK(undo("mime-words", "=?GB2312?B?xOO6?=\r\n =?GB2312?B?2g==?=") == "你黑");
  CHECK(undo("mime-words", "=?UTF-8?B?5L0=?= =?UTF-8?B?oOWlvQ==?=") == "你好");
  // Between two charsets a character must be complete, and what is not stays as it is.
  CHECK(undo("mime-words", "=?UTF-8?B?5L0=?= =?GB2312?B?xOO6w8rA?=") == "=?UTF-8?B?5L0=?= 你好世");
  CHECK(undo("mime-words", "=?GB2312?B?xOO6w8rA?= =?UTF-8?B?5L0=?=") == "你好世 =?UTF-8?B?5L0=?=");
  CHECK(undo("mime-words", "=?GB2312?B?xOO6ww==?= =?UTF-8?B?5LiW?= !") == "你好世 !");
  for (const char* text : {"=?", "=?x?B?xOO6ww==?=", "=?GBK?X?a?=", "=?GBK?B?*?=", "=?GBK?B?xA==?=",
                           "=?GBK?Q?=ZZ?=", "=?GBK?B?xOO6ww=="}) {
    CAPTURE(text);
    CHECK(undo("mime-words", text) == text);
  }
}

TEST_CASE("Escapes: words of mail one a line", "[escape]") {
  CHECK(undo("mime-words", "=?gb2312?B?udzA7dSx?=\n=?GBK?Q?=B9=DC=C0=ED?=\n") == "管理员\n管理\n");
  CHECK(undo("mime-words", "=?gb2312?B?udzA7dSx?=\r\n=?GBK?Q?=B9=DC=C0=ED?=") == "管理员\r\n管理");
  CHECK(undo("mime-words", "=?gb2312?B?udzA7dSx?=\n\t=?GBK?Q?=B9=DC=C0=ED?=") == "管理员管理");
  CHECK(undo("mime-words", "=?gb2312?B?udzA7dSx?=\n\n =?GBK?Q?=B9=DC=C0=ED?=") ==
        "管理员\n\n 管理");
  // Cut within a character, they belong together.
  CHECK(undo("mime-words", "=?UTF-8?B?5L0=?=\n=?UTF-8?B?oOWlvQ==?=") == "你好");
  // As Python's email package calls it.
  CHECK(undo("mime-words", "=?eucgb2312_cn?b?udzA7dSx?=") == "管理员");
}

TEST_CASE("Escapes: in angle brackets", "[escape]") {
  CHECK(undo("angle-code-points", "<U+7BA1><U+7406> a<U+0001F600>") == "管理 a😀");
  CHECK(undo("angle-bytes", "<e7><ae><a1><e7><90><86> x") == "管理 x");
  CHECK(undo("angle-bytes", "<b9><dc><c0><ed><d4><b1><b2><d9><d7><f7>") == "管理员操作");
  for (const char* text : {"<U+7BA>", "<U+0041>", "<U+D800>", "<u+7BA1>", "<dd>", "<dd><dd>",
                           "<dl><dt>a<dd>b</dl>", "<e7 >", "<a1><b>"}) {
    CAPTURE(text);
    CHECK(undo("angle-code-points", text) == text);
    CHECK(undo("angle-bytes", text) == text);
  }
}

TEST_CASE("Escapes: of Perl and of style sheets", "[escape]") {
  CHECK(undo("unicode-escapes", "\\x{7BA1}\\x{7406} \\x{1f600}") == "管理 😀");
  CHECK(undo("css-escapes", "\\7BA1 \\7406\\5458 a") == "管理员a");
  CHECK(undo("css-escapes", "\\007BA1\\3002") == "管。");
  for (const char* text :
       {"C:\\2021\\2014\\1203", "\\344\\275", "\\\\7BA1", "\\7BA", "\\x{}", "\\x{110000}"}) {
    CAPTURE(text);
    CHECK(undo("css-escapes", text) == text);
    CHECK(undo("unicode-escapes", text) == text);
  }
}

TEST_CASE("Escapes: UTF-7", "[escape]") {
  CHECK(undo("utf-7", "+T2BZfQ- 1 +- 1", true) == "你好 1 + 1");
  CHECK(undo("utf-7", "a+T2BZfQ!") == "a你好!");
  CHECK(undo("utf-7-imap", "&T2BZfQ-/&-", true) == "你好/&");
  for (const char* text : {"1+1=2", "a+b", "+", "+-", "C++", "+AGE-", "+2D0-"}) {
    CAPTURE(text);
    CHECK(undo("utf-7", text) == text);
  }
}

TEST_CASE("Escapes: packed bytes", "[escape]") {
  CHECK(undo("base64", "5L2g5aW977yM5LiW55WM", true) == "你好，世界");
  CHECK(undo("base64", "5L2g5aW9\n77yM5LiW55WM\n", true) == "你好，世界\n");
  CHECK(undo("base64", "log\n5L2g5aW977yM5LiW55WM\r\nend\n") == "log\n你好，世界\r\nend\n");
  CHECK(undo("hexadecimal", "E4BDA0E5A5BD", true) == "你好");
  CHECK(undo("hexadecimal", "e4 bd a0 e5 a5 bd", true) == "你好");
  CHECK(undo("hexadecimal", "4ECA592959296C145F88597D", true) == "今天天气很好");
  for (const char* text : {"4F60597D", "deadbeef", "aGVsbG8gd29ybGQ=", "password", "abcdefgh",
                           "d41d8cd98f00b204e9800998ecf8427e", "2021010112000000"}) {
    CAPTURE(text);
    CHECK(undo("base64", text, true) == text);
    CHECK(undo("hexadecimal", text, true) == text);
  }
}

TEST_CASE("Escapes: a packed page of a dialect or of verse is GBK, whatever it costs", "[escape]") {
  const std::string text =
      "佢琴日去咗墟市，买返嚟一篮靓嘢，仲谂住煲汤俾细路饮。\n"
      "点知返到屋企先至发觉，成篮嘢唔见咗，唔知系咪漏咗喺车度。\n"
      "隔篱嗰个阿婆话，佢睇见有只猫喺度捐嚟捐去，怕系畀佢拖走晒喇。\n";
  constexpr std::size_t kRow = 72;
  const std::string digits = break_with("base64", text, "gbk");
  std::string rows;
  for (std::size_t at = 0; at < digits.size(); at += kRow) {
    rows.append(digits, at, kRow);
    rows.push_back('\n');
  }
  CHECK(undo("base64", rows, true) == text);
}

TEST_CASE("Escapes: texts that were packed one by one are lines", "[escape]") {
  const std::string first = "E79599E5BF83E8849AE4B88B";  // 留心脚下
  const std::string second = "E6ADA3E59CA8E696BDE5B7A5EFBC8CE8AFB7E7BB95E8A18C";
  CHECK(undo("hexadecimal", first + "\n" + second + "\n" + first + "\n", true) ==
        "留心脚下\n正在施工，请绕行\n留心脚下\n");
  CHECK(undo("hexadecimal", first + "\r\n" + first, true) == "留心脚下\r\n留心脚下");
  CHECK(undo("base64", "55WZ5b+D6ISa5LiL\n5q2j5Zyo5pa95bel\n6K+357uV6KGM\n", true) ==
        "留心脚下\n正在施工\n请绕行\n");
  // Four characters of GBK by themselves are nothing to go by.
  CHECK(undo("hexadecimal", "D5FDD4DACAA9B9A4A3ACC7EBC8C6D0D0\nC1F4D0C4BDC5CFC2\n", true) ==
        "正在施工，请绕行\n留心脚下\n");
  // What a program wrapped goes on, wherever it was cut.
  const std::string all = second + second + second;
  CHECK(undo("hexadecimal", all.substr(0, 60) + "\n" + all.substr(60, 60) + "\n" + all.substr(120),
             true) == "正在施工，请绕行正在施工，请绕行正在施工，请绕行");
  CHECK(undo("hexadecimal", all.substr(0, 62) + "\n" + all.substr(62), true) ==
        "正在施工，请绕行正在施工，请绕行正在施工，请绕行");
}

TEST_CASE("Escapes: Base64 itself", "[escape]") {
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string("ab"), std::string("abc"),
        std::string("\0\xFF\x80", 3), std::string("\xFB\xFF\xFE")}) {
    const std::string digits = fuyuan::to_base64(bytes);
    CHECK(digits.size() % 4 == 0);
    CHECK(fuyuan::from_base64(digits) == bytes);
  }
  CHECK(fuyuan::to_base64("\xFF\xFF\xFF", ',') == ",,,,");
  CHECK(fuyuan::from_base64(",,,,", ',') == "\xFF\xFF\xFF");
  CHECK_FALSE(fuyuan::from_base64("a").has_value());
  CHECK_FALSE(fuyuan::from_base64("ab=c").has_value());
  CHECK_FALSE(fuyuan::from_base64("ab").has_value());  // unused bits that are set
  CHECK_FALSE(fuyuan::from_base64("!!!!").has_value());
}

TEST_CASE("Escapes: a text that is packed with its line end, at the end of a document",
          "[escape]") {
  // 你好世界 and a line feed; a lone carriage return is no line end.
  CHECK(undo("base64", "Hello\n5L2g5aW95LiW55WMCg==\r").starts_with("Hello\n你好世界"));
  CHECK(undo("base64", "5L2g5aW95LiW55WMCg==\r", true).starts_with("你好世界"));
  // Packed one by one, each with its own line end.
  CHECK(undo("base64", "5L2g5aW9DQo=\r\n5LiW55WMDQo=\r\n", true) == "你好\r\n世界\r\n");
  CHECK(undo("base64", "5L2g5aW9Cg==\n5LiW55WMCg==", true) == "你好\n世界\n");
}

TEST_CASE("Escapes: seven bits", "[escape]") {
  CHECK(break_with("seven-bit-gb2312", "你好 OK", "bare") == "Dc:C OK");
  CHECK(break_with("seven-bit-gb2312", "你好", "hz") == "~{Dc:C~}");
  CHECK(break_with("seven-bit-gb2312", "你好", "iso-2022-cn") ==
        "\x1B$)A\x0E"
        "Dc:C\x0F");
  CHECK(undo("seven-bit-gb2312", "a {Dc:C} b") == "a 你好 b");
  CHECK(undo("seven-bit-gb2312",
             "$)A\x0E"
             "Dc:C\x0F b",
             true) == "你好 b");
  CHECK(undo("seven-bit-gb2312", "{}{a}{abc}{ ab}") == "{}{a}{abc}{ ab}");
  CHECK(fuyuan::read_seven_bit_pair(0x44, 0x63) == U'你');
  CHECK(fuyuan::read_seven_bit_pair(0x20, 0x63) == 0);
  CHECK(fuyuan::read_seven_bit_pair(0x2A, 0x21) == 0);
  CHECK(find("seven-bit-gb2312").can_carry("你好 a", "bare"));
  CHECK_FALSE(find("seven-bit-gb2312").can_carry("镕", "bare"));
}

TEST_CASE("Escapes: the lattice can explain them", "[escape]") {
  using fuyuan::testing::best_original;
  CHECK(best_original("他说&#20320;&#22909;，再见", "entities") == "他说你好，再见");
  CHECK(best_original("他说\\u4f60\\u597d，再见", "unicode-escapes") == "他说你好，再见");
  CHECK(best_original("他说%E4%BD%A0%E5%A5%BD，再见", "percent") == "他说你好，再见");
  CHECK(best_original("=?UTF-8?B?5L2g5aW9?=，再见", "mime-words") == "你好，再见");
  const std::string bare = break_with("seven-bit-gb2312", "今天天气很好，我们去公园散步。", "bare");
  CHECK(best_original(bare, "seven-bit-gb2312") == "今天天气很好，我们去公园散步。");
}
