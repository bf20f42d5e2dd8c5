#include "restore/hypotheses/column_finder.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "property/corpus.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::testing::break_by;

/// Ten records with the value, or what it became, in the middle.
std::string records(const std::string& value) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += std::to_string(i) + "\t王小明\t" + value + "\t转账\n";
  return text;
}

}  // namespace

TEST_CASE("Columns: a short value that recurs comes back", "[columns]") {
  for (const char* damage : {"utf8-as-windows-1252", "gbk-as-windows-1252"}) {
    INFO(damage);
    const auto restored = fuyuan::Restorer().restore(records(break_by(damage, "秋")));
    CHECK(restored.text == records("秋"));
    CHECK(restored.verdict == fuyuan::Verdict::restored);
  }
}

TEST_CASE("Columns: different names speak for each other", "[columns]") {
  std::string observed;
  std::string expected;
  for (const std::string name : {"林海", "老周", "小梅"}) {
    observed += "1,\"院子里的石榴树\",\"" + break_by("gbk-as-windows-1252", name) + "\"\n";
    expected += "1,\"院子里的石榴树\",\"" + name + "\"\n";
  }
  CHECK(fuyuan::Restorer().restore(observed).text == expected);
}

TEST_CASE("Columns: a field that was misread twice comes back whole", "[columns]") {
  const std::string twice =
      break_by("utf8-as-windows-1252", break_by("utf8-as-windows-1252", "五常大米"));
  CHECK(fuyuan::Restorer().restore("今天到货的是,\"" + twice + "\",请尽快入库\n").text ==
        "今天到货的是,\"五常大米\",请尽快入库\n");
}

TEST_CASE("Columns: Latin words and signs stay", "[columns]") {
  for (const char* value : {"Müller", "é", "25°C", "±½", "Señor Núñez", "«»"})
    CHECK(fuyuan::Restorer().restore(records(value)).text == records(value));
}

TEST_CASE("Columns: what is one character of UTF-8, misread, is not clean", "[columns]") {
  const auto restored =
      fuyuan::Restorer().restore("王小明\t" + break_by("utf8-as-windows-1252", "秋") + "\t转账\n");
  CHECK(restored.verdict == fuyuan::Verdict::unrepaired);
}

TEST_CASE("Columns that were misread in different ways each come back", "[columns]") {
  const std::string observed =
      "å¼ å»ºå›½,Ф╠÷Х╔©Г°│Е█≈Ф≤▄Е╦┌\n"
      "æŽæ·‘èŠ¬,Д╨▒Е█≈Г°│Е╓╖Г░├Е╥·\n"
      "çŽ‹å¤§åŠ›,Ф╡ЁЕ▄≈Г°│Г÷ЁЕ╝╤Е╨└\n"
      "é™ˆæ™“ç‡•,Е╧©Д╦°Г°│Д╫⌡Е╠╠Е╦┌\n";
  const std::string expected =
      "张建国,江西省南昌市\n"
      "李淑芬,云南省大理州\n"
      "王大力,河北省石家庄\n"
      "陈晓燕,广东省佛山市\n";
  CHECK(fuyuan::Restorer().restore(observed).text == expected);
}

TEST_CASE("Columns: words with rare hanzi are words where the whole column reads well",
          "[columns]") {
  // The first of them GBK as Windows-1252, the second as code page 437.
  const std::string goods[][2] = {{"擀面杖", "桃木做的，长四十厘米，不粘面粉"},
                                  {"搪瓷脸盆", "老式的样子，口沿是蓝色的，很耐用"},
                                  {"不锈钢勺子", "容量三升，第一次用之前请煮一锅粥"},
                                  {"塑料水桶", "加厚的桶身，提手牢固，装满也不变形"},
                                  {"竹编篮子", "手工编的，可以晒豆子，也可以筛米"}};
  std::string observed;
  std::string expected;
  for (const auto& [name, what] : goods) {
    observed += "7," + break_by("gbk-as-windows-1252", name) + "," +
                break_by("gbk-as-cp437", what) + ",15.80\n";
    expected += "7," + name + "," + what + ",15.80\n";
  }
  CHECK(fuyuan::Restorer().restore(observed).text == expected);
}

TEST_CASE("Columns: short names among those that the same misread befell", "[columns]") {
  for (const char* damage : {"gbk-as-windows-874", "gbk-as-iso-8859-5", "gbk-as-koi8-r"}) {
    INFO(damage);
    std::string observed = "姓名\t科室\t职称\n";
    std::string expected = observed;
    const std::string people[][3] = {{"孙丽", "门诊部", "主治医师"},
                                     {"上官婉清", "住院部", "护士长"},
                                     {"周敏", "药房", "药剂师"},
                                     {"何建民", "放射科", "副主任医师"},
                                     {"高洁", "检验科", "检验师"}};
    for (const auto& [name, place, title] : people) {
      observed += break_by(damage, name) + "\t" + place + "\t" + break_by(damage, title) + "\n";
      expected += name + "\t" + place + "\t" + title + "\n";
    }
    CHECK(fuyuan::Restorer().restore(observed).text == expected);
  }
  // Russian names in a column of their own stay.
  const std::string mixed = "王芳\tИрина\t" + break_by("gbk-as-iso-8859-5", "中学语文教师") +
                            "\n李军\tАнна\t" + break_by("gbk-as-iso-8859-5", "小学数学教师") +
                            "\n赵云\tОльга\t" + break_by("gbk-as-iso-8859-5", "大学历史教授") +
                            "\n";
  CHECK(fuyuan::Restorer().restore(mixed).text.find("Анна") != std::string::npos);
}

TEST_CASE("Columns: a column of pinyin is none of hanzi among letters", "[columns]") {
  const std::string expected =
      "吃苦\tchī kǔ\t动词\t受罪受累\n"
      "螺丝\tluó sī\t名词\t固定零件\n"
      "失去\tshī qù\t动词\t不再拥有\n";
  const std::string text =
      fuyuan::Restorer().restore(break_by("utf8-as-windows-1252:python", expected)).text;
  CHECK(text == expected);
}

// Their bytes are kanji of EUC-JP as well: `2g/支` is `2g/屶`, `100片/盒` is `100頭/歳`.
TEST_CASE("Columns: units among numbers are of the charset of the other columns", "[columns]") {
  const std::string rows =
      "INSERT INTO `kucun` VALUES (1,'止咳糖浆','10g×20袋',30,'冬季多备');\n"
      "INSERT INTO `kucun` VALUES (2,'红色眼药水','2g/支',5,NULL);\n"
      "INSERT INTO `kucun` VALUES (3,'生理盐水','10ml×10支',0,'缺货，已申请');\n"
      "INSERT INTO `kucun` VALUES (4,'消炎胶囊','0.25g×24粒',18,'饭后服用');\n"
      "INSERT INTO `kucun` VALUES (5,'止血贴','100片/盒',18,'');\n";
  CHECK(fuyuan::Restorer().restore(break_by("gbk-as-windows-1252", rows)).text == rows);
}
