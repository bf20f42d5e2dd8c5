#include "text/ascii_syntax.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using namespace fuyuan;

namespace {

AsciiSyntax learn(std::string_view text) {
  AsciiSyntax syntax;
  syntax.learn(text);
  return syntax;
}

/// What `before` and `behind` lack between them.
char32_t called_for(const AsciiSyntax& syntax, const std::u32string& before,
                    std::u32string_view behind) {
  const std::u32string line = before + std::u32string(behind);
  return syntax.called_for(line, std::u32string_view(line).substr(before.size()));
}

std::string restore(std::string_view text) {
  return Restorer().restore(testing::break_with("utf8-as-gbk", text, "windows")).text;
}

}  // namespace

TEST_CASE("What is left of it tells what began with a swallowed character", "[ascii_syntax]") {
  const AsciiSyntax log = learn("\x1B[32m完成\x1B[m\n");
  CHECK(called_for(log, U"失败", U"[31m!") == 0x1B);
  CHECK(called_for(log, U"失败", U"[见下]") == 0);
  CHECK(called_for(learn("完成\n"), U"失败", U"[31m!") == 0);

  const AsciiSyntax messages = learn("共 %d 个，用了 %s\n");
  CHECK(called_for(messages, U"找不到", U"s。") == U'%');
  CHECK(called_for(messages, U"找不到", U"5d!") == U'%');
  CHECK(called_for(messages, U"找不到", U"size") == 0);
  CHECK(called_for(learn("共 3 个\n"), U"找不到", U"s。") == 0);

  const AsciiSyntax files = learn("D:\\歌\\上海滩.mp3\n");
  CHECK(called_for(files, U"茉莉花", U"mp3") == U'.');
  CHECK(called_for(files, U"歌词", U"txt\"") == U'.');
  CHECK(called_for(files, U"转成", U"mp3 格式") == 0);
  CHECK(called_for(learn("a.mp3\n转成 mp3 格式\n"), U"转成", U"mp3") == 0);

  const AsciiSyntax formulas = learn("设 $x=1$，则 $y=2$。\n");
  CHECK(called_for(formulas, U"故", U"x+y$ 为三") == U'$');
  CHECK(called_for(formulas, U"故 $x$ 与", U"y 有关") == 0);
}

TEST_CASE("Quotation marks close where others do", "[ascii_syntax]") {
  const AsciiSyntax json = learn("{\"名\": \"林\", \"城\": \"苏州\"}\n");
  CHECK(json.rules_out_quote(U'"', U"{\"名\": \"小鱼", U"鱼"));
  const std::u32string_view line = U"{\"名\": \"小鱼, \"城\"";
  CHECK_FALSE(json.rules_out_quote(U'"', line, line.substr(9)));
  // In sentences they close before anything.
  const AsciiSyntax text = learn("他说\"好\"就走，又说\"不\"才停，\"行\"。\n");
  CHECK_FALSE(text.rules_out_quote(U'"', U"他说\"小鱼", U"鱼"));
}

TEST_CASE("Patterns of SQL end with a percent sign", "[ascii_syntax]") {
  const AsciiSyntax sql = learn("SELECT * FROM book;\n");
  CHECK(called_for(sql, U"WHERE name LIKE '%词典", U"';") == U'%');
  CHECK(called_for(sql, U"where city like \"福州", U"\" and x = 1") == U'%');
  // It is there, or this is no pattern.
  CHECK(called_for(sql, U"WHERE name LIKE '%词典", U"%';") == 0);
  CHECK(called_for(sql, U"WHERE a LIKE '%词典%' AND b = '书", U"';") == 0);
  CHECK(called_for(sql, U"SET rate = '%词典", U"';") == 0);
}

TEST_CASE("The syntax of a document tells what its marks swallowed", "[ascii_syntax][restorer]") {
  const std::string catalogue =
      "msgid \"Cannot read %s: %s\"\nmsgstr \"读取%s出错，请稍后再试：%s\"\n"
      "msgid \"Deleted %d files\"\nmsgstr \"已经删除了 %d 个文件\"\n"
      "msgid \"Please check %s\"\nmsgstr \"请检查网络的设置%s后重新打开\"\n";
  CHECK(restore(catalogue).find(" s") == std::string::npos);
  const std::string page =
      "<p>图书馆周末开放&hellip;&hellip;</p>\n<p>明天下午在门口见面&lt;请准时&gt;</p>\n";
  const std::string restored = restore(page);
  CHECK(restored.find("&hellip;&hellip;") != std::string::npos);
  CHECK(restored.find("&lt;") != std::string::npos);
}

TEST_CASE("AsciiSyntax: stars of strong text", "[ascii_syntax]") {
  const AsciiSyntax page = learn("先看 **说明** 再用。\n* 第一项\n");
  CHECK(called_for(page, U"**先看说明?", U"* 再用") == U'*');
  CHECK(called_for(page, U"请先?", U"*看说明**再用") == U'*');
  CHECK(called_for(page, U"请先?", U"* 看说明") == 0);
  CHECK(called_for(page, U"**先看**说明?", U"* 再用") == 0);
  CHECK(called_for(page, U"**先看说明?", U"*/") == 0);
  CHECK(called_for(learn("a *b* 与 **c**\n"), U"**先看?", U"* 再用") == 0);
  CHECK(called_for(learn("宽\n"), U"**先看?", U"* 再用") == 0);
}

TEST_CASE("What is formatted tells that conversions lack their percent sign", "[ascii_syntax]") {
  const AsciiSyntax nothing = learn("");
  CHECK(called_for(nothing, U"printf(\"剩余", U"d张票\\n\", n);") == U'%');
  CHECK(called_for(nothing, U"fmt.Errorf(\"座位", U"s已售\", seat)") == U'%');
  CHECK(called_for(nothing, U"fprintf(out, \"剩余", U"d张\", n)") == U'%');
  CHECK(called_for(nothing, U"print('剩余", U"d张' % n)") == U'%');
  CHECK(called_for(nothing, U"<b>票价", U"1$s</b>") == U'%');
  CHECK(called_for(nothing, U"票价", U".2f") == U'%');
  // Which of the arguments one is of tells of others that do not say so.
  CHECK(called_for(learn("票价?1$s\n"), U"座位", U"s</b>") == U'%');
  for (const std::u32string call : {U"if (\"剩余", U"print(\"剩余", U"(\"剩余"}) {
    CHECK(called_for(nothing, call, U"d\")") == 0);
  }
  CHECK(called_for(nothing, U"printf(\"剩余", U"double\", n)") == 0);
  // All arguments have their conversions, or a word stands apart.
  CHECK(called_for(nothing, U"printf(\"坐标", U"x:%d y:%d\", x, y)") == 0);
  CHECK(called_for(nothing, U"print(\"请输入", U"x 的值：%d\" % x)") == 0);
  CHECK(called_for(learn("第%s行\n"), U"\"请按键", U"s 保存\"") == 0);
}

TEST_CASE("Variables lack their dollar sign where others have it", "[ascii_syntax]") {
  const AsciiSyntax script = learn("console.log(`gate ${gate}`);\necho $platform\n");
  CHECK(called_for(script, U"`站台", U"{platform}`") == U'$');
  CHECK(called_for(script, U"\"站台", U"platform，到了\"") == U'$');
  CHECK(called_for(script, U"`站台", U"{{ platform }}`") == 0);
  CHECK(called_for(script, U"\"站台", U"platforms\"") == 0);
  CHECK(called_for(script, U"\"请设置", U"platform 变量\"") == 0);
  CHECK(called_for(script, U"// 站台名", U"platform，必填") == 0);
  CHECK(called_for(learn(""), U"\"出错", U"($_.Name)\"") == U'$');
  CHECK(called_for(learn(""), U"`站台", U"{platform}`") == 0);
  // Braces without one are what the document writes.
  CHECK(called_for(learn("${a}\n站台{platform}\n车次{train}\n"), U"座位", U"{seat}") == 0);
  CHECK(called_for(learn(""), U"卡号", U"***0316") == U'*');
  CHECK(called_for(learn(""), U"卡号", U"****0316") == 0);
}
