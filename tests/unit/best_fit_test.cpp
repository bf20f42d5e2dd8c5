#include "channel/best_fit.hpp"

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

using fuyuan::BestFit;
using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::testing::break_with;

namespace {

const std::string kDriver =
    "// 发送数据，等待应答\n"
    "// 接收数据，检查长度\n"
    "void adc_init(void)          // 初始化\n"
    "{\n"
    "    ADC->CR = 0x01;          // 打开电源\n"
    "    delay(20);               // 等待电压稳定\n"
    "    ADC->CFG = 3;            // 设置采样时间\n"
    "}\n"
    "// 串口中断服务程序，清除标志位\n";

/// How many of the hanzi of `text` are in the same place of `other`, in per cent.
std::size_t share_right(std::string_view text, std::string_view other) {
  const std::u32string want = fuyuan::to_utf32(text);
  const std::u32string got = fuyuan::to_utf32(other);
  if (want.size() != got.size()) return 0;
  std::size_t all = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < want.size(); ++i) {
    if (want[i] < 0x4E00) continue;
    ++all;
    right += got[i] == want[i] ? 1 : 0;
  }
  return 100 * right / all;
}

}  // namespace

TEST_CASE("BestFit: what Windows makes of the bytes", "[best_fit]") {
  CHECK(break_with(BestFit::kName, "发送数据") == "·￠?íêy?Y");
  CHECK(break_with(BestFit::kName, "初始化，函数。") == "3?ê??ˉ￡?oˉêy?￡");
  CHECK(break_with(BestFit::kName, "“a+b”……") == "?°a+b?±?-?-");
}

TEST_CASE("BestFit: pairs that tell, and pairs that do not", "[best_fit]") {
  CHECK(BestFit::may_write(U'ê'));
  CHECK(BestFit::may_write(U'?'));
  CHECK_FALSE(BestFit::may_write(U'ç'));
  CHECK_FALSE(BestFit::may_write(U'b'));
  CHECK(BestFit::count_choices(U'·', U'￠') == 1);
  CHECK(BestFit::count_choices(U'ê', U'y') == 2);
  CHECK(BestFit::count_choices(U'?', U'?') > 1000);
  CHECK(BestFit::count_choices(U'b', U'?') == 0);
}

TEST_CASE("BestFit: comments come back, and the code beside them stays", "[best_fit][restorer]") {
  const Restorer restorer((Options()));
  for (const std::string& damage :
       {break_with(BestFit::kName, kDriver),
        break_with("gbk-as-windows-1252", break_with(BestFit::kName, kDriver))}) {
    const Restored restored = restorer.restore(damage);
    CAPTURE(restored.text);
    CHECK(share_right(kDriver, restored.text) >= 85);
    CHECK(restored.text.find("    ADC->CR = 0x01;          // 打开") != std::string::npos);
    CHECK(restored.plan.apply(damage) == restored.text);
    CHECK(std::any_of(restored.plan.steps.begin(), restored.plan.steps.end(),
                      [](const auto& step) { return step.spans[0].channel == BestFit::kName; }));
  }
}

TEST_CASE("BestFit: letters with accents and question marks of other texts stay",
          "[best_fit][restorer]") {
  const Restorer restorer((Options()));
  for (const char* text : {
           "Où étiez-vous? À l'école? Très bien, mémé.\nC'est là? Voilà, ça va déjà.\n",
           "¿Dónde está? Allí, según él. ¿Qué día? ¿Cuál?\n",
           "拼音练习：dú shū、xiě zì、nǐ hǎo ma? 你说呢?\n汉字：é（鹅）? í（姨）? ú（无）?\n",
           "温度±2°，尺寸3×4?还是3×5?误差·1°?角度±1′?\n",
           "价格：￡20?￥30?￠50?\n",
       }) {
    CAPTURE(text);
    CHECK(restorer.restore(text).text == text);
  }
}
