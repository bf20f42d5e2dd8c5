#include "restore/repair/bare_escapes.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(std::string_view text) { return fuyuan::Restorer().restore(text).text; }

}  // namespace

TEST_CASE("BareEscapes: escapes of JSON without their backslashes", "[bare_escapes]") {
  CHECK(restore("u5f20u4e09") == "张三");
  CHECK(restore(R"({"name":"u674eu96f7","city":"u5317u4eac"})") ==
        R"({"name":"李雷","city":"北京"})");
  CHECK(restore("状态：u5df2u53d1u8d27uff0cu8bf7u6ce8u610fu67e5u6536u3002") ==
        "状态：已发货，请注意查收。");
}

TEST_CASE("BareEscapes: single ones go with others of their line", "[bare_escapes]") {
  CHECK(restore("u7b2c1u8282 u6982u8ff0") == "第1节 概述");
  CHECK(restore("他说：u201cu4f60u597du201d") == "他说：“你好”");
  CHECK(restore("u674eu56dbu00b7u738bu4e94u2026u2026") == "李四·王五……");
  CHECK(restore("u4f60u597dud83dudc4d") == "你好👍");
}

TEST_CASE("BareEscapes: what is no such escape stays", "[bare_escapes]") {
  for (const std::string text :
       {"[u4e00-u9fa5]", "u7b2c", "menu1234", "id u1000u2000", R"("\u5f20\u4e09" in C++)",
        "ueb1eu9d3f", "u5f2u4e0", "uuuuu12345u"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
  // Names of files and of code.
  for (const std::string text :
       {R"(<img src="/uploads/u5f20u4e09.png">)", "https://example.org/u4f60u597d/index",
        "function u6d4bu8bd5() {}", ".u4e2du6587 { color: red }", "| 你好 | u4f60u597d |"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
  // Somebody explains them.
  const std::string talk = "Unicode 转义丢了反斜杠会变成：\nu5f20u4e09\n";
  CHECK(restore(talk) == talk);
}
