#include "restore/repair/reshaped_notes.hpp"

#include <string>

#include "catch.hpp"
#include "restore/restorer.hpp"

namespace {

std::string restore(const std::string& text) { return fuyuan::Restorer().restore(text).text; }

std::string with(const std::string& text, const std::string& opening, const std::string& closing) {
  std::string out;
  for (const char c : text) {
    if (c == '(') {
      out += opening;
    } else if (c == ')') {
      out += closing;
    } else {
      out += c;
    }
  }
  return out;
}

constexpr const char* kPage =
    "門機部分由電(diàn)機、減(jiǎn)速器和開(kāi)關(guān)組(zǔ)成，遇到阻礙會自?yì)哟蜷_(kāi)。\n"
    "故障處理的辦法見(jiàn)附錄(lù)，常見(jiàn)的有編碼器損(sǔn)壞等。\n";
constexpr const char* kRestored =
    "门机部分由电机、减速器和开关组成，遇到阻碍会自动打开。\n"
    "故障处理的办法见附录，常见的有编码器损坏等。\n";

}  // namespace

TEST_CASE("Reshaped notes: a converter's come off in other brackets, too", "[reshaped_notes]") {
  CHECK(restore(with(kPage, "[", "]")) == kRestored);
  CHECK(restore(with(kPage, "【", "】")) == kRestored);
}

TEST_CASE("Reshaped notes: a converter's that were parted from their characters come off",
          "[reshaped_notes]") {
  CHECK(restore(with(kPage, " (", ")")) == kRestored);
  CHECK(restore("門機部分由電 (diàn) 機、減 (jiǎn) 速器和開 (kāi) 關 (guān) 組 (zǔ) 成，遇到阻礙會"
                "自?yì) 哟蜷_ (kāi)。\n故障處理的辦法見 (jiàn) 附錄 (lù)，參考了?yì) 鴥韧舛嗉覐 S "
                "商的資料。\n") ==
        "门机部分由电机、减速器和开关组成，遇到阻碍会自动打开。\n"
        "故障处理的办法见附录，参考了国内外多家厂商的资料。\n");
}

TEST_CASE("Reshaped notes: those of a teacher stay", "[reshaped_notes]") {
  struct Row {
    const char* text;
    const char* restored;
  };
  const Row rows[] = {
      {"地名讀音：龜 [qiū] 茲、單 [shàn] 于、閼 [yān] 氏，都不按常用音讀。\n",
       "地名读音：龟 [qiū] 兹、单 [shàn] 于、阏 [yān] 氏，都不按常用音读。\n"},
      {"我 (wǒ) 們 (men) 學 (xué) 習 (xí) 漢 (hàn) 語 (yǔ)，你 (nǐ) 會 (huì) 嗎 (ma)？\n",
       "我 (wǒ) 們 (men) 學 (xué) 習 (xí) 漢 (hàn) 語 (yǔ)，你 (nǐ) 會 (huì) 嗎 (ma)？\n"},
      {"在車 (chē) 站等車 (chē) 的時 (shí) 候，我買 (mǎi) 了一個 (gè) 麵 (miàn) 包。\n",
       "在车 (chē) 站等车 (chē) 的时 (shí) 候，我买 (mǎi) 了一个 (gè) 面 (miàn) 包。\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(restore(row.text) == row.restored);
  }
}
