#include "restore/repair/lost_signs.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "unit/sign_helpers.hpp"

namespace {

using fuyuan::LostSigns;

std::u32string name(const std::u32string& text, std::size_t at, double probability = 0.5,
                    const std::vector<std::u32string>& others = {}) {
  return fuyuan::name_sign<LostSigns>(text, at, probability, others);
}

}  // namespace

TEST_CASE("A label has a colon before its value where labels of the document do", "[lost_signs]") {
  const std::vector<std::u32string> others = {U"品名：铜芯电缆", U"　　产地：上海"};
  CHECK(name(U"额定电压，380V", 4, 0.6, others) == U"额定电压：380V");
  CHECK(name(U"品名：电缆　　单　　价，12元", 11, 0.6, others) == U"品名：电缆　　单　　价：12元");
  CHECK(name(U"- 芯数，4", 4, 0.6, others) == U"- 芯数：4");
  // Commas behind the first words of sentences are no labels'.
  CHECK(name(U"手机，13800000000", 2, 0.6,
             {U"单位：电缆厂", U"另外，请自带证件", U"此外，可以停车"}) == U"手机：13800000000");
  // Sentences, what is sure, and documents without labels.
  CHECK(name(U"其中，4芯的占多数。", 2, 0.6, others) == U"其中，4芯的占多数。");
  CHECK(name(U"额定电压，380V", 4, 0.9, others) == U"额定电压，380V");
  CHECK(name(U"额定电压，380V", 4, 0.6, {U"其中，一半是铜。"}) == U"额定电压，380V");
  CHECK(name(U"电缆的额定电压和电流，380V", 10, 0.6, others) == U"电缆的额定电压和电流，380V");
}

TEST_CASE("A sign of comparison that nobody writes is a colon", "[lost_signs]") {
  CHECK(name(U"已连上服务器，排队人数＞12", 11, 0.3) == U"已连上服务器，排队人数：12");
  CHECK(name(U"排队人数＞12", 4, 0.3, {U"人数＜3时"}) == U"排队人数＞12");
}

TEST_CASE("What is quoted ends in no comma", "[lost_signs]") {
  CHECK(name(U"alert('保存失败，')", 11) == U"alert('保存失败！')");
  CHECK(name(U"print(\"文件名，\", path)", 10) == U"print(\"文件名：\", path)");
  CHECK(name(U"echo \"总数；\" + n", 8) == U"echo \"总数：\" + n");
  CHECK(name(U"echo '总数（' . $n . '本';", 8) == U"echo '总数：' . $n . '本';");
  CHECK(name(U"echo '总数（' . $n . '）';", 8) == U"echo '总数（' . $n . '）';");
  CHECK(name(U"puts(\"磁盘已满，\\n\");", 10, 0.9) == U"puts(\"磁盘已满！\\n\");");
  CHECK(name(U"[\"你好，\", \"再见\"]", 4) == U"[\"你好！\", \"再见\"]");
  CHECK(name(U"<p title=\"专营五金、\" />", 14) == U"<p title=\"专营五金。\" />");
  CHECK(name(U"input(\"请输入名字：\")", 12) == U"input(\"请输入名字：\")");
  // It opens there.
  CHECK(name(U"他说，\"你好\"", 2) == U"他说，\"你好\"");
}

TEST_CASE("Signs by the word or number beside them", "[lost_signs]") {
  CHECK(name(U"**都检查过了吗，**", 8) == U"**都检查过了吗？**");
  CHECK(name(U"螺丝é4", 2) == U"螺丝×4");
  CHECK(name(U"咖啡caféA", 5) == U"咖啡caféA");
}

TEST_CASE("Strings that are one sign, and apostrophes, are left to the model", "[lost_signs]") {
  CHECK(name(U"print(\"、\".join(names))", 7) == U"print(\"、\".join(names))");
  CHECK(name(U"It's 好的，'走吧'", 7, 0.85) == U"It's 好的，'走吧'");
  CHECK(name(U"alert('好的，')", 9, 0.85) == U"alert('好的！')");
}

TEST_CASE("What ends in an element is asked without what follows the tag", "[lost_signs]") {
  CHECK(name(U"<p>祝您旅途愉快，</p>", 9, 0.85) == U"<p>祝您旅途愉快！</p>");
  CHECK(name(U"<li>票价已含保险、</li>", 10, 0.85) == U"<li>票价已含保险。</li>");
  CHECK(name(U"<p>请到<b>二楼</b>取票、</p>", 16, 0.85) == U"<p>请到<b>二楼</b>取票。</p>");
  CHECK(name(U"<td>姓名：</td><td>张三</td>", 6) == U"<td>姓名：</td><td>张三</td>");
  // The sentence goes on.
  CHECK(name(U"<b>注意，</b>雨天路滑", 5) == U"<b>注意，</b>雨天路滑");
}

TEST_CASE("Strings end as others of the document do", "[lost_signs]") {
  CHECK(name(U"alert(\"请选择座位：\");", 12, 0.5,
             {U"alert('余额不足！');", U"alert('请先登录！');", U"alert('已取消！');"}) ==
        U"alert(\"请选择座位！\");");
  CHECK(name(U"printf(\"请输入学生人数：\");", 15, 0.5, {U"printf(\"请输入年龄：\");"}) ==
        U"printf(\"请输入学生人数：\");");
}

TEST_CASE("Lines of labels and numbers have colons, whatever the model knows of them",
          "[lost_signs]") {
  const std::vector<std::u32string> list = {U"跨度\uFFFD18米", U"净高\uFFFD6.5\uFFFD",
                                            U"荷载\uFFFD\uFFFD0吨"};
  CHECK(name(U"跨度，18米", 2, 0.89, list) == U"跨度：18米");
  CHECK(name(U"净高，6.5米", 2, 0.89, list) == U"净高：6.5米");
  // Prose, and one line alone.
  CHECK(name(U"当年，18米的桥通车了", 2, 0.89, list) == U"当年，18米的桥通车了");
  CHECK(name(U"跨度，18米", 2, 0.89) == U"跨度，18米");
}

TEST_CASE("A placeholder stands behind a label, which ends in a colon", "[lost_signs]") {
  CHECK(name(U"print(\"余票，%d\" % n)", 9) == U"print(\"余票：%d\" % n)");
  CHECK(name(U"log(`查不到车次，车站，${id}`)", 13) == U"log(`查不到车次，车站：${id}`)");
  CHECK(name(U"<p>车站，{{ name }}</p>", 5) == U"<p>车站：{{ name }}</p>");
  CHECK(name(U"卡号，****0316", 2, 0.5, {U"姓名：赵明"}) == U"卡号：****0316");
  // What the model is sure of, what ends a sentence, and percentages.
  CHECK(name(U"print(\"您好，%s\" % n)", 9, 0.9) == U"print(\"您好，%s\" % n)");
  CHECK(name(U"print(\"您好！%s\" % n)", 9) == U"print(\"您好！%s\" % n)");
  CHECK(name(U"涨了，% 是单位", 2) == U"涨了，% 是单位");
}
