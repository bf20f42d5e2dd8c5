#include "restore/verdict/shown_text.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::testing::break_with;

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

std::string as_cp437(const std::string& text) { return break_with("gbk-as-cp437", text); }
std::string as_latin1(const std::string& text) { return break_with("gbk-as-windows-1252", text); }
std::string utf8_as_gbk(const std::string& text) { return break_with("utf8-as-gbk", text); }

}  // namespace

TEST_CASE("Shown text: a table has the right names beside the broken ones", "[shown_text]") {
  std::string table = "| 压缩包里 | 应为 |\n|---|---|\n";
  for (const char* name : {"会议纪要.doc", "年度预算.xls", "员工名单.csv", "采购合同(2).pdf"})
    table += "| `" + as_cp437(name) + "` | `" + name + "` |\n";
  CHECK(restore(table) == table);
}

TEST_CASE("Shown text: the right name stands close by, where charsets are spoken of",
          "[shown_text]") {
  const std::string manual =
      "脚本以为控制台输出的是 ISO-8859-1，可磁盘上的 `操作手册.pdf`\n被它写成 `" +
      as_latin1("操作手册") + ".pdf`，于是复制失败。\n";
  CHECK(restore(manual) == manual);
  const std::string test = "// 旧版本用 cp1252 解码\nassertEquals(\"" +
                           break_with("utf8-as-windows-1252", "季度报告") +
                           ".docx\", oldName);\nassertEquals(\"季度报告.docx\", newName);\n";
  CHECK(restore(test) == test);
  // Nobody speaks of charsets.
  CHECK(restore("磁盘上的 \"操作手册\"\nprintf(\"%s: " + as_latin1("操作手册") + "\");\n") ==
        "磁盘上的 \"操作手册\"\nprintf(\"%s: 操作手册\");\n");
}

TEST_CASE("Shown text: the code encodes it by the charset that it was misread in", "[shown_text]") {
  const std::string renamed = "folder = \"" + as_cp437("会议纪要与照片") +
                              "\"\nshutil.move(folder, folder.encode('CP437').decode('gb18030'))\n";
  CHECK(restore(renamed) == renamed);
  const std::string direct =
      "print(\"" + as_cp437("年度预算和决算") + "\".encode(\"cp437\").decode(\"gbk\"))\n";
  CHECK(restore(direct) == direct);
  // It encodes what it should.
  CHECK(restore("folder = \"" + as_cp437("会议纪要与照片") + "\"\nsend(folder.encode('gbk'))\n") ==
        "folder = \"会议纪要与照片\"\nsend(folder.encode('gbk'))\n");
}

TEST_CASE("Shown text: the code looks for it, and says so", "[shown_text]") {
  const std::string search = "// 数据库里有些备注是乱码\nif (note.contains(\"" +
                             utf8_as_gbk("订单") + "\") || note.contains(\"" + utf8_as_gbk("库存") +
                             "\")) {\n  report(note);\n}\n";
  CHECK(restore(search) == search);
  CHECK(restore("if (note.contains(\"" + utf8_as_gbk("找不到订单") +
                "\")) {\n  report(note);\n}\n") ==
        "if (note.contains(\"找不到订单\")) {\n  report(note);\n}\n");
}

TEST_CASE("Shown text: a document that is broken elsewhere shows nothing", "[shown_text]") {
  // A dictionary with the right form beside each, in a file whose comments are broken.
  std::string broken;
  std::string healthy;
  for (const char* comment : {"读取配置文件", "打开数据库连接", "关闭窗口之前保存"}) {
    broken += "// " + as_latin1(comment) + "\n";
    healthy += std::string("// ") + comment + "\n";
  }
  broken += "names[\"" + as_latin1("操作手册") + "\"] = \"操作手册\";\n";
  healthy += "names[\"操作手册\"] = \"操作手册\";\n";
  CHECK(restore(broken) == healthy);
  // One side of a conflict is broken.
  const std::string conflict = "<<<<<<< HEAD\ntitle = \"GBK %s " + as_latin1("编码转换工具") +
                               "\"\n=======\ntitle = \"GBK %s 编码转换工具\"\n>>>>>>> fix\n";
  CHECK(restore(conflict).find("HEAD\ntitle = \"GBK %s 编码转换工具\"") != std::string::npos);
}
