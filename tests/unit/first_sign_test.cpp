#include "channel/first_sign.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

using fuyuan::find_first_sign;
using fuyuan::FirstSign;
using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

char32_t sign_of(std::u32string_view rest, std::string_view others = {}) {
  return find_first_sign(rest, others).character;
}

bool is_whole(std::u32string_view rest, std::string_view others = {}) {
  return find_first_sign(rest, others).state == FirstSign::State::whole;
}

}  // namespace

TEST_CASE("FirstSign: what the syntax of the line lacks", "[first_sign]") {
  CHECK(sign_of(U"?php") == U'<');
  CHECK(sign_of(U"?xml version=\"1.0\"?>") == U'<');
  CHECK(sign_of(U"!DOCTYPE html>") == U'<');
  CHECK(sign_of(U"script setup lang=\"ts\">") == U'<');
  CHECK(sign_of(U"style>") == U'<');
  CHECK(sign_of(U"!/usr/bin/env python3") == U'#');
  CHECK(sign_of(U"include \"config.h\"") == U'#');
  CHECK(sign_of(U"pragma once") == U'#');
  CHECK(sign_of(U"城市\",\"人口\"") == U'"');
  CHECK(sign_of(U"== 安装 ===") == U'=');
  CHECK(sign_of(U". 登录", "2. 下单\n") == U'1');
  CHECK(sign_of(U"/ 读取配置") == U'/');
  CHECK(sign_of(U"* 读取配置 */") == U'/');
  CHECK(sign_of(U" 快速开始", "## 安装\n") == U'#');
}

TEST_CASE("FirstSign: what lacks nothing, or tells nothing", "[first_sign]") {
  CHECK(is_whole(U""));
  CHECK(is_whole(U"<?php"));
  CHECK(is_whole(U"#!/bin/bash"));
  CHECK(is_whole(U"// 读取配置"));
  CHECK(is_whole(U"\"城市\",\"人口\""));
  CHECK(is_whole(U"=== 安装 ==="));
  CHECK(is_whole(U"1. 登录", "2. 下单\n"));
  CHECK(find_first_sign(U"城市,人口", "北京,2189\n").state == FirstSign::State::unknown);
  CHECK(find_first_sign(U"import java.util.List;", {}).state == FirstSign::State::unknown);
  CHECK(find_first_sign(U"if (a > b) return;", {}).state == FirstSign::State::unknown);
  CHECK(find_first_sign(U" 快速开始", "- 安装\n").state == FirstSign::State::unknown);
}

TEST_CASE("FirstSign: behind a byte-order mark that was read as GBK", "[first_sign]") {
  const auto restore = [](std::string_view text) { return Restorer().restore(text); };
  CHECK(restore("锘??php\n// 读取订单\n").text == "<?php\n// 读取订单\n");
  CHECK(restore("锘�<?php\n// 读取订单\n").text == "<?php\n// 读取订单\n");
  CHECK(restore("锘?include <string.h>\n// 读取订单\n").text ==
        "#include <string.h>\n// 读取订单\n");
  CHECK(restore("锘�#!/bin/bash\n# 备份数据库\n").text == "#!/bin/bash\n# 备份数据库\n");
  // What nothing tells is lost, and said to be.
  const Restored lost = restore("锘?import java.util.List;  // 列表\n");
  CHECK(lost.text == "�import java.util.List;  // 列表\n");
  CHECK(lost.verdict == Verdict::partial);
  CHECK(lost.plan.apply("锘?import java.util.List;  // 列表\n") == lost.text);
  // A mark that was read by itself took nothing along of the Chinese behind it.
  CHECK(restore("锘?读我\n城市,人口\n").text == "读我\n城市,人口\n");
  Options strict;
  strict.strict = true;
  const Restored kept = Restorer(strict).restore("锘??php\n// 读取订单\n");
  CHECK(kept.text == "锘??php\n// 读取订单\n");
  CHECK(kept.verdict == Verdict::unrepaired);
}

TEST_CASE("FirstSign: hanzi behind such a mark", "[first_sign]") {
  CHECK(Restorer().restore("锘垮煄甯?浜哄彛,闈㈢Н\n").text.starts_with("城市"));
  CHECK(Restorer().restore("锘垮煄甯傦紝浜哄彛\n").text.find("锘") == std::string::npos);
}

TEST_CASE("FirstSign: text about such marks, and about nobelium", "[first_sign]") {
  for (const std::string text :
       {"锘?xml 是乱码，文件开头有 BOM。\n", "锘是一种人造元素，符号为 No。\n",
        "锘可以由锔和碳制得。\n", "元素：锘?\n"}) {
    CAPTURE(text);
    CHECK(Restorer().restore(text).text == text);
  }
}
