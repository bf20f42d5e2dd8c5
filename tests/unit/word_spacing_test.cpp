#include "text/word_spacing.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::WordSpacing;
using fuyuan::testing::break_with;

WordSpacing learn(std::string_view text) {
  WordSpacing spacing;
  spacing.learn(text);
  return spacing;
}

}  // namespace

TEST_CASE("WordSpacing: whether words are set apart from Chinese", "[word_spacing]") {
  const WordSpacing apart = learn("请用 vim 打开 3 个文件，再运行 make 命令。\n");
  const WordSpacing together = learn("请用vim打开3个文件，再运行make命令。\n");
  CHECK(apart.weigh(U"gcc。") > 1);
  CHECK(together.weigh(U"gcc。") < -1);
  CHECK(learn("").weigh(U"gcc。") == 0);
  // The word's own other side counts.
  CHECK(learn("").weigh(U"gcc 编译") > 1);
  CHECK(learn("").weigh(U"gcc编译") < -1);
  CHECK(apart.weigh(U"(gcc)") == 0);
  CHECK(apart.weigh(U"") == 0);
  CHECK(apart.weigh_end(U" 个") > 1);
  CHECK(apart.weigh_end(U"个") == 0);
}

TEST_CASE("WordSpacing: signs of full width tell nothing, whole or misread", "[word_spacing]") {
  CHECK(learn("版本，v2。说明：abc，完\n").weigh(U"gcc。") == 0);
  CHECK(learn("鐗堟湰锛寁2銆傝 abc锛屽畬\n").weigh(U"gcc") < 1);
}

TEST_CASE("Blanks before words come back where a page has them", "[word_spacing][restorer]") {
  const auto restore = [](const std::string& text) {
    return fuyuan::Restorer(fuyuan::Options())
        .restore(break_with("utf8-as-gbk", text, "windows"))
        .text;
  };
  const std::string apart =
      "/// <item>每个 Node 用 Tree 管理，见 <c>Tree.Walk(id)</c> 的说明</item>\n"
      "/// <item>节点的 Depth 从 0 开始，最多 12 个</item>\n"
      "/// <para>遍历用 Visitor 完成，顺序与 Order 有关。</para>\n";
  CHECK(restore(apart) == apart);
  const std::string together =
      "/// <item>每个Node用Tree管理，见<c>Tree.Walk(id)</c>的说明</item>\n"
      "/// <item>节点的Depth从0开始，最多12个</item>\n"
      "/// <para>遍历用Visitor完成，顺序与Order有关。</para>\n";
  CHECK(restore(together).find("从 ") == std::string::npos);
  CHECK(restore(together).find("多 ") == std::string::npos);
}

TEST_CASE("WordSpacing: whether blanks stand behind Chinese signs", "[word_spacing]") {
  const WordSpacing apart = learn("春天来了， 花开了， 鸟也叫了。 我们出门去。\n");
  const WordSpacing tight = learn("春天来了，花开了，鸟也叫了。我们出门去，走走看看。\n");
  CHECK(apart.weigh_behind_sign() > tight.weigh_behind_sign() + 2);
  CHECK(tight.weigh_behind_sign() < 0);
  CHECK(learn("").weigh_behind_sign() == tight.weigh_behind_sign());
  // What UTF-8 has of signs, read as GBK.
  CHECK(learn("浠锛屾湅紝 鍙嬶紝 宸叉").weigh_behind_sign() > apart.weigh_behind_sign() - 1);
}
