#include "restore/repair/misread_signs.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"
#include "text/utf8.hpp"
#include "unit/lattice_helpers.hpp"

namespace {

using fuyuan::Options;
using fuyuan::Restored;
using fuyuan::Restorer;
using fuyuan::Verdict;

std::string restore(std::string_view text) {
  Options keep;
  keep.to = fuyuan::Script::keep;
  return Restorer(keep).restore(text).text;
}

}  // namespace

TEST_CASE("MisreadSigns: single signs in healthy lines", "[misread_signs]") {
  const Restored restored = Restorer().restore("烤箱预热到 180Â°C，烤 20 分钟。\n");
  CHECK(restored.text == "烤箱预热到 180°C，烤 20 分钟。\n");
  CHECK(restored.verdict == Verdict::restored);
  CHECK(restore("作者：马克Â·吐温") == "作者：马克·吐温");
  CHECK(restore("Â© 2019 小城书店") == "© 2019 小城书店");
  CHECK(restore("纸张大小 21Ã—29 厘米") == "纸张大小 21×29 厘米");
  CHECK(restore("房间有 35mÂ²") == "房间有 35m²");
  CHECK(restore("菜单 â†’ 设置") == "菜单 → 设置");
  CHECK(restore("âœ“ 测试通过") == "✓ 测试通过");
  CHECK(restore("ðŸŽ‰ 新版本发布了") == "🎉 新版本发布了");
  CHECK(restore("她说â€œ再见â€\u009d就走了") == "她说“再见”就走了");
  CHECK(restore("等一下â€¦ 我来了") == "等一下… 我来了");
  CHECK(restore("We canâ€™t open it â€” sorry") == "We can’t open it — sorry");
  CHECK(restore("今天ï¼Œ我们休息") == "今天，我们休息");
}

TEST_CASE("MisreadSigns: letters of words", "[misread_signs]") {
  CHECK(restore("RenÃ©e Fleming 演唱会") == "Renée Fleming 演唱会");
  CHECK(restore("A trip to SÃ£o TomÃ©") == "A trip to São Tomé");
  CHECK(restore("Ã‰dith Piaf") == "Édith Piaf");
  CHECK(restore("CAFÃ‰ CENTRAL") == "CAFÉ CENTRAL");
  CHECK(restore("Comment Ã§a va ? OÃ¹ es-tu ?") == "Comment ça va ? Où es-tu ?");
  CHECK(restore("PlzeÅˆ a BudÄ›jovice") == "Plzeň a Budějovice");
  CHECK(restore("lÇŽo shÄ«") == "lǎo shī");
}

TEST_CASE("MisreadSigns: read so twice", "[misread_signs]") {
  CHECK(restore("It isnÃ¢â‚¬â„¢t here") == "It isn’t here");
  CHECK(restore("气温 12Ã‚Â°C") == "气温 12°C");
  CHECK(restore("FranÃƒÂ§ois 的书") == "François 的书");
}

TEST_CASE("MisreadSigns: a quotation mark whose control was dropped", "[misread_signs]") {
  const Restored restored = Restorer().restore("店里写着â€œ今日休息â€，我只好回家。\n");
  CHECK(restored.text == "店里写着“今日休息”，我只好回家。\n");
  CHECK(restored.verdict == Verdict::inferred);
}

TEST_CASE("MisreadSigns: words of other languages stay", "[misread_signs]") {
  for (const std::string text : {"Âge : 12 ans",
                                 "À l’âge de 5 ans… « Â » est une lettre.",
                                 "SÃO PAULO — IRMÃ®",
                                 "AMANHÃ” e “MANHÃ…”",
                                 "A LÃ» é a AMANHÃ\u00A0e depois",
                                 "“5 Â°” is what he typed",
                                 "Ngày Â, Ă, Đ, Ê",
                                 "ÂN NHÂN — CÂY",
                                 "På Ås, „Å“ og Æ",
                                 "Å² = 10⁻²⁰ m²",
                                 "Ç’kemi? Ç’farë?",
                                 "hâlâ”… dedi",
                                 "⟨Â²⟩ − ⟨Â⟩²",
                                 "Â·B̂ = C",
                                 "â–",
                                 "ã, õ, â",
                                 "1ª e 2º, “ã”",
                                 "Ãrea",
                                 "Ð Ñ Ã",
                                 "ïðÿ",
                                 "«Â» (буква)",
                                 "Là-bas, naïve façade",
                                 "Señor Ñoño",
                                 "Größe «Ä»",
                                 "TÂRGU MUREȘ"}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("MisreadSigns: what is shown on purpose stays", "[misread_signs]") {
  for (const std::string text :
       {"text = text.replace(\"â€™\", \"'\")", "Café: not CafÃ©, but Café",
        "é 变成了 cafÃ© 里的 Ã©", "把 UTF-8 当成 Latin-1 解码，就会看到 CafÃ©。",
        "如果出现 25Â°C，那就是乱码。", "Encoding trouble:\nDonâ€™t\n", "页面上的「Â°」是什么？",
        "The sign (â€œ) is wrong."}) {
    CAPTURE(text);
    CHECK(restore(text) == text);
  }
}

TEST_CASE("MisreadSigns: bytes of hanzi that look like such signs", "[misread_signs]") {
  const std::string text = "路由器设置\n路\n眉毛\n网络连接正常\n";
  CHECK(restore(fuyuan::testing::break_with("gbk-as-windows-1252", text)) == text);
}

TEST_CASE("MisreadSigns: Greek letters of units and formulae", "[misread_signs]") {
  CHECK(restore("直径约 5 Î¼m，圆周率 Ï€ 约为 3.14") == "直径约 5 μm，圆周率 π 约为 3.14");
  CHECK(restore("电阻 10 kÎ©，Î± 与 Î² 都很小") == "电阻 10 kΩ，α 与 β 都很小");
  CHECK(restore("Î¼S/cm") == "μS/cm");
  for (const char* healthy :
       {"«Î»", "NAÏF", "În Île", "INOUÏ\u00A0!", "TOLSTOÏ\u00A0: 战争与和平", "NAÏ\u00ADVE",
        "TOLSTOÏ¹", "BOLCHOÏ©", "BONZAÏ® SHOP", "TOLSTOÏ·GORKI"}) {
    CAPTURE(healthy);
    CHECK(restore(healthy) == healthy);
  }
}
