#include "restore/triage/raw_fields.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "channel/escape.hpp"
#include "charset/charset.hpp"
#include "restore/restorer.hpp"

namespace {

std::string gbk(std::string_view text) {
  return fuyuan::encode_text(*fuyuan::find_charset("gb18030"), text);
}

std::vector<std::string> fields_of(const std::string& line, bool in_utf8 = true) {
  std::vector<std::string> out;
  for (const auto& field :
       fuyuan::find_raw_fields(line, in_utf8, {}, fuyuan::LanguageModel::embedded()))
    out.push_back(line.substr(field.begin, field.end - field.begin));
  return out;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("Words of GBK are found in lines of UTF-8", "[raw_fields]") {
  CHECK(fields_of(gbk("联系电话") + "：B座 3 层") == Fields{gbk("联系电话")});
  CHECK(fields_of("<b>姓名</b>" + gbk("孙俊杰") + "<i>男</i>") == Fields{gbk("孙俊杰")});
  CHECK(fields_of("品名：" + gbk("猕猴桃") + "，产地：陕西") == Fields{gbk("猕猴桃")});
  CHECK(fields_of("妈 " + gbk("到家了没"), false) == Fields{gbk("到家了没")});
  // By itself the first would be a letter, Ů.
  CHECK(fields_of("姓名：李雷 " + gbk("(女) 风从海上吹来")) ==
        Fields{gbk("女"), gbk("风从海上吹来")});
  // Bytes of two of its pairs are a character of UTF-8.
  CHECK(fields_of(gbk("徐建国")) == Fields{gbk("徐建国")});
}

TEST_CASE("What is left of UTF-8 is no word of GBK", "[raw_fields]") {
  CHECK(fields_of("今天天气很好，我们出门走走。").empty());
  std::string broken = "今天天气很好，我们出门走走。";
  broken.erase(4, 1);
  CHECK(fields_of(broken).empty());
  broken.erase(6, 1);
  CHECK(fields_of(broken).empty());
  broken.erase(20, 2);
  CHECK(fields_of(broken).empty());
  CHECK(fields_of("caf\xE9 au lait").empty());
}

TEST_CASE("Healthy UTF-8 beside words of GBK stays", "[raw_fields]") {
  const fuyuan::Restorer restorer;
  CHECK(restorer.restore("表格第一页\n" + gbk("联系电话") + "：B座 3 层\n").text ==
        "表格第一页\n联系电话：B座 3 层\n");
  CHECK(restorer.restore("姓名,性别,专业\n" + gbk("孙俊杰") + ",男,土木工程\n").text ==
        "姓名,性别,专业\n孙俊杰,男,土木工程\n");
}

TEST_CASE("A line that was cut in half a character is of its document's charset", "[raw_fields]") {
  const std::string text = gbk("桌上放着苹果和香蕉。\n院子里种了很多花，都开了。\n樱桃");
  CHECK(fuyuan::Restorer().restore(text.substr(0, text.size() - 1)).text ==
        "桌上放着苹果和香蕉。\n院子里种了很多花，都开了。\n樱\uFFFD");
  CHECK(fuyuan::Restorer().restore(gbk("(女) 风从海上吹来\n(男) 你在桥边等待\n")).text ==
        "(女) 风从海上吹来\n(男) 你在桥边等待\n");
  CHECK(fuyuan::Restorer().restore(gbk("网页上出现 锟斤拷 是怎么回事\n")).text ==
        "网页上出现 锟斤拷 是怎么回事\n");
  // Words of a list, which tell by their number alone.
  const std::string list = gbk("雪梨\n青椒\n土豆\n白菜\n萝卜\n菠菜\n豆角\n冬瓜\n西红柿\n樱桃");
  CHECK(fuyuan::Restorer().restore(list.substr(0, list.size() - 1)).text ==
        "雪梨\n青椒\n土豆\n白菜\n萝卜\n菠菜\n豆角\n冬瓜\n西红柿\n樱\uFFFD");
}
