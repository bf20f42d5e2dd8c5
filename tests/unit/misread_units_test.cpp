#include "restore/repair/misread_units.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("MisreadUnits: signs of measures between ASCII", "[misread_units]") {
  CHECK(restore("烤箱预热到 180掳C，烤 20 分钟。") == "烤箱预热到 180°C，烤 20 分钟。");
  CHECK(restore("Turn it by 90掳 and wait.") == "Turn it by 90° and wait.");
  CHECK(restore("照片尺寸 6脳8 英寸") == "照片尺寸 6×8 英寸");
  CHECK(restore("结果为 12.5卤0.3 毫升") == "结果为 12.5±0.3 毫升");
  CHECK(restore("房间 35 m虏，朝南") == "房间 35 m²，朝南");
  CHECK(restore("漏 2019 小城书店") == "© 2019 小城书店");
}

TEST_CASE("MisreadUnits: letters within words", "[misread_units]") {
  CHECK(restore("导演 Almod贸var 的电影") == "导演 Almodóvar 的电影");
  CHECK(restore("女歌手 Beyonc茅 来了") == "女歌手 Beyoncé 来了");
}

TEST_CASE("MisreadUnits: hanzi that are meant stay", "[misread_units]") {
  for (const std::string text :
       {"腌 30 分钟 卤 2 小时", "卤2小时，再卤30分钟", "水管漏 2 处", "1997年被掳3次",
        "HelloKitty猫 很可爱", "我家iPad没 电了", "vivo茅台酒 三瓶", "T恤、A4纸、B超",
        "第3掳走的人", "U盘卤5元", "2012漏 2013 年的账", "KTV楼 上", "路漏2023年修好"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("Common hanzi between ASCII stay where no sign would stand", "[units]") {
  const auto stays = [](std::u32string_view line) {
    return fuyuan::stays_hanzi(line, fuyuan::LanguageModel::embedded());
  };
  CHECK(stays(U"9楼 Peter"));
  CHECK(stays(U"Anna 录"));
  CHECK_FALSE(stays(U"楼25.00"));
  CHECK_FALSE(stays(U"m鲁"));
  CHECK_FALSE(stays(U"10脳20"));
  CHECK_FALSE(stays(U"路灯"));
  CHECK_FALSE(stays(U"abc"));
}
