#include "channel/familiar_remnants.hpp"

#include <random>
#include <string>

#include "catch.hpp"
#include "channel/registry.hpp"
#include "restore/restorer.hpp"

namespace {

std::string break_and_restore(const std::string& text, const char* habit) {
  std::mt19937_64 random(1);
  const std::string broken =
      fuyuan::Registry::instance().find("utf8-as-gbk")->damage(text, habit, random);
  REQUIRE(broken != text);
  return fuyuan::Restorer().restore(broken).text;
}

}  // namespace

TEST_CASE("FamiliarRemnants: signs before what is said, and dots behind what goes on",
          "[familiar_remnants]") {
  const std::string program =
      "button.textContent = '验证中...';\n"
      "if (saved) console.log(\"✅ 保存成功\");\n"
      "else console.error(\"❌ 保存失败，请稍后重试\");\n"
      "<div class=\"tip\">正在加载中...</div>\n";
  for (const char* habit : {"windows", "question", "python"}) {
    CAPTURE(habit);
    CHECK(break_and_restore(program, habit) == program);
  }
}

TEST_CASE("FamiliarRemnants: what they are is said to be inferred", "[familiar_remnants]") {
  std::mt19937_64 random(1);
  const std::string broken = fuyuan::Registry::instance()
                                 .find("utf8-as-gbk")
                                 ->damage("print(\"✅ 数据已经写入文件\")\n", "windows", random);
  const auto restored = fuyuan::Restorer().restore(broken);
  REQUIRE(restored.plan.steps.size() == 1);
  bool is_named = false;
  for (const fuyuan::Span& span : restored.plan.steps[0].spans) {
    for (const auto& one : span.inferred) {
      is_named |= one.best == U'✅';
      if (one.best == U'✅') CHECK(one.probability < 0.9);  // it may have been ✓
    }
  }
  CHECK(is_named);
}

TEST_CASE("FamiliarRemnants: the lines of listings and tables", "[familiar_remnants]") {
  const std::string listing =
      "├── 说明文档\n"
      "│   ├── 使用手册.txt\n"
      "│   └── 安装步骤.txt\n"
      "└── 测试数据\n"
      "────────────────────\n"
      "以上文件都在服务器上。\n";
  for (const char* habit : {"windows", "question", "python"}) {
    CAPTURE(habit);
    CHECK(break_and_restore(listing, habit) == listing);
  }
}

TEST_CASE("FamiliarRemnants: the sides and corners of frames", "[familiar_remnants]") {
  const std::string menu =
      "echo ╔═════════════════════╗\n"
      "echo ║  1. 清理临时文件    ║\n"
      "echo ║  2. 清空回收站      ║\n"
      "echo ╠═════════════════════╣\n"
      "echo ║  0. 退出            ║\n"
      "echo ╚═════════════════════╝\n"
      "┏━━━━━━━━━━━━━━┓\n"
      "│ 请在十点前完成备份 │\n"
      "┗━━━━━━━━━━━━━━┛\n";
  for (const char* habit : {"windows", "question", "python", "whatwg"}) {
    CAPTURE(habit);
    CHECK(break_and_restore(menu, habit) == menu);
  }
}
